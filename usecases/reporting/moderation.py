"""A phase's use cases in the order of their assessments, against the places there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.reporting.assessments import Judgement, judged_for
from usecases.selection.moderation import moderated, number_expected, open_decisions
from usecases.vocabulary.reviews import Recommendation


@dataclass(frozen=True)
class Placed:
    """One use case: what its assessments come to, and its place by the mean.

    Cases of one mean share a place; one without a mean has none.
    """

    case: UseCase
    judgement: Judgement
    expected: int
    place: int | None
    within: bool | None
    proposal: Decision | None = None

    @property
    def spread(self) -> Decimal | None:
        """The standard deviation of the assessors' weighted means."""
        return self.judgement.deviation

    @property
    def recommended(self) -> list[tuple[str, int]]:
        """What is recommended, in words, and by how many."""
        counts = self.judgement.recommendations
        return [(str(each.label), counts[each]) for each in Recommendation if counts[each]]


def placed(person: Person, phase: Phase) -> list[Placed]:
    """Return the cases that are moderated, the highest mean first: places among those seen."""
    rows = moderated(person).filter(phase=phase)
    cases = list(rows)
    judgements, expected = judged_for(person, cases), number_expected(rows)
    proposals = {each.use_case_id: each for each in open_decisions(person, rows)}
    means = sorted((m for j in judgements.values() if (m := j.exact) is not None), reverse=True)
    places = {mean: means.index(mean) + 1 for mean in {*means}}
    found = [
        Placed(
            case,
            judgement := judgements[case.pk],
            max(expected.get(case.pk, 0), judgement.count),
            place := places.get(judgement.exact) if judgement.exact is not None else None,
            _within(place, phase.capacity),
            proposals.get(case.pk),
        )
        for case in cases
    ]
    return ordered(found, "place")


def _within(place: int | None, capacity: int | None) -> bool | None:
    return None if place is None or capacity is None else place <= capacity


Key = Callable[[Placed], Any]
_HIGHEST_FIRST = ("mean", "median", "spread", "count")
ORDERS: dict[str, Key] = {
    "place": lambda each: each.place,
    "reference": lambda each: each.case.reference,
    "institution": lambda each: each.case.institution.short_name.casefold(),
    "category": lambda each: each.case.category and each.case.category.order,
    "stage": lambda each: each.case.stage,
    "mean": lambda each: each.judgement.exact,
    "median": lambda each: each.judgement.median,
    "spread": lambda each: each.spread,
    "count": lambda each: Fraction(each.judgement.count, each.expected or 1),
    "proposal": lambda each: each.proposal and each.proposal.outcome,
}


def ordered(rows: Sequence[Placed], order: str) -> list[Placed]:
    """Return the rows by one of ORDERS, turned round by a minus; what has no value comes last."""
    name = order.removeprefix("-")
    key = ORDERS[name]
    known = sorted(rows, key=lambda each: each.case.reference)
    having = [each for each in known if key(each) is not None]
    backwards = order.startswith("-") != (name in _HIGHEST_FIRST)
    return [
        *sorted(having, key=key, reverse=backwards),
        *(each for each in known if key(each) is None),
    ]


def narrowed(
    rows: Sequence[Placed], categories: Sequence[str], stages: Sequence[str]
) -> list[Placed]:
    """Return the rows of some categories and stages; places stay what they are."""
    return [
        each
        for each in rows
        if (not stages or each.case.stage in stages)
        and (not categories or (each.case.category and each.case.category.code) in categories)
    ]
