"""Counts what hangs on use cases, by the phase of the case or by period, and by a dimension of it.

Each column is a question to one subject's list: what is counted and what its address lists are the
same selection.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.reporting import periods
from usecases.reporting.counting import counted_with
from usecases.reporting.dimensions import DIMENSIONS, Dimension
from usecases.reporting.places import Place, Where, place_at, places, where_of
from usecases.reporting.scope import PERIOD, Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
    *PERIOD,
)
BY: dict[str, Dimension] = {
    name: DIMENSIONS[name] for name in ("category", "technique", "sector", "authority")
}
KEYS = (
    Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
    Column("phase", Type.TEXT, _("Code of the phase of its use case."), label=_("Phase")),
    Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
)
Key = tuple[Where, Any]
Asked = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Counted:
    """A column: which list it counts, and what that is asked for."""

    name: str
    label: Promise
    definition: Promise
    subject: str
    asked: Asked

    @property
    def column(self) -> Column:
        """The column as reports describe it."""
        return Column(self.name, Type.COUNT, self.definition, label=self.label)

    def records(self, scope: Scope, narrowed: Asked) -> Records:
        """Return what is counted, of a part of the scope."""
        return scope.records(self.subject, **{**self.asked, **narrowed})

    def counts(self, scope: Scope, by: Dimension | None) -> dict[Key, int]:
        """Return how many there are by where they stand, and by their case's value of `by`."""
        rows = scope.select(self.subject, **self.asked)
        where = where_of(scope, self.subject, self.stage)
        columns = (where, by.part_path(self.subject)) if by else (where,)
        counts = counted_with(rows, columns, {"n": Q()})
        return {key_of(*key): found["n"] for key, found in counts.items()}

    @property
    def stage(self) -> str:
        """The stage that its use case has reached: it happened when that was first so."""
        return str(self.asked["reached"])


def key_of(where: Any, value: Any = None) -> Key:
    """Return the key of a row, as the database said it."""
    return place_at(where), value


def part_dimension(scope: Scope, offered: Mapping[str, Dimension] = BY) -> Dimension | None:
    """Return the dimension that `by` names; one that is not offered is refused."""
    name = scope.value("by")
    if name is not None and name not in offered:
        text = _("This report can be broken down by: {names}.")
        raise BadParameters(Missing("by", "invalid", str(text).format(names=", ".join(offered))))
    return offered[name] if name else None


def part_columns(scope: Scope, by: Dimension | None, *further: Column) -> tuple[Column, ...]:
    """Return the columns: of the phase or the period, of the dimension, and what is told."""
    where = (periods.COLUMN,) if scope.every else () if scope.together else KEYS
    return (*where, *((by.column(),) if by else ()), *further)


@dataclass(frozen=True)
class Part:
    """One row as it is asked for: where it stands, and the value of a dimension there."""

    place: Place
    by: Dimension | None = None
    value: Any = None

    @property
    def key(self) -> Key:
        """By what counts name it."""
        return self.place.where, self.value

    def row(self, told: dict[str, Any], counted: Iterable[Counted]) -> Row:
        """Return it, with its records."""
        own = {self.by.name: self.value} if self.by else {}
        narrowed = {**self.place.narrowed, **(self.by.narrowed(self.value) if self.by else {})}
        records = {each.name: each.records(self.place.scope, narrowed) for each in counted}
        return Row({**self.place.texts, **own, **told}, records)


def parts_of(
    scope: Scope, by: Dimension | None, found: Iterable[Iterable[Key]], days: Iterable[date] = ()
) -> list[Part]:
    """Return the rows there are, in order: every place, or each value that occurs in one."""
    if scope.every:
        scope.refuse_mixed()
    known = {key for keys in found for key in keys}
    there = places(scope, {where for where, _value in known}, days)
    if by is None:
        return [Part(place) for place in there]
    shown = sorted(
        (key for key in known if by.shows(scope, key[1])),
        key=lambda key: (key[1] is None, str(key[1] or "")),
    )
    return [Part(p, by, value) for p in there for where, value in shown if where == p.where]


def part_total(
    scope: Scope,
    told: dict[str, Any],
    counted: Iterable[Counted],
    counts: Mapping[str, Mapping[Key, int]],
) -> Row | None:
    """Return the total: everything of the scope, once. What hangs on a case is in one phase: where
    that is what was counted by, the phases add up, and are not counted again.
    """
    codes = [phase.code for phase in scope.phases()]
    if not codes:
        return None
    records = {each.name: each.records(scope, {"phase": codes}) for each in counted}
    if scope.every or scope.together or scope.value("by"):
        whole = {name: scope.follow(each).count() for name, each in records.items()}
    else:
        whole = {name: sum(counts[name].get((code, None), 0) for code in codes) for name in records}
    return Row({**whole, **told}, records)
