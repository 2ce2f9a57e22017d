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
    part_total,
    parts_of,
)
from usecases.reporting.rates import percentage, rounded
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Type

__all__ = ("PARAMETERS", "columns", "rows")


def _rate(part: str, whole: tuple[str, ...], label: Any, definition: Any) -> Column:
    name = f"{part}_share"
    return Column(name, Type.PERCENTAGE, definition, unit="%", label=label, rate=((part,), whole))


_HANDED_IN = ("on_time", "late", "missing")
_RATES = (
    _rate(
        "on_time",
        _HANDED_IN,
        _("Deliverables on time"),
        _("On time as amended, of what was handed in or is missing."),
    ),
    _rate(
        "on_time_at_first",
        _HANDED_IN,
        _("Deliverables on time at first"),
        _("On time by the day fixed at first, of what was handed in or is missing."),
    ),
    _rate(
        "answered_in_time",
        ("answered_in_time", "answered_late", "closed_unanswered", "unanswered_late"),
        _("Questions in time"),
        _("Answered in time, of what was answered, closed unanswered or is late."),
    ),
    _rate(
        "closed_in_time",
        ("closed_in_time", "closed_late", "open_late"),
        _("Notes in time"),
        _("Closed in time, of what was closed or is late."),
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
    further = (*counts, *_RATES, *(() if scope.by_event else (_ROUNDS,)))
    return part_columns(scope, part_dimension(scope), *further)


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase or a period, or one for each value of the dimension in it."""
    by = part_dimension(scope)
    counts: dict[str, dict[Key, int]] = {each.name: each.counts(scope, by) for each in COUNTED}
    body = []
    for part in parts_of(scope, by, counts.values()):
        told = {name: found.get(part.key, 0) for name, found in counts.items()}
        body.append(part.row({**told, **_shares(scope, told)}, COUNTED))
    whole = part_total(scope, {}, COUNTED, counts)
    if whole is not None:
        whole = replace(whole, values={**whole.values, **_shares(scope, whole.values)})
    return body, whole


def _shares(scope: Scope, n: dict[str, Any]) -> dict[str, Any]:
    """Return the shares; and of use cases that are followed on, how often they were asked."""
    shares: dict[str, Any] = {}
    for column in _RATES:
        part, whole = (sum(n[name] for name in names) for names in column.rate)
        shares[column.name] = percentage(part, whole)
    if scope.by_event:
        return shares
    cases = n["use_cases"]
    return {**shares, _ROUNDS.name: rounded(n["rounds"] / cases) if cases else None}
