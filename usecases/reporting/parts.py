"""Counts what hangs on use cases, by the phase of the case and by a dimension of it.

Each column is a question to one subject's list: what is counted and what its address lists are the
same selection.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.reporting.counting import counted_by
from usecases.reporting.dimensions import DIMENSIONS, Dimension
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
)
BY: dict[str, Dimension] = {
    name: DIMENSIONS[name] for name in ("category", "technique", "sector", "authority")
}
KEYS = (
    Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
    Column("phase", Type.TEXT, _("Code of the phase of its use case."), label=_("Phase")),
    Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
)
Key = tuple[str, Any]
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
        """Return how many there are by the phase of their case, and by its value of `by`."""
        rows = scope.select(self.subject, **self.asked)
        return _grouped(rows, self.subject, by)


def _grouped(rows: Any, subject: str, by: Dimension | None) -> dict[Key, int]:
    phase = "phase__code" if subject == "use-cases" else "use_case__phase__code"
    if by is None:
        return {(code, None): n for (code,), n in counted_by(rows, phase).items()}
    return {
        (code, value): n
        for (code, value), n in counted_by(rows, phase, by.part_path(subject)).items()
    }


def part_dimension(scope: Scope, offered: Mapping[str, Dimension] = BY) -> Dimension | None:
    """Return the dimension that `by` names; one that is not offered is refused."""
    name = scope.value("by")
    if name is not None and name not in offered:
        text = _("This report can be broken down by: {names}.")
        raise BadParameters(Missing("by", "invalid", str(text).format(names=", ".join(offered))))
    return offered[name] if name else None


def part_columns(scope: Scope, by: Dimension | None, *further: Column) -> tuple[Column, ...]:
    """Return the columns: of the phase, of the dimension, and what is told."""
    return (*KEYS, *((by.column(),) if by else ()), *further)


def part_keys(scope: Scope, by: Dimension | None, found: Iterable[Iterable[Key]]) -> list[Key]:
    """Return the rows there are, in order: every phase, or each value that occurs in one."""
    codes = [phase.code for phase in scope.phases()]
    if by is None:
        return [(code, None) for code in codes]
    order = {code: place for place, code in enumerate(codes)}
    known = {key for keys in found for key in keys if key[0] in order and by.shows(scope, key[1])}
    return sorted(known, key=lambda key: (order[key[0]], key[1] is None, str(key[1] or "")))


def part_row(
    scope: Scope, by: Dimension | None, key: Key, told: dict[str, Any], counted: Iterable[Counted]
) -> Row:
    """Return one row, with its records."""
    (phase,) = (each for each in scope.phases() if each.code == key[0])
    texts = {"programme": phase.programme, "phase": phase.code, "name": phase.name}
    own = {by.name: key[1]} if by else {}
    narrowed = {"phase": phase.code, **(by.narrowed(key[1]) if by else {})}
    records = {each.name: each.records(scope, narrowed) for each in counted}
    return Row({**texts, **own, **told}, records)


def part_total(scope: Scope, told: dict[str, Any], counted: Iterable[Counted]) -> Row | None:
    """Return the total: everything of the scope, once."""
    codes = [phase.code for phase in scope.phases()]
    if not codes:
        return None
    records = {each.name: each.records(scope, {"phase": codes}) for each in counted}
    counts = {name: scope.follow(each).count() for name, each in records.items()}
    return Row({**counts, **told}, records)
