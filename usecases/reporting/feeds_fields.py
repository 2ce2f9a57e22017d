"""What a column of a feed is: name, type, unit, what it says, and how a row comes by its value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.reporting.feeds_look import Look

Raw = Sequence[Any]
Index = dict[str, int]
Value = str | int | bool | Decimal | None
Maker = Callable[[Index, Look], Callable[[Raw], Value]]
Says = str | Promise

PHASE = "use_case__phase_id"


class Kind(StrEnum):
    """The types of the columns of a feed."""

    ID = "id"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True)
class Field:
    """One column. `paths` are what it is read from; a bank reads nothing where it is `staff`."""

    name: str
    kind: Kind
    says: Says
    paths: tuple[str, ...]
    make: Maker
    unit: Says = ""
    staff: bool = False


def spoken(moment: datetime | None) -> str | None:
    """Return a moment as feeds write it: in UTC, ISO 8601."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _plain(path: str) -> Maker:
    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        at = index[path]
        return lambda raw: raw[at]

    return make


def _through(path: str, write: Callable[[Any], Value]) -> Maker:
    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        at = index[path]
        return lambda raw: None if raw[at] is None else write(raw[at])

    return make


def key(name: str, says: Says, path: str = "", *, staff: bool = False) -> Field:
    """Return a column that holds an id."""
    path = path or name
    return Field(name, Kind.ID, says, (path,), _through(path, str), staff=staff)


def text(name: str, says: Says, path: str = "", *, staff: bool = False) -> Field:
    """Return a column of text; what is empty is null."""
    path = path or name
    return Field(name, Kind.TEXT, says, (path,), _through(path, _filled), staff=staff)


def _filled(value: Any) -> Value:
    return str(value) or None


def whole(name: str, says: Says, path: str = "", *, unit: Says = "", staff: bool = False) -> Field:
    """Return a column of whole numbers."""
    path = path or name
    return Field(name, Kind.INTEGER, says, (path,), _plain(path), unit, staff)


def number(name: str, says: Says, path: str = "", *, unit: Says = "") -> Field:
    """Return a column of exact decimals."""
    path = path or name
    return Field(name, Kind.DECIMAL, says, (path,), _plain(path), unit)


def yes(name: str, says: Says, path: str = "", *, staff: bool = False) -> Field:
    """Return a column of true, false, or null where it is not known."""
    path = path or name
    return Field(name, Kind.BOOLEAN, says, (path,), _plain(path), staff=staff)


def day(name: str, says: Says, path: str = "") -> Field:
    """Return a column of days, which are keys of the dates."""
    path = path or name
    return Field(name, Kind.DATE, says, (path,), _through(path, date.isoformat))


def moment(
    name: str, says: Says, path: str = "", *, phase: str = PHASE, staff: bool = False
) -> tuple[Field, Field]:
    """Return a moment in UTC and, beside it, its day in the programme's time zone."""
    path, stem = path or name, name.removesuffix("_at").removesuffix("_on")
    local = format_lazy(_("Day of {name} in the programme's time zone."), name=name)
    return (
        Field(name, Kind.MOMENT, says, (path,), _through(path, spoken), staff=staff),
        Field(f"{stem}_date", Kind.DATE, local, (path, phase), _local(path, phase), staff=staff),
    )


def _local(path: str, phase: str) -> Maker:
    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        at, of = index[path], index[phase]

        def value(raw: Raw) -> Value:
            found: datetime | None = raw[at]
            return None if found is None else look.day(found, raw[of])

        return value

    return make


def code(name: str, says: Says, path: str, *, staff: bool = False) -> Field:
    """Return the code of a word, a phase or an authority that a column names."""

    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        at, codes = index[path], look.codes
        return lambda raw: codes.get(raw[at])

    return Field(name, Kind.TEXT, says, (path,), make, staff=staff)


def dimension(stem: str, says: Says, path: str) -> tuple[Field, Field]:
    """Return the key of a dimension, and the code beside it."""
    beside = format_lazy(_("Code beside {name}."), name=f"{stem}_id")
    return key(f"{stem}_id", says, path), code(f"{stem}_code", beside, path)


def of_phase(path: str = PHASE) -> tuple[Field, ...]:
    """Return the keys of phase and programme, with their codes."""
    return (
        *dimension("phase", _("The phase."), path),
        _programme("programme_id", Kind.ID, _("The programme of the phase."), path),
        _programme("programme_code", Kind.TEXT, _("Code beside programme_id."), path),
    )


def _programme(name: str, kind: Kind, says: Says, path: str) -> Field:
    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        at = index[path]
        table: dict[Any, str] = look.programmes if kind == Kind.ID else look.programme_codes
        return lambda raw: table.get(raw[at])

    return Field(name, kind, says, (path,), make)
