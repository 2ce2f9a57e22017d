"""What a report answers: columns, flat rows, and for every count the selection it counts."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Type(StrEnum):
    """The types of columns."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    DURATION = "duration"
    BOUND = "bound"


@dataclass(frozen=True)
class Column:
    """One column: its name, type, unit, and what it says in one sentence.

    `rate` names the counts of which a percentage is a share: the part, and the whole. `measured`
    is in the unit that each row says.
    """

    name: str
    type: Type
    definition: Promise | str
    unit: Promise | str = ""
    label: Promise | str = ""
    rate: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    measured: bool = False


@dataclass(frozen=True)
class Records:
    """The selection behind a count: a subject and its parameters; a face makes it an address."""

    subject: str
    params: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mark:
    """One record of a row by itself, as a chart draws it: which it is, and from where to where."""

    said: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Row:
    """One flat row; every count in `values` has its `records`. `marks` are drawn, never written."""

    values: dict[str, Any]
    records: dict[str, Records] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Side:
    """The other scope of a comparison."""

    scope: dict[str, list[str]]
    as_at: datetime | None
    known_at: datetime | None


@dataclass(frozen=True)
class Table:
    """A whole report. `total` is counted over all of the scope, never summed;
    there is none where invented and real programmes stand side by side.
    """

    name: str
    scope: dict[str, list[str]]
    as_at: datetime | None
    known_at: datetime | None
    columns: tuple[Column, ...]
    rows: list[Row]
    total: Row | None = None
    against: Side | None = None
