"""The cells of one row as the fields of a result."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from usecases.exchange.results_known import EVALUATORS, OPERATORS, Known, When
from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_dates import last_day
from usecases.exchange.sheet_names import Names
from usecases.models.usecases import UseCase
from usecases.vocabulary.trials import Operator, Unit


def part_of(cells: Cells, column: str, known: dict[UUID, Names[Any]], case: UseCase | None) -> Any:
    """Return what a cell names among the parts of its case."""
    return cells.one(column, known.get(case.pk, Names([]))) if case else None


def fields_of(cells: Cells, known: Known, case: UseCase | None) -> tuple[dict[str, Any], When]:
    """Return the fields as a form hands them over, and the day."""
    for column in ("metric", "value", "evaluator"):
        cells.required(column)
    metric = cells.one("metric", known.metrics)
    when = _when(cells)
    percent = metric is None or metric.unit == Unit.PERCENTAGE
    fields: dict[str, Any] = {
        "metric": metric,
        "aspect": cells.text("aspect"),
        "operator": _operator(cells),
        "value": _measured(cells, "value", percent=percent),
        "upper": _measured(cells, "upper", percent=percent),
        **{name: cells.whole(name) for name in ("numerator", "denominator", "sample_size")},
        "evaluator": cells.one("evaluator", EVALUATORS) or "",
        "final": cells.truth("final", empty=False) or False,
        "no_denominator": cells.truth("no_denominator", empty=False) or False,
        "evidence": part_of(cells, "evidence", known.files, case),
        "source": cells.text("source"),
    }
    if when is not None:
        fields["happened_on"], fields["precision"] = when
    return fields, when


def _operator(cells: Cells) -> str:
    return (cells.one("operator", OPERATORS) if cells.text("operator") else None) or Operator.EQUAL


def _measured(cells: Cells, column: str, *, percent: bool) -> Decimal | None:
    """Return a number; a percentage may say that it is one, and nothing else may."""
    cell = cells.text(column)
    if not cell.endswith("%"):
        return cells.decimal(column)
    if not percent:
        cells.fault(column, "percent", _("This metric is not measured in %."))
        return None
    return cells.decimal(column, cell[:-1].rstrip())


def _when(cells: Cells) -> When:
    cell = cells.text("happened_on")
    day, precision = last_day(cell) if cell else (None, "")
    if cell and day is None:
        text = _("This is not a date such as 2026-01-31, 2026-01 or 2026.")
        cells.fault("happened_on", "date", text)
    return (day, precision) if day else None
