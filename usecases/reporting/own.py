"""A bank's own figures, in every phase it applied to, by the definitions of the funnel.

Of other banks nothing is counted, and of a decision nothing before its release: what is counted
are moves, and the stage moves at release.
"""

from dataclasses import dataclass

from usecases.models.person import Person
from usecases.reporting import funnel
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row
from usecases.rules.visibility import own_cases_for
from usecases.selection.history import Times
from usecases.selection.phaseorder import PhaseInfo, recorded_phases
from usecases.vocabulary.stages import UNCOUNTED

# What a bank is told of, in this order; each figure is one of the funnel's.
FIGURES: tuple[str, ...] = (
    *("submitted", "assessing", "decided_accepted", "decided_declined", "pending"),
    *("withdrawn_before_decision", "withdrawn_after_decision"),
    *("trialling", "completed", "in_production"),
)
# What a figure may ask of the list of use cases.
PARAMETERS: frozenset[str] = frozenset(
    {"phase", "institution", *(parameter for parameter, _value in funnel.COUNTED.values())}
)


class OwnScope(Scope):
    """A scope of a bank's own records: counted from what it sees, not from what is published."""

    @property
    def public(self) -> bool:
        """Nothing here is counted from what is published."""
        return False


@dataclass(frozen=True)
class Own:
    """The figures of one bank: columns, a row a phase, and a total where there is one."""

    columns: tuple[Column, ...]
    rows: list[tuple[PhaseInfo, Row]]
    total: Row | None


def own_figures(person: Person) -> Own:
    """Return the figures of the bank that the person acts for; three queries more than phases."""
    scope = _scope(person)
    columns = tuple(each for each in funnel.columns(scope) if each.name in FIGURES)
    ordered = tuple(sorted(columns, key=lambda each: FIGURES.index(each.name)))
    phases = scope.phases()
    if not phases:
        return Own(ordered, [], None)
    rows, total = funnel.rows(scope)
    return Own(ordered, list(zip(phases, rows, strict=True)), None if scope.mixed else total)


def _scope(person: Person) -> OwnScope:
    """Return the bank's own use cases in the phases in which it handed any in."""
    cases = own_cases_for(person).exclude(stage__in=UNCOUNTED)
    codes = sorted(set(cases.order_by().values_list("phase__code", flat=True)))
    bank = person.membership.institution_id if person.membership else ""
    params = {"institution": [str(bank)], **({"phase": codes} if codes else {})}
    phases = [each for each in recorded_phases(person) if each.code in codes]
    return OwnScope(person, params, Times(), phases)
