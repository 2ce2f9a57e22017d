"""Charts to draw, and what must hold of every drawing."""

from itertools import combinations

from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.charts.drawing import Drawing, Text
from usecases.charts.measure import SIZE, width_of

LONG = "A name of a phase that goes on for longer than anybody would care to read aloud"
CHINESE = "生成式人工智能沙盒第二階段的申請數目及其評估與監管安排"
LABELS = ("Submitted", LONG, CHINESE, "W" * 60, "")


def chart(
    kind: Kind,
    values: list[list[int | None]],
    series: tuple[str, ...] = ("GS1",),
    labels: tuple[str, ...] = LABELS,
) -> Chart:
    """Return a chart of these values, a list for each line."""
    lines = [
        Line(labels[n % len(labels)], tuple(Point(value, url=f"/{n}/") for value in each))
        for n, each in enumerate(values)
    ]
    return Chart("name", kind, "Title", "cases", "Stage", series, tuple(lines), "Here", "Today")


def boxes(drawing: Drawing) -> list[tuple[str, float, float, float, float]]:
    """Return where each word of a drawing stands: left, top, right, bottom."""
    inside = [shape.value for shape in drawing.shapes if shape.value]
    return [_box(text) for text in (*drawing.texts, *inside) if text.text]


def _box(text: Text) -> tuple[str, float, float, float, float]:
    wide = width_of(text.text)
    left = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
    return text.text, left, text.y - SIZE + 1, left + wide, text.y + 2


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the words that stand on each other."""
    return [
        (one[0], other[0])
        for one, other in combinations(boxes(drawing), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def outside(drawing: Drawing) -> list[str]:
    """Return the words and shapes that stand outside the drawing."""
    words = [
        box[0]
        for box in boxes(drawing)
        if box[1] < -0.5 or box[3] > drawing.width + 0.5 or box[4] > drawing.height
    ]
    shapes = [
        each.title
        for each in drawing.shapes
        if each.x < 0 or each.x + each.width > drawing.width + 0.5 or each.y > drawing.height
    ]
    return words + shapes
