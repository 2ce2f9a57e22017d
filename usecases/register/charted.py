"""The charts of the public figures, drawn from the reports that anybody may ask for."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.models.person import ANONYMOUS
from usecases.register.addresses import address
from usecases.register.words import Words
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.table import Row, Table
from usecases.selection.public import PUBLIC
from usecases.vocabulary.terms import Measure

_SOURCE = _("Sandbox Tracker, from what is published")
_USE_CASES = _("use cases")


def charts(words: Words) -> list[Chart]:
    """Return the charts of the real programmes, all of them from public reports."""
    if not words.real:
        return []
    scope = {"programme": words.real}
    phases = REPORTS["phases"].run(ANONYMOUS, scope)
    matrix = REPORTS["matrix"].run(ANONYMOUS, scope)
    participation = REPORTS["participation"].run(ANONYMOUS, scope)
    day = date_format(timezone.localdate(), "j F Y")
    bounds = _bounds()
    return [
        *(_announced(phases, bounds, day, name) for name in ("use_cases", "institutions")),
        _standing(participation, day),
        _categories(matrix, words, day),
    ]


def _point(row: Row, name: str) -> Point:
    value = row.values[name]
    return Point(value, url=address(row.records[name]) if value else "")


def _bounds() -> dict[tuple[str, str], tuple[int | None, int | None]]:
    rows = PUBLIC["published-figures"].select({}).exclude(phase="")
    found = rows.values_list("phase", "code", "content__lower", "content__upper")
    return {(phase, measure): (lower, upper) for phase, measure, lower, upper in found}


_MEASURES = {
    "use_cases": (
        Measure.USE_CASES,
        _("Use cases recorded, beside what was announced"),
        _USE_CASES,
    ),
    "institutions": (
        Measure.INSTITUTIONS,
        _("Institutions recorded, beside what was announced"),
        _("institutions"),
    ),
}


def _announced(
    table: Table, bounds: dict[tuple[str, str], tuple[int | None, int | None]], day: str, name: str
) -> Chart:
    measure, title, unit = _MEASURES[name]

    def said(row: Row) -> Point:
        text, known = row.values[f"announced_{name}"], bounds.get((row.values["phase"], measure))
        if text is None or known is None:
            return Point(text=str(_("not published")))
        return Point(text=text, low=known[0], high=known[1])

    lines = _lines(table, lambda row: (_point(row, name), said(row)))
    series = (str(_("Recorded")), str(_("Announced")))
    return Chart(
        f"announced-{name}", Kind.RANGE, title, unit, _("Phase"), series, lines, _SOURCE, day
    )


def _standing(table: Table, day: str) -> Chart:
    names = ("new_in_family", "returning_in_family")
    lines = _lines(table, lambda row: tuple(_point(row, name) for name in names))
    title = _("Institutions that took part: new, and returning from an earlier phase")
    series = (str(_("New")), str(_("Returning")))
    return Chart(
        "standing", Kind.STACKED, title, _("institutions"), _("Phase"), series, lines, _SOURCE, day
    )


def _categories(table: Table, words: Words, day: str) -> Chart:
    phases = list(dict.fromkeys(row.values["phase"] for row in table.rows))
    codes = list(dict.fromkeys(row.values["category"] for row in table.rows))
    order = [*words.categories, None]
    codes.sort(key=lambda code: order.index(code) if code in order else len(order))
    counts: dict[tuple[str, str | None], int] = {}
    for row in table.rows:
        place = (row.values["phase"], row.values["category"])
        counts[place] = counts.get(place, 0) + row.values["use_cases"]
    lines = tuple(
        Line(phase, tuple(Point(counts.get((phase, code), 0)) for code in codes))
        for phase in phases
    )
    series = tuple(
        words.said("category", code) if code else str(_("Not published")) for code in codes
    )
    title = _("Use cases recorded, by category")
    return Chart(
        "categories", Kind.STACKED, title, _USE_CASES, _("Phase"), series, lines, _SOURCE, day
    )


def _lines(table: Table, points: Callable[[Row], tuple[Point, ...]]) -> tuple[Line, ...]:
    return tuple(Line(str(row.values["phase"]), points(row)) for row in table.rows)
