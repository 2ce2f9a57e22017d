"""How far use cases came, and what was decided about them."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting import fairness, periods
from usecases.reporting.dimensions import FAIRNESS, Dimension, dimension
from usecases.reporting.funnelcolumns import APPLICANTS, COUNTS, RATES, STANDING
from usecases.reporting.funnelcounts import PHASES, WHOLE, whole
from usecases.reporting.funnelevents import counter_of
from usecases.reporting.rates import percentage
from usecases.reporting.scope import PERIOD, Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.selection.phaseorder import PhaseInfo
from usecases.vocabulary.stages import PATH
from usecases.vocabulary.terms import Coverage, OutcomeResult

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
    *PERIOD,
)

# Column, and what the list of use cases is asked for.
COUNTED: dict[str, tuple[str, str]] = {
    **{str(stage): ("reached", str(stage)) for stage in PATH},
    "in_production": ("reached", OutcomeResult.IN_PRODUCTION.value),
    "decided_accepted": ("decision", "accepted"),
    "decided_declined": ("decision", "declined"),
    "pending": ("decision", "pending"),
    "withdrawn_before_decision": ("decision", "withdrawn-before"),
    "withdrawn_after_decision": ("decision", "withdrawn-after"),
}


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns: the phase, or the dimension asked for, in a series the period."""
    by = dimension(scope, also=FAIRNESS)
    texts: tuple[Column, ...] = (
        Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
        Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
        Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
        Column("coverage", Type.TEXT, _("What is recorded of it."), label=_("Coverage")),
    )
    if by or scope.every:
        texts = (
            *((periods.COLUMN,) if scope.every else ()),
            *((by.column(), *fairness.texts_of(by.name)) if by else ()),
        )
    found = (*texts, *COUNTS, APPLICANTS, *RATES, *fairness.columns_of(by.name if by else ""))
    return tuple(each for each in found if not (scope.by_event and each.name in STANDING))


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or a value of the dimension, and a total over the scope."""
    by, phases = dimension(scope, also=FAIRNESS), scope.phases()
    covered = bool(phases) and all(each.coverage == Coverage.ALL for each in phases)
    if scope.every:
        scope.refuse_mixed()
        found = counter_of(scope, WHOLE).counts().get((), {})
        return _series(scope, by, covered), _row(scope, {}, {}, found, covered)
    if by:
        scope.refuse_mixed()
    by_phase = counter_of(scope, PHASES).counts()
    total = _row(scope, {}, {}, whole(scope, by_phase), covered)
    if by is None:
        return [_of_phase(scope, each, by_phase.get((each.code,), {})) for each in phases], total
    counts = {
        key[0]: found for key, found in counter_of(scope, by.grouping(scope)).counts().items()
    }
    return _broken_down(scope, by, counts, covered), total


def _broken_down(
    scope: Scope, by: Dimension, counts: dict[Any, dict[str, int]], covered: bool
) -> list[Row]:
    """Return one row a value, with what fairness asks about beside."""
    beside = fairness.beside(scope, by.name)
    shown = [value for value in counts if by.shows(scope, value)]
    body = []
    for value in sorted(shown, key=lambda value: (value is None, str(value or ""))):
        texts = {by.name: fairness.key_of(value), **beside.get(value, {})}
        row = _row(scope, texts, by.narrowed(value), counts[value], covered)
        warned = fairness.warned(row.values, by.name)
        body.append(replace(row, values={**row.values, **warned}))
    return body


def _series(scope: Scope, by: Dimension | None, covered: bool) -> list[Row]:
    """Return one row a period, or one for each value of the dimension that occurs in it."""
    grouping = by.grouping(scope) if by else WHOLE
    counts = counter_of(scope, grouping, scope.every).counts()
    parts: dict[str, dict[Any, dict[str, int]]] = {}
    for (begun, *value), found in counts.items():
        mine = parts.setdefault(periods.name_of(begun, scope.every), {})
        mine[value[0] if by else None] = found
    body: list[Row] = []
    for period in periods.periods_of(scope, {key[0] for key in counts}):
        within = scope.during(period) if period.bounded else scope.undated()
        here = parts.get(period.name, {})
        told = _broken_down(within, by, here, covered) if by else []
        if by is None:
            told = [_row(within, {}, {}, here.get(None, {}), covered)]
        body += [replace(row, values={"period": period.name or None, **row.values}) for row in told]
    return body


def _of_phase(scope: Scope, phase: PhaseInfo, counts: dict[str, int]) -> Row:
    texts = {
        "programme": phase.programme,
        "phase": phase.code,
        "name": phase.name,
        "coverage": phase.coverage,
    }
    return _row(scope, texts, {"phase": phase.code}, counts, phase.coverage == Coverage.ALL)


def _row(
    scope: Scope,
    texts: dict[str, Any],
    narrowed: dict[str, str],
    counts: dict[str, int],
    covered: bool,
) -> Row:
    n = {name: counts.get(name, 0) for name in (*COUNTED, "applicants")}
    accepted, of_decided = n["decided_accepted"], n["decided_accepted"] + n["decided_declined"]
    rates = {
        "acceptance_of_decided": percentage(accepted, of_decided),
        "acceptance_with_pending": percentage(accepted, of_decided + n["pending"]),
        "acceptance_of_submitted": percentage(accepted, n["submitted"]),
    }
    values = {**texts, **n, **(rates if covered else dict.fromkeys(rates))}
    values["completion"] = percentage(n["completed"], n["trialling"])
    if scope.by_event:
        values = {name: each for name, each in values.items() if name not in STANDING}
    return Row(values, _records(scope, narrowed))


def _records(scope: Scope, narrowed: dict[str, str]) -> dict[str, Records]:
    return {
        name: scope.records("use-cases", **{**narrowed, parameter: value})
        for name, (parameter, value) in COUNTED.items()
        if not (scope.by_event and name in STANDING)
    }
