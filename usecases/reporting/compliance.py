"""Whether what was agreed came in time: deliverables, answers to questions, notes to banks."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.compliancecounts import COUNTED
from usecases.reporting.parts import (
    PARAMETERS,
    Key,
    part_columns,
    part_dimension,
    part_keys,
    part_row,
    part_total,
)
from usecases.reporting.rates import percentage, rounded
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Type

__all__ = ("PARAMETERS", "columns", "rows")


def _rate(name: str, label: Any, definition: Any) -> Column:
    return Column(name, Type.PERCENTAGE, definition, unit="%", label=label)


# Share, its part, and what it is a part of.
_RATES: tuple[tuple[Column, str, tuple[str, ...]], ...] = (
    (
        _rate(
            "on_time_share",
            _("Deliverables on time"),
            _("On time as amended, of what was handed in or is missing."),
        ),
        "on_time",
        ("on_time", "late", "missing"),
    ),
    (
        _rate(
            "on_time_at_first_share",
            _("Deliverables on time at first"),
            _("On time by the day fixed at first, of what was handed in or is missing."),
        ),
        "on_time_at_first",
        ("on_time", "late", "missing"),
    ),
    (
        _rate(
            "answered_in_time_share",
            _("Questions in time"),
            _("Answered in time, of what was answered, closed unanswered or is late."),
        ),
        "answered_in_time",
        ("answered_in_time", "answered_late", "closed_unanswered", "unanswered_late"),
    ),
    (
        _rate(
            "closed_in_time_share",
            _("Notes in time"),
            _("Closed in time, of what was closed or is late."),
        ),
        "closed_in_time",
        ("closed_in_time", "closed_late", "open_late"),
    ),
)
_ROUNDS = Column(
    "rounds_per_case",
    Type.NUMBER,
    _("Question rounds for each use case reviewed."),
    unit=_("rounds"),
    label=_("Rounds per use case"),
)


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns."""
    counts = (each.column for each in COUNTED)
    return part_columns(
        scope, part_dimension(scope), *counts, *(column for column, _p, _w in _RATES), _ROUNDS
    )


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or one for each value of the dimension that occurs in it."""
    by = part_dimension(scope)
    counts: dict[str, dict[Key, int]] = {each.name: each.counts(scope, by) for each in COUNTED}
    body = []
    for key in part_keys(scope, by, counts.values()):
        told = {name: found.get(key, 0) for name, found in counts.items()}
        body.append(part_row(scope, by, key, {**told, **_shares(told)}, COUNTED))
    whole = part_total(scope, {}, COUNTED)
    if whole is not None:
        whole = replace(whole, values={**whole.values, **_shares(whole.values)})
    return body, whole


def _shares(n: dict[str, Any]) -> dict[str, Any]:
    shares: dict[str, Any] = {
        column.name: percentage(n[part], sum(n[name] for name in whole))
        for column, part, whole in _RATES
    }
    cases = n["use_cases"]
    return {**shares, _ROUNDS.name: rounded(n["rounds"] / cases) if cases else None}
