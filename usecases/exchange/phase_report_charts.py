"""What of a frozen report is drawn. A figure that is withheld is not drawn either."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.exchange.phase_report_figures import Figures, measured, number
from usecases.reporting.outcomecolumns import OUTCOMES
from usecases.vocabulary.stages import PATH


def announced(figures: Figures, bounds: Sequence[dict[str, Any]]) -> Chart:
    """What is recorded of the phase, beside the bounds of what was announced."""
    told = {row["measure"].replace("-", "_"): row for row in bounds}
    lines = []
    for name, label in measured():
        row = told.get(name)
        said = Point(text=str(_("not published")))
        if row is not None:
            said = Point(text=row["text"], low=row["lower"], high=row["upper"])
        lines.append(Line(label, (_point(figures, 0, name), said)))
    return Chart(
        "announced",
        Kind.RANGE,
        _("Recorded, beside what was announced"),
        _("number"),
        _("Measure"),
        (_("Recorded"), _("Announced")),
        tuple(lines),
    )


def funnel(figures: Figures) -> Chart:
    """How far the use cases came."""
    steps = [*map(str, PATH), "in_production"]
    lines = [
        Line(figures.label(step), (_point(figures, 0, step),))
        for step in steps
        if step in figures.columns and not figures.withheld(0, step)
    ]
    title, series = _("How far use cases came"), (_("Use cases"),)
    return Chart("funnel", Kind.BAR, title, _("use cases"), _("Reached"), series, tuple(lines))


def themes(figures: Figures) -> Chart:
    """What the published use cases are for, and where they stand."""
    stages = list(dict.fromkeys(row["stage"] for row in figures.rows))
    categories = list(dict.fromkeys(row["category"] for row in figures.rows))
    places = {(row["category"], row["stage"]): n for n, row in enumerate(figures.rows)}

    def at(category: str, stage: str) -> Point:
        place = places.get((category, stage))
        return Point(0) if place is None else _point(figures, place, "use_cases")

    lines = [
        Line(figures.word("category", each), tuple(at(each, stage) for stage in stages))
        for each in categories
    ]
    names = tuple(figures.word("stage", stage) for stage in stages)
    title = _("Published use cases by theme and status")
    return Chart("themes", Kind.STACKED, title, _("use cases"), _("Theme"), names, tuple(lines))


def performance(figures: Figures) -> Chart:
    """How many results met their targets, of how many; a theme of which either is withheld is
    left out.
    """
    names = ("results", "met")
    lines = [
        Line(
            figures.word("category", row["category"]),
            tuple(_point(figures, n, name) for name in names),
        )
        for n, row in enumerate(figures.rows)
        if not any(figures.withheld(n, name) for name in names)
    ]
    return Chart(
        "performance",
        Kind.BAR,
        _("Results that met their targets, of all results"),
        _("results"),
        _("Theme"),
        tuple(figures.label(name) for name in names),
        tuple(lines),
    )


def phases(figures: Figures) -> Chart:
    """Use cases, institutions and partners, phase by phase."""
    lines = [
        Line(row["phase"], tuple(_point(figures, n, name) for name, _label in measured()))
        for n, row in enumerate(figures.rows)
    ]
    return Chart(
        "phases",
        Kind.BAR,
        _("Recorded, phase by phase"),
        _("number"),
        _("Phase"),
        tuple(label for _name, label in measured()),
        tuple(lines),
    )


def standing(figures: Figures) -> Chart:
    """Who was new and who returned, phase by phase."""
    names = ("new_in_family", "returning_in_family")
    lines = [
        Line(row["phase"], tuple(_point(figures, n, name) for name in names))
        for n, row in enumerate(figures.rows)
    ]
    return Chart(
        "standing",
        Kind.STACKED,
        _("Institutions, new and returning"),
        _("institutions"),
        _("Phase"),
        tuple(figures.label(name) for name in names),
        tuple(lines),
    )


def outcomes(figures: Figures) -> Chart:
    """What became of all use cases, by what was told last."""
    lines = [
        Line(figures.label(name), (_point(figures, 0, name),))
        for name in OUTCOMES
        if name in figures.columns and not figures.withheld(0, name)
    ]
    title, series = _("What was told of use cases last"), (_("Use cases"),)
    return Chart("outcomes", Kind.BAR, title, _("use cases"), _("Outcome"), series, tuple(lines))


DRAWN: dict[str, Callable[[Figures], Chart]] = {
    "funnel": funnel,
    "themes": themes,
    "performance": performance,
    "outcomes": outcomes,
    "phases": phases,
    "standing": standing,
}


def _point(figures: Figures, row: int, name: str) -> Point:
    cell = figures.figure(row, name)
    value = None if cell.withheld else number(figures.rows[row].get(name))
    return Point(value, cell.text, cell.url)
