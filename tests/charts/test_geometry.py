"""Words never stand on each other or outside, whatever the figures and however long the labels."""

import random
from itertools import pairwise

import pytest

from tests.charts.drawn import LABELS, chart, outside, overlaps
from usecases.charts.axis import axis_to
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.charts.draw import draw, key_of
from usecases.charts.drawing import NARROW, WIDE
from usecases.charts.measure import shortened, width_of, wrapped

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


@WIDTHS
@pytest.mark.parametrize("kind", [Kind.BAR, Kind.STACKED, Kind.LINE])
@pytest.mark.parametrize("seed", range(12))
def test_any_figures(kind: Kind, width: float, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - repeatable figures
    number = rng.randint(1, 3 if kind == Kind.LINE else 6)
    highest = rng.choice([0, 1, 7, 150, 98_765])
    values: list[list[int | None]] = [
        [rng.choice([None, 0, rng.randint(0, highest)]) for _series in range(number)]
        for _line in range(rng.randint(1, 30 if kind == Kind.LINE else 9))
    ]
    series = tuple(f"HAR{n}" for n in range(number))
    labels = tuple(f"{n} November 2026" for n in range(30)) if kind == Kind.LINE else LABELS
    drawing = draw(chart(kind, values, series, labels), width)
    assert (overlaps(drawing), outside(drawing)) == ([], [])


@WIDTHS
def test_ranges(width: float) -> None:
    bounds = ((15, 15), (40, None), (None, 99), (None, None), (20, 60))
    lines = [
        Line(LABELS[n], (Point(n * 7), Point(text="as announced", low=low, high=high)))
        for n, (low, high) in enumerate(bounds)
    ]
    said = Chart("r", Kind.RANGE, "T", "cases", "Phase", ("Recorded", "Announced"), tuple(lines))
    drawing = draw(said, width)
    assert (overlaps(drawing), outside(drawing)) == ([], [])
    drawn = [shape.title for shape in drawing.shapes if "Announced" in shape.title]
    assert len(drawn) == 4
    assert drawing.texts[-1].text == "Recorded 28 · Announced as announced"


@WIDTHS
def test_each_figure_behind_a_range_is_a_ring_upon_it(width: float) -> None:
    dots = (Point(20, "A: 20 %"), Point(60, "B: 60 %"), Point(100, "C: 100 %"))
    line = Line(LABELS[0], (Point(60), Point(text="all", low=20, high=100)), dots)
    said = Chart("r", Kind.RANGE, "T", "%", "Phase", ("Median", "Values"), (line,))
    drawing = draw(said, width)
    assert (overlaps(drawing), outside(drawing)) == ([], [])
    rings = [shape for shape in drawing.shapes if shape.css == "series-3 outlined"]
    assert [ring.title for ring in rings] == ["A: 20 %", "B: 60 %", "C: 100 %"]
    left, middle, right = (float(ring.d[1:].split()[0]) for ring in rings)
    assert right - middle == pytest.approx(middle - left, abs=0.2)


def test_lengths_follow_values() -> None:
    drawing = draw(chart(Kind.BAR, [[10], [5], [0], [None]], labels=("a", "b", "c", "d")), WIDE)
    ten, five, zero, unknown = drawing.shapes
    assert ten.width == pytest.approx(2 * five.width, abs=0.2)
    assert (zero.width, unknown.width) == (0, 0)
    assert [shape.value and shape.value.text for shape in drawing.shapes] == ["10", "5", "0", "–"]
    assert [shape.url for shape in drawing.shapes] == ["/0/", "/1/", "/2/", "/3/"]


def test_segments_join_and_only_what_can_be_hit_is_a_link() -> None:
    series = ("a", "b", "c")
    drawing = draw(chart(Kind.STACKED, [[400, 1, 99], [0, 0, 0]], series), WIDE)
    first, second, third = drawing.shapes
    assert (second.x, third.x) == (
        round(first.x + first.width, 1),
        round(second.x + second.width, 1),
    )
    assert [bool(shape.area) for shape in drawing.shapes] == [True, False, True]
    assert [bool(shape.value) for shape in drawing.shapes] == [True, False, True]
    assert [text.text for text in drawing.texts][-1] == "0"


def test_targets_are_as_large_as_a_finger_and_apart() -> None:
    drawing = draw(chart(Kind.BAR, [[3, 0], [1, 2]], ("a", "b")), NARROW)
    areas = [shape.area for shape in drawing.shapes if shape.area]
    assert len(areas) == 4
    assert min(min(area.width, area.height) for area in areas) >= 24
    tops = [area.y for area in areas]
    assert all(after - before >= 24 for before, after in pairwise(tops))


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawing = draw(chart(Kind.LINE, [[1], [2], [None], [4]]), WIDE)
    [path] = drawing.paths
    assert path.d.count("M") == 2
    assert path.d.count("L") == 1


def test_one_moment_stands_in_the_middle() -> None:
    drawing = draw(chart(Kind.LINE, [[5]], labels=("Now",)), WIDE)
    [moment] = [text for text in drawing.texts if text.text == "Now"]
    assert moment.anchor == "middle"


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (7, (0, 2, 4, 6, 8)),
        (42, (0, 10, 20, 30, 40, 50)),
        (100, (0, 20, 40, 60, 80, 100)),
        (400, (0, 100, 200, 300, 400)),
        (12_345, (0, 5000, 10_000, 15_000)),
    ],
)
def test_axes_count_as_people_do(highest: float, ticks: tuple[float, ...]) -> None:
    assert axis_to(highest).ticks == ticks


def test_labels_of_axes() -> None:
    assert axis_to(12_345).labels == ("0", "5,000", "10,000", "15,000")


def test_long_words_break_and_end_in_an_ellipsis() -> None:
    assert wrapped("one two three", 1000) == ("one two three",)
    for text in LABELS:
        lines = wrapped(text, 90)
        assert len(lines) <= 3
        assert all(width_of(line) <= 90 for line in lines)
    assert wrapped("W" * 60, 90)[-1].endswith("…")
    assert shortened("short", 100) == "short"


def test_nothing_and_too_much() -> None:
    assert draw(chart(Kind.BAR, []), WIDE).shapes == ()
    with pytest.raises(ValueError, match="at most 3"):
        draw(chart(Kind.LINE, [[1] * 4], ("a", "b", "c", "d")), WIDE)


def test_the_key_breaks_into_rows() -> None:
    names = tuple(f"A rather long series {n}" for n in range(6))
    keys, high = key_of(chart(Kind.BAR, [[1] * 6], names), WIDE)
    assert [key.css for key in keys] == [f"series-{n}" for n in range(1, 7)]
    assert high == 2 * 16
    assert key_of(chart(Kind.BAR, [[1]]), WIDE) == ((), 0)
