"""What a feed gives: rows and tombstones, made for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from usecases.reporting.feeds_fields import Value as Cell
from usecases.reporting.feeds_look import Look
from usecases.reporting.feeds_reader import Reader

Cells = tuple[Cell, ...]


class Nature(StrEnum):
    """What a table is in a star schema."""

    FACT = "fact"
    DIMENSION = "dimension"
    BRIDGE = "bridge"


@dataclass(frozen=True)
class Context:
    """What one answer is made with: whose it is, what codes say, since when tombstones are due."""

    reader: Reader
    look: Look
    since: datetime  # what ended before was never held


@dataclass(frozen=True)
class Out:
    """What one record of the source gives: rows, and the ids that are no longer there."""

    rows: tuple[Cells, ...] = ()
    gone: tuple[str, ...] = ()


def joined(outs: Iterable[Out]) -> Out:
    """Return what several records give as one."""
    some = list(outs)
    return Out(
        tuple(cells for out in some for cells in out.rows),
        tuple(key for out in some for key in out.gone),
    )
