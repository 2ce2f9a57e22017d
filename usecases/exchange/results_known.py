"""What rows of results may name, looked up for all of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from usecases.exchange.sheet_names import Names, coded, fold
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.models.words import Metric
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_casefile import aliases_for, attachments_for
from usecases.rules.visibility_register import metrics_for
from usecases.rules.visibility_trials import cycles_for, results_for
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import Evaluator, Operator

_FEW = 12
When = tuple[date, str] | None
Key = tuple[Any, ...]

OPERATORS: Names[str] = coded(Operator.choices)
EVALUATORS: Names[str] = coded(Evaluator.choices)


@dataclass(frozen=True)
class Known:
    """Everything that the rows of one file are compared with."""

    cases: Names[UseCase]
    metrics: Names[Metric]
    cycles: dict[UUID, Names[Cycle]]
    files: dict[UUID, Names[Attachment]]
    there: dict[Key, bool]  # what was measured already, and whether it is final


def look_up(by: Person, references: Iterable[str], case: UseCase | None) -> Known:
    """Return what a person's rows may name, in as many queries for one row as for hundreds."""
    asked = {each.upper() for each in references} | {*references}
    seen = use_cases_for(by).exclude(stage__in=(Stage.DRAFT, Stage.VOID))
    if case is not None:
        seen = seen.filter(pk=case.pk)
    earlier = aliases_for(by).filter(reference__in=asked)
    former = dict(earlier.values_list("use_case", "reference"))
    rows = seen.select_related("phase__programme", "institution")
    found = [*rows.filter(reference__in=asked), *rows.filter(pk__in=former)]
    if case is not None:
        found = [*rows]
    keys = [row.pk for row in found]
    return Known(
        cases=Names((row, [row.reference, former.get(row.pk, "")]) for row in found),
        metrics=Names((row, _labels(row)) for row in metrics_for(by)),
        cycles=_by_case(
            (row.use_case_id, row, [row.number])
            for row in cycles_for(by).filter(use_case__in=keys).select_related("use_case")
        ),
        files=_by_case(
            (row.use_case_id, row, [row.name])
            for row in attachments_for(by).filter(use_case__in=keys)
        ),
        there=_there(by, keys),
    )


def key_of(result: Result, when: When) -> Key:
    """Return by what a result is known to be the same."""
    value, upper = Decimal(result.value), result.upper
    of_what = (result.cycle_id, result.metric_id, fold(result.aspect), result.operator)
    how_many = (result.numerator, result.denominator, result.sample_size)
    return (*of_what, value, upper, *how_many, result.evaluator, when)


def when_of(result: Result, zone: ZoneInfo) -> When:
    """Return the day, month or year of which a result is."""
    moment: datetime = result.happened_on
    return moment.astimezone(zone).date(), result.precision


def _there(by: Person, keys: list[UUID]) -> dict[Key, bool]:
    """Return what was measured, by what it is known: with its day, and without."""
    there: dict[Key, bool] = {}
    rows = results_for(by).filter(use_case__in=keys)
    for row in rows.select_related("use_case__phase__programme"):
        zone = ZoneInfo(row.use_case.phase.programme.time_zone)
        for when in (None, when_of(row, zone)):
            there[key_of(row, when)] = there.get(key_of(row, when), False) or row.final
    return there


def _by_case(rows: Iterable[tuple[UUID, Any, list[Any]]]) -> dict[UUID, Names[Any]]:
    named: dict[UUID, list[tuple[Any, list[Any]]]] = {}
    for case, row, names in rows:
        named.setdefault(case, []).append((row, names))
    return {case: Names(pairs, _said(pairs)) for case, pairs in named.items()}


def _said(pairs: list[tuple[Any, list[Any]]]) -> str:
    """Return all names in words, where they are few."""
    names = [str(name) for _row, each in pairs for name in each]
    return ", ".join(names) if len(names) <= _FEW else ""


def _labels(row: Metric) -> list[str]:
    labels = (row.code, row.label_en, row.label_zh_hant, row.label_zh_hans)
    return [label for label in labels if label]
