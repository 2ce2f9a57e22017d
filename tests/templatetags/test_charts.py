"""A chart in a page and in a file."""

from xml.etree import ElementTree

import pytest
from django.template import engines
from django.template.loader import render_to_string

from tests.charts.drawn import chart
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.templatetags.charts import standing_alone

NASTY = '<script>"&</script>'


def page(drawn: Chart) -> str:
    template = engines["django"].from_string("{% load charts %}{% chart drawn %}")
    return str(template.render({"drawn": drawn}))


def announced() -> Chart:
    lines = (Line("GS1", (Point(4, url="/4/"), Point(text="15", low=15, high=15))),)
    return Chart("r", Kind.RANGE, "T", "cases", "Phase", ("Recorded", "Announced"), lines)


KINDS = [
    chart(Kind.BAR, [[3, 1], [2, 0]], ("GS1", "GS2")),
    chart(Kind.STACKED, [[3, 1], [2, 0]], ("GS1", "GS2")),
    chart(Kind.LINE, [[3, 1], [2, 0]], ("GS1", "GS2")),
    announced(),
]


@pytest.mark.parametrize("drawn", KINDS, ids=lambda each: str(each.kind))
def test_in_a_page(drawn: Chart) -> None:
    html = page(drawn)
    assert html.count('<svg class="chart-drawing') == 2
    assert "style" not in html
    assert html.count("<caption") == 1
    assert all(str(each) in html for each in ("Title" if drawn.name == "name" else "T", "cases"))
    svg = html[
        html.index('<svg class="chart-drawing') : html.index("</svg>", html.index("chart-drawing"))
        + 6
    ]
    ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("drawn", KINDS, ids=lambda each: str(each.kind))
def test_in_a_file(drawn: Chart) -> None:
    text = render_to_string("charts/file.svg", standing_alone(drawn))
    root = ElementTree.fromstring(text)  # noqa: S314 - our own drawing
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.findall(".//{http://www.w3.org/2000/svg}a") == []


def test_what_people_wrote_is_text() -> None:
    nasty = chart(Kind.BAR, [[1]], labels=(NASTY,))
    assert NASTY not in page(nasty)
    ElementTree.fromstring(render_to_string("charts/file.svg", standing_alone(nasty)))  # noqa: S314 - our own drawing


def test_every_figure_stands_in_the_table_with_its_link() -> None:
    html = page(KINDS[0])
    table = html[html.index("<table") :]
    assert table.count('<a class="figure-link"') == 4
    drawings, behind = page(announced()).split("<details")
    assert (drawings.count('href="/4/"'), behind.count('href="/4/"')) == (2, 1)


def test_nothing_says_what_will_appear() -> None:
    html = page(chart(Kind.BAR, []))
    assert "Nothing to draw yet" in html
    assert "<svg" not in html
