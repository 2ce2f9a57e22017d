"""What was measured in a use case of the past, as far as its source tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit.context import clock
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.models.words import Metric
from usecases.rules.missing import Missing
from usecases.rules.spans import Span
from usecases.vocabulary.trials import Operator
from usecases.workflow.errors import Invalid
from usecases.workflow.validate import validate
from usecases.workflow.weigh import Scale, scale_of, weigh


@dataclass(frozen=True)
class Published:
    """One result as a publication gives it; of how many, where it says so."""

    metric: Metric
    value: Decimal
    evaluator: str
    operator: str = Operator.EQUAL
    upper: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    aspect: str = ""


def write_published(
    case: UseCase, results: Sequence[Published], when: tuple[datetime, str], source: str
) -> None:
    """Write what a source tells of a recorded case, in one test cycle of which nothing more is
    known; inside `writing()`.
    """
    if not results:
        return
    cycle = Cycle(use_case=case, number=1, name=str(_("As published")))
    validate(cycle)
    rows, faults = _weighed(scale_of(case), cycle, results, when, source)
    if faults:
        raise Invalid(*faults)
    trail.add(cycle)
    for row in rows:
        validate(row)
        trail.add(row)


def faults_of_published(
    case: UseCase, results: Sequence[Published], when: tuple[datetime, str], source: str
) -> list[Missing]:
    """Return what is wrong with results of a case that is not recorded yet; a question only."""
    span = Span(ZoneInfo(case.phase.programme.time_zone))
    cycle = Cycle(use_case=case, number=1)
    return _weighed(Scale(case, span, ()), cycle, results, when, source)[1]


def _weighed(
    scale: Scale,
    cycle: Cycle,
    results: Sequence[Published],
    when: tuple[datetime, str],
    source: str,
) -> tuple[list[Result], list[Missing]]:
    rows: list[Result] = []
    faults: list[Missing] = []
    for each in results:
        fields = {
            **vars(each),
            "no_denominator": each.denominator is None,
            "happened_on": when[0],
            "precision": when[1],
            "source": source,
        }
        row, wrong = weigh(scale, cycle, fields, reason="", at=clock())
        rows.append(row)
        faults += [Missing("results", fault.code, fault.text) for fault in wrong]
    return rows, faults
