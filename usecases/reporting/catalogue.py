"""Every report by its name: what it is called, what it says, who may ask, what it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.reporting import (
    compliance,
    compute,
    funnel,
    incidents,
    matrix,
    participation,
    performance,
    phases,
    workload,
)
from usecases.reporting.scope import TIMES, Scope, read
from usecases.reporting.table import Column, Row, Table
from usecases.rules.permissions import may
from usecases.selection.strict import Params
from usecases.vocabulary.actions import Action

Rows = Callable[[Scope], tuple[list[Row], Row | None]]


@dataclass(frozen=True)
class Report:
    """One report. A public one is answered to outsiders from what is published."""

    name: str
    title: Promise
    definition: Promise
    public: bool
    takes: tuple[str, ...]
    columns: Callable[[Scope], tuple[Column, ...]]
    rows: Rows

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the parameters that `run` takes."""
        return frozenset({*self.takes, *TIMES})

    def open_to(self, person: Person) -> bool:
        """Whether this person is answered."""
        return self.public or may(person, Action.READ_REPORTS)

    def run(self, person: Person, params: Params) -> Table:
        """Return the figures in the scope that the parameters name."""
        scope = read(person, params, self.takes)
        columns = self.columns(scope)
        rows, total = self.rows(scope)
        named = {name: values for name, values in scope.params.items() if name not in TIMES}
        times = scope.times
        whole = None if scope.mixed else total
        return Table(self.name, named, times.as_at, times.known_at, columns, rows, whole)


REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "phases",
            _("Phases"),
            _("Per phase: what is recorded, what was announced, and the gap between them."),
            True,
            phases.PARAMETERS,
            lambda scope: phases.COLUMNS,
            phases.rows,
        ),
        Report(
            "funnel",
            _("Funnel"),
            _("How far use cases came, and what was decided about them."),
            False,
            funnel.PARAMETERS,
            funnel.columns,
            funnel.rows,
        ),
        Report(
            "matrix",
            _("Matrix"),
            _("Use cases by phase, category (or another dimension) and stage."),
            True,
            matrix.PARAMETERS,
            matrix.columns,
            matrix.rows,
        ),
        Report(
            "participation",
            _("Participation"),
            _("Who took part in each phase, who was new and who returned."),
            True,
            participation.PARAMETERS,
            participation.columns,
            participation.rows,
        ),
        Report(
            "performance",
            _("Evidence explorer"),
            _(
                "What trials measured against their targets: by metric and phase, by technique or "
                "by category. Values of unlike metrics are never put together."
            ),
            False,
            performance.PARAMETERS,
            performance.columns,
            performance.rows,
        ),
        Report(
            "incidents",
            _("Incidents"),
            _("What went wrong in trials, for the days they ran; how bad, why, how soon resolved."),
            False,
            incidents.PARAMETERS,
            incidents.columns,
            incidents.rows,
        ),
        Report(
            "compliance",
            _("Compliance"),
            _("Whether deliverables, answers and what notes ask for came in time."),
            False,
            compliance.PARAMETERS,
            compliance.columns,
            compliance.rows,
        ),
        Report(
            "workload",
            _("Workload"),
            _("What waits on whom, and since when."),
            False,
            workload.PARAMETERS,
            lambda scope: workload.COLUMNS,
            workload.rows,
        ),
        Report(
            "compute",
            _("Compute and exposure"),
            _("GPU hours asked, granted and used; customers exposed, against the limit."),
            False,
            compute.PARAMETERS,
            compute.columns,
            compute.rows,
        ),
    )
}
