"""What a drawing is made of: rules, words and shapes, with every coordinate worked out."""

from dataclasses import dataclass

from usecases.charts.chart import Chart

WIDE, NARROW = 720.0, 328.0
HIT = 24.0


@dataclass(frozen=True)
class Text:
    """Words at a place."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    css: str = ""


@dataclass(frozen=True)
class Rule:
    """A straight line of the axis or the grid."""

    x1: float
    y1: float
    x2: float
    y2: float
    css: str = "grid"


@dataclass(frozen=True)
class Area:
    """Where a pointer hits a figure: never smaller than a finger needs."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Shape:
    """One figure drawn: a bar (`width`, `height`) or a path (`d`), its value beside or in it.

    It opens its records where it has an address and room to be hit.
    """

    css: str
    title: str
    url: str = ""
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    d: str = ""
    value: Text | None = None
    area: Area | None = None


@dataclass(frozen=True)
class Key:
    """A series and its colour, placed for a drawing that stands alone."""

    label: str
    css: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """A chart drawn for one width."""

    chart: Chart
    width: float
    height: float
    rules: tuple[Rule, ...] = ()
    texts: tuple[Text, ...] = ()
    paths: tuple[Shape, ...] = ()
    shapes: tuple[Shape, ...] = ()
