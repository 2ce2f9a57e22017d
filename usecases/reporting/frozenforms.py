"""The fixed tables that outsiders may have: which counts stand in them, and how these add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from usecases.reporting import (
    compliancecounts,
    compute,
    durationcolumns,
    funnel,
    incidentcounts,
    lineagecounts,
    outcomecolumns,
    performance,
)
from usecases.reporting.dimensions import DIMENSIONS, Dimension
from usecases.reporting.funnelcolumns import COUNTS as FUNNEL_COUNTS
from usecases.reporting.parts import Asked, Counted
from usecases.reporting.table import Column
from usecases.selection.stretches import IN_TRIAL, MET, MISSED, TO_DECISION, TO_TRIAL
from usecases.text.digest import canonical
from usecases.vocabulary.trials import Verdict

# What a table may be broken down by: a use case has one of these, never several.
BY: dict[str, Dimension] = {name: DIMENSIONS[name] for name in ("category", "sector", "authority")}
Sum = tuple[str, tuple[str, ...], bool]


@dataclass(frozen=True)
class FrozenForm:
    """One fixed table: its columns, what each asks of which list, and which make up which.

    A sum is exact, or leaves something over that the table does not say.
    """

    report: str
    columns: tuple[Column, ...]
    asked: dict[str, tuple[str, Asked]]
    sums: tuple[Sum, ...]

    def question(self, column: str) -> str:
        """Return what a column asks: two tables that ask the same have the same cells."""
        return canonical(list(self.asked[column]))


def _chain(*names: str) -> tuple[Sum, ...]:
    """Each of these is a part of the one before it."""
    return tuple((whole, (part,), False) for whole, part in pairwise(names))


def _of(report: str, counted: Iterable[Counted], names: Iterable[str], *sums: Sum) -> FrozenForm:
    known = {each.name: each for each in counted}
    chosen = [known[name] for name in names]
    return FrozenForm(
        report,
        tuple(each.column for each in chosen),
        {each.name: (each.subject, each.asked) for each in chosen},
        sums,
    )


_FUNNEL: dict[str, tuple[str, Any]] = {
    name: ("use-cases", {parameter: value}) for name, (parameter, value) in funnel.COUNTED.items()
}
_DUE = ("on_time", "late", "missing", "waived")
_TOLD = ("answered_in_time", "answered_late", "closed_unanswered", "unanswered_late")
_NOTED = ("closed_in_time", "closed_late", "open_late")
_DECIDED = ("decided_accepted", "decided_declined", "pending", "withdrawn_before_decision")
_JUDGED = tuple(performance.JUDGED)
_SEVERITIES = tuple(each.name for each in incidentcounts.BY_SEVERITY)
_MEASURED: dict[str, tuple[str, Asked]] = {
    "results": ("results", {"deciding": "true"}),
    **{
        name: ("results", {"deciding": "true", "verdict": str(said)})
        for name, said in performance.JUDGED.items()
    },
    "no_result": ("targets", {"locked": "true", "verdict": str(Verdict.NO_RESULT)}),
}
_TOOK: dict[str, tuple[str, Asked]] = {
    **{name: ("use-cases", {"measured": name}) for name in (TO_DECISION, TO_TRIAL, IN_TRIAL)},
    "target_due": ("use-cases", {"decision_target": [MET, MISSED]}),
    "target_met": ("use-cases", {"decision_target": MET}),
}
_ENDED: dict[str, tuple[str, Asked]] = {
    name: ("use-cases", asked) for name, asked in outcomecolumns.ASKED.items()
}


FORMS: dict[str, FrozenForm] = {
    each.report: each
    for each in (
        FrozenForm(
            "funnel",
            FUNNEL_COUNTS,
            _FUNNEL,
            (
                *_chain("submitted", "assessing", "accepted", "trialling", "completed"),
                ("submitted", _DECIDED, False),
                *_chain("accepted", "decided_accepted", "withdrawn_after_decision"),
                *_chain("submitted", "in_production"),
            ),
        ),
        FrozenForm("performance", performance.COUNTS, _MEASURED, (("results", _JUDGED, True),)),
        _of(
            "incidents",
            (incidentcounts.ALL, incidentcounts.OPEN, *incidentcounts.BY_SEVERITY),
            ("incidents", "open", *_SEVERITIES),
            ("incidents", _SEVERITIES, True),
            ("incidents", ("open",), False),
        ),
        _of(
            "compliance",
            compliancecounts.COUNTED,
            ("deliverables", *_DUE, "questions", *_TOLD, "notes", *_NOTED),
            ("deliverables", _DUE, False),
            ("questions", _TOLD, False),
            ("notes", _NOTED, False),
        ),
        _of(
            "compute",
            compute.COUNTED,
            ("use_cases", "accepted", "over_compute", "over_customers"),
            *_chain("use_cases", "accepted", "over_compute"),
            *_chain("accepted", "over_customers"),
        ),
        FrozenForm(
            "durations",
            durationcolumns.COUNTS,
            _TOOK,
            (*_chain(TO_DECISION, TO_TRIAL, IN_TRIAL), *_chain("target_due", "target_met")),
        ),
        FrozenForm(
            "outcomes",
            tuple(each for each in outcomecolumns.COUNTS if each.name in _ENDED),
            _ENDED,
            (("year_over", ("year_in_production", "year_unknown"), False),),
        ),
        _of(
            "lineage",
            lineagecounts.COUNTED,
            (each.name for each in lineagecounts.COUNTED),
            *(
                ("following", (each.name,), False)
                for each in (*lineagecounts.BY_KIND, *lineagecounts.BY_ENDING)
            ),
        ),
    )
}
