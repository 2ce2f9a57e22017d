"""How severe an assessor is: own scores against those of the others on the same use cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from usecases.reporting import scoring
from usecases.reporting.assessments import Judgement
from usecases.vocabulary.criteria import HIGHEST, LOWEST, SEVERITY_FEWEST


@dataclass(frozen=True)
class Severity:
    """The mean gap to the others, in points from 1 to 5: below zero is stricter than they."""

    cases: int
    points: Decimal | None

    @property
    def few(self) -> bool:
        """Whether it rests on few cases."""
        return self.cases < SEVERITY_FEWEST


def severities(judgements: Iterable[Judgement]) -> dict[UUID, Severity]:
    """Return the severity of everybody who assessed a case that somebody else assessed too."""
    gaps: dict[UUID, list[Fraction]] = {}
    for each in judgements:
        if each.span:
            unit = Fraction(HIGHEST - LOWEST, each.span)
            for key, gap in scoring.from_others(each.by_assessor).items():
                gaps.setdefault(key, []).append(gap * unit)
    return {key: Severity(len(g), scoring.rounded(scoring.mean(g))) for key, g in gaps.items()}
