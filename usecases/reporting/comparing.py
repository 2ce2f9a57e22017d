"""Two scopes of one report side by side: each figure of both, the difference, and what a rate of
few cases leaves open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.reporting.comparingcolumns import COLUMNS, WORDS
from usecases.reporting.intervals import apart, wilson
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Side, Table, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.strict import Params
from usecases.vocabulary.criteria import RATE_FEWEST

# `against.phase` is the phase of the other scope; it has no parameter but those that say so.
AGAINST = "against."
# These are of both scopes.
SHARED = ("by", "counted")
NOT_COMPARED = ("every", *SHARED)

_FIGURES = (Type.COUNT, Type.NUMBER, Type.PERCENTAGE, Type.DURATION)


def split(params: Params) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the parameters of the scope, and those of the other one."""
    own = {name: [*values] for name, values in params.items() if not name.startswith(AGAINST)}
    other = {
        name.removeprefix(AGAINST): [*values]
        for name, values in params.items()
        if name.startswith(AGAINST)
    }
    shared = [name for name in NOT_COMPARED if name in other]
    if shared:
        text = _("Both scopes share this: give it once, without what is before the dot.")
        raise BadParameters(*(Missing(f"{AGAINST}{name}", "shared", text) for name in shared))
    if other and "every" in own:
        text = _("A series is not compared with another scope.")
        raise BadParameters(Missing("every", "compared", text))
    return own, {**other, **{name: own[name] for name in SHARED if name in own}} if other else {}


def together(scopes: Iterable[Scope], keys: Sequence[str]) -> tuple[Scope, ...]:
    """Return the scopes with their phases put together, where what is broken down is compared."""
    return tuple(replace(each, together=bool(each.value("by") or keys)) for each in scopes)


def side_by_side(
    this: Table, other: Table, scopes: tuple[Scope, ...], keys: Sequence[str]
) -> Table:
    """Return one line for each figure of a report, with both scopes and the difference; line by
    line of what it is broken down by, and of the columns that tell its rows apart.
    """
    _refuse_unlike(scopes)
    names = (*this.scope.get("by", ()), *keys)
    own = tuple(column for column in this.columns if column.name in names)
    figures = [column for column in this.columns if column.type in _FIGURES and column not in own]
    rows = [
        _line(column, first, second, texts)
        for texts, first, second in _pairs(this, other, [column.name for column in own])
        for column in figures
    ]
    side = Side(other.scope, other.as_at, other.known_at)
    return replace(this, columns=(*own, *WORDS, *COLUMNS), rows=rows, total=None, against=side)


def _refuse_unlike(scopes: tuple[Scope, ...]) -> None:
    for scope in scopes:
        scope.refuse_mixed()
    if len({phase.invented for scope in scopes for phase in scope.phases()}) > 1:
        text = _("Invented and real programmes are not compared with each other.")
        raise BadParameters(Missing(f"{AGAINST}programme", "mixed", text))


def _pairs(this: Table, other: Table, own: list[str]) -> Iterator[tuple[dict[str, Any], Row, Row]]:
    """Yield what is compared: like rows of both, or the whole of both scopes."""
    if not own:
        yield {}, _whole(this), _whole(other)
        return
    first, second = (
        {tuple(row.values[name] for name in own): row for row in table.rows}
        for table in (this, other)
    )
    for key in _in_order([*first], [*second]):
        texts = dict(zip(own, key, strict=True))
        yield texts, first.get(key, Row({})), second.get(key, Row({}))


def _in_order(first: list[Any], second: list[Any]) -> list[Any]:
    """Return the keys of both in the order of the report: the second's each behind its own last."""
    found, place = [*first], 0
    for key in second:
        if key in first:
            place = found.index(key) + 1
        else:
            found.insert(place, key)
            place += 1
    return found


def _whole(table: Table) -> Row:
    """Return the only row of a scope of one phase, which says most, else its total."""
    return table.rows[0] if len(table.rows) == 1 else table.total or Row({})


def _line(column: Column, first: Row, second: Row, texts: dict[str, Any]) -> Row:
    rows = {"value": first, "against": second}
    found = {name: row.values.get(column.name) for name, row in rows.items()}
    values: dict[str, Any] = {
        **texts,
        "measure": column.name,
        "name": str(column.label or column.name),
        "unit": _unit(column, first, second),
        **found,
        "difference": _less(found["value"], found["against"]),
        **_open(column, found, first.values, second.values),
    }
    named = {name: row.records.get(column.name) for name, row in rows.items()}
    return Row(values, {name: records for name, records in named.items() if records})


def _unit(column: Column, *rows: Row) -> str:
    said = [row.values["unit"] for row in rows if row.values] if column.measured else [column.unit]
    return str(said[0])


def _less(first: Any, second: Any) -> Any:
    return None if first is None or second is None else first - second


def _open(
    column: Column, found: Mapping[str, Any], first: Mapping[str, Any], second: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the intervals of a rate, and which of both rests on few."""
    if not column.rate[1]:
        return {}
    parts = {
        name: _parts(column, values)
        for name, values in (("value", first), ("against", second))
        if found[name] is not None
    }
    intervals = {name: wilson(*part) for name, part in parts.items()}
    if len(parts) > 1:
        intervals["difference"] = apart(parts["value"], parts["against"])
    told: dict[str, Decimal | str | None] = {}
    for name, interval in intervals.items():
        if interval is not None:
            told |= {f"{name}_low": interval.low, f"{name}_high": interval.high}
    few = [whole for _part, whole in parts.values() if whole < RATE_FEWEST]
    words = (ngettext("rests on {n}", "rests on {n}", n).format(n=n) for n in few)
    return {**told, "small_numbers": ", ".join(words) or None}


def _parts(column: Column, values: Mapping[str, Any]) -> tuple[int, int]:
    part, whole = (sum(values.get(name) or 0 for name in names) for names in column.rate)
    return part, whole
