"""What the assessments that count say of use cases: means, spread, who stands out.

Each assessor's scores are put together first, by the weights of the criteria; figures of a case
are figures of these weighted means, so that everybody who assessed counts alike.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Value

from usecases.models.assessments import Assessment, Criterion
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.reporting import scoring
from usecases.rules.assessed import counting, standing_versions, versions_of
from usecases.rules.criteria import points
from usecases.rules.visibility_reviews import assessments_for


@dataclass(frozen=True)
class Scored:
    """One assessment that counts: who, what they would do, their scores by criterion."""

    key: UUID
    assessor: UUID
    name: str
    recommendation: str
    scores: dict[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OfCriterion:
    """What the scores of one criterion come to."""

    criterion: Criterion
    scores: tuple[int, ...]

    @property
    def mean(self) -> Decimal | None:
        """Their mean."""
        return scoring.rounded(scoring.mean(self.scores))


@dataclass(frozen=True)
class Outlier:
    """An assessor who stands apart, and how far from the mean of the others."""

    name: str
    mean: Decimal | None
    gap: Decimal

    @property
    def distance(self) -> Decimal:
        """How far, above or below."""
        return abs(self.gap)


@dataclass(frozen=True)
class Judgement:
    """What the assessments of a case come to. Closed to whoever still owes one: all is empty."""

    criteria: tuple[Criterion, ...] = ()
    scored: tuple[Scored, ...] = ()
    void: int = 0
    closed: bool = False

    @property
    def count(self) -> int:
        """How many assessments count."""
        return len(self.scored)

    @cached_property
    def scales(self) -> dict[UUID, scoring.Scale]:
        """The scales of the criteria, by criterion."""
        return {c.pk: scoring.Scale(c.weight, c.lowest, c.highest) for c in self.criteria}

    @property
    def span(self) -> int:
        """From the lowest score of the common scale to the highest."""
        low, high = scoring.common(self.scales.values()) if self.scales else (0, 0)
        return high - low

    @cached_property
    def by_assessor(self) -> dict[UUID, Fraction]:
        """The weighted mean of each assessor who scored."""
        found = {each.assessor: scoring.weighted(each.scores, self.scales) for each in self.scored}
        return {key: value for key, value in found.items() if value is not None}

    @cached_property
    def exact(self) -> Fraction | None:
        """The mean of the assessors' weighted means, as it is ranked by."""
        return scoring.mean(list(self.by_assessor.values()))

    @property
    def mean(self) -> Decimal | None:
        """The mean of the assessors' weighted means."""
        return scoring.rounded(self.exact)

    @property
    def median(self) -> Decimal | None:
        """The median of the assessors' weighted means."""
        return scoring.rounded(scoring.median(self.by_assessor.values()))

    @property
    def deviation(self) -> Decimal | None:
        """The standard deviation of the assessors' weighted means."""
        return scoring.deviation(list(self.by_assessor.values()))

    @property
    def lowest(self) -> Decimal | None:
        """The lowest of the assessors' weighted means."""
        return scoring.rounded(min(self.by_assessor.values(), default=None))

    @property
    def highest(self) -> Decimal | None:
        """The highest of the assessors' weighted means."""
        return scoring.rounded(max(self.by_assessor.values(), default=None))

    @property
    def recommendations(self) -> Counter[str]:
        """How many recommend what."""
        return Counter(each.recommendation for each in self.scored)

    @cached_property
    def outliers(self) -> tuple[Outlier, ...]:
        """Who stands apart from the others, the furthest first."""
        gaps = scoring.outliers(self.by_assessor, self.span)
        names = {each.assessor: each.name for each in self.scored}
        return tuple(
            Outlier(names[key], scoring.rounded(self.by_assessor[key]), scoring.tenth(gap))
            for key, gap in sorted(gaps.items(), key=lambda g: (-abs(g[1]), names[g[0]]))
        )

    @cached_property
    def by_criterion(self) -> tuple[OfCriterion, ...]:
        """What each criterion in use was scored."""
        return tuple(
            OfCriterion(c, tuple(e.scores[c.pk] for e in self.scored if c.pk in e.scores))
            for c in self.criteria
        )


def judged(cases: Iterable[UseCase]) -> dict[UUID, Judgement]:
    """Return what the assessments of each case come to, whoever asks, in three queries."""
    return _judged(list(cases), Value(True))


def judged_for(person: Person, cases: Iterable[UseCase]) -> dict[UUID, Judgement]:
    """Return the same as far as the person sees the assessments: of a case that has one which
    is not theirs to see yet, nothing.
    """
    seen = assessments_for(person).filter(pk=OuterRef("pk"))
    return _judged(list(cases), Exists(seen))


def _judged(cases: list[UseCase], seen: Any) -> dict[UUID, Judgement]:
    criteria = _criteria({case.phase_id for case in cases})
    rows: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    for row in _rows(cases, seen):
        mine = rows.setdefault(row["use_case"], {})
        known = mine.setdefault(row["pk"], {**row, "given": {}})
        if row["scores__criterion"] is not None:
            known["given"][row["scores__criterion"]] = row["scores__score"]
    return {
        case.pk: _judgement(criteria.get(case.phase_id, ()), rows.get(case.pk, {}))
        for case in cases
    }


def _rows(cases: list[UseCase], seen: Any) -> Any:
    """Return every submitted assessment, once for each of its scores."""
    standing = [v for each in versions_of(cases).values() for v in standing_versions(each)]
    counts = counting(standing).values("pk")
    rows = Assessment.objects.filter(use_case__in=cases, submitted_at__isnull=False)
    return (
        rows.annotate(seen=seen, counts=Q(pk__in=counts))
        .order_by("assessor__email", "pk")
        .values(
            *("pk", "use_case", "assessor", "assessor__name", "assessor__email"),
            *("recommendation", "seen", "counts", "scores__criterion", "scores__score"),
        )
    )


def _criteria(phases: set[UUID]) -> Mapping[UUID, tuple[Criterion, ...]]:
    found: dict[UUID, tuple[Criterion, ...]] = {}
    for each in Criterion.objects.filter(phase__in=phases, active=True).order_by("order", "code"):
        found[each.phase_id] = (*found.get(each.phase_id, ()), each)
    return found


def _judgement(criteria: tuple[Criterion, ...], rows: dict[UUID, dict[str, Any]]) -> Judgement:
    if not all(row["seen"] for row in rows.values()):
        return Judgement(criteria, closed=True)
    in_use = {each.pk for each in criteria}
    return Judgement(
        criteria,
        tuple(
            Scored(
                key,
                row["assessor"],
                row["assessor__name"] or row["assessor__email"],
                row["recommendation"],
                {each: score for each, score in row["given"].items() if each in in_use},
            )
            for key, row in rows.items()
            if row["counts"]
        ),
        void=sum(1 for row in rows.values() if not row["counts"]),
    )


def criteria_in_words(case: UseCase, language: str = "en") -> list[tuple[str, str]]:
    """Return each criterion with the words of its mean score, rounded half up; for a letter."""
    return criteria_in_words_of(judged([case])[case.pk], language)


def criteria_in_words_of(said: Judgement, language: str = "en") -> list[tuple[str, str]]:
    """Return the same of assessments that are known already."""
    column = f"label_{language.replace('-', '_').lower()}"
    found = []
    for each in said.by_criterion:
        middle = scoring.mean(each.scores)
        if middle is not None:
            words = dict(points(each.criterion, language))[scoring.whole(middle)]
            label = getattr(each.criterion, column, "") or each.criterion.label_en
            found.append((label, words))
    return found
