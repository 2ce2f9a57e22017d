"""How far use cases came, where they stand and what they are for, drawn."""

from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.figures import figure_url
from usecases.admin.report_drawn import USE_CASES, Drawn, Group, point
from usecases.admin.report_table import named, written
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.reporting.scope import TIMES
from usecases.reporting.table import Records, Row
from usecases.vocabulary.stages import PATH, Stage
from usecases.vocabulary.terms import OutcomeResult

_MOST_LINES = 12
STEPS = (*map(str, PATH), OutcomeResult.IN_PRODUCTION.value.replace("-", "_"))
GROUPS: tuple[tuple[Promise, tuple[Stage, ...]], ...] = (
    (
        _("Under review"),
        (Stage.SUBMITTED, Stage.SCREENING, Stage.CLARIFYING, Stage.ASSESSING),
    ),
    (_("Waitlisted"), (Stage.WAITLISTED,)),
    (_("Accepted"), (Stage.ACCEPTED,)),
    (_("In trial"), (Stage.TRIALLING, Stage.SUSPENDED)),
    (_("Completed"), (Stage.COMPLETED,)),
    (
        _("Ended otherwise"),
        (Stage.DECLINED, Stage.LAPSED, Stage.TERMINATED, Stage.WITHDRAWN),
    ),
)


def funnel(drawn: Drawn) -> list[Chart]:
    """How far they came: the newest phases beside each other, or the values of a dimension."""
    if "phase" not in drawn.columns:
        return [_funnel_by(drawn)]
    rows = {row.values["phase"]: row for row in drawn.rows}
    title = _("How far use cases came, the newest phases side by side")
    return [
        Chart(
            f"funnel{group.suffix}",
            Kind.BAR,
            group.title,
            USE_CASES,
            _("Reached"),
            tuple(group.codes),
            tuple(
                Line(
                    str(drawn.columns[step].label),
                    tuple(point(rows[code], step) for code in group.codes),
                )
                for step in STEPS
            ),
        )
        for group in drawn.groups(title)
    ]


def _funnel_by(drawn: Drawn) -> Chart:
    by = drawn.table.columns[0]
    steps = (Stage.SUBMITTED.value, Stage.ACCEPTED.value, Stage.COMPLETED.value)
    rows = sorted(drawn.rows, key=lambda row: -row.values["submitted"])[:_MOST_LINES]
    return Chart(
        "funnel",
        Kind.BAR,
        _("How far use cases came"),
        USE_CASES,
        by.label,
        tuple(str(drawn.columns[step].label) for step in steps),
        tuple(
            Line(named(row.values[by.name], drawn.words), tuple(point(row, step) for step in steps))
            for row in rows
        ),
    )


def matrix(drawn: Drawn) -> list[Chart]:
    """Where the cases of each phase stand; and what they are for, the newest phases together.

    Cases of several techniques would be added up several times: then only the latter.
    """
    by = drawn.table.columns[2]
    title = format_lazy(_("{dimension}, the newest phases side by side"), dimension=by.label)
    kinds = [_kinds(drawn, group) for group in drawn.groups(title)]
    return kinds if by.name == "technique" else [_stages(drawn), *kinds]


def _stages(drawn: Drawn) -> Chart:
    phases = list(dict.fromkeys(row.values["phase"] for row in drawn.rows))
    lines = [
        Line(drawn.phase(code), tuple(_standing(drawn, code, stages) for _label, stages in GROUPS))
        for code in phases[:_MOST_LINES]
    ]
    names = tuple(str(label) for label, _stages in GROUPS)
    title = _("Where the use cases of each phase stand")
    return Chart("stages", Kind.STACKED, title, USE_CASES, _("Phase"), names, tuple(lines))


def _standing(drawn: Drawn, code: str, stages: tuple[Stage, ...]) -> Point:
    """Add up the cells of a phase at some stages; the records are those of the whole scope."""
    found = [
        row for row in drawn.rows if row.values["phase"] == code and row.values["stage"] in stages
    ]
    total = sum(row.values["use_cases"] for row in found)
    if not found:
        return Point(0)
    scope = {**drawn.table.scope, "phase": [code], "stage": [stage.value for stage in stages]}
    asked = [(name, value) for name, values in scope.items() for value in values if name != "by"]
    times = [pair for pair in found[0].records["use_cases"].params if pair[0] in TIMES]
    return Point(total, written(total), figure_url(Records("use-cases", (*asked, *times))))


def _kinds(drawn: Drawn, group: Group) -> Chart:
    by, codes = drawn.table.columns[2], group.codes
    values = {row.values[by.name] for row in drawn.rows if row.values["phase"] in codes}
    lines = [
        Line(
            named(value, drawn.words),
            tuple(_sum(drawn, **{"phase": (code,), by.name: (value,)}) for code in codes),
        )
        for value in sorted(values, key=lambda each: each or "")[:_MOST_LINES]
    ]
    return Chart(
        f"kinds{group.suffix}",
        Kind.BAR,
        group.title,
        USE_CASES,
        by.label,
        tuple(codes),
        tuple(lines),
    )


def _sum(drawn: Drawn, **wanted: tuple[Any, ...]) -> Point:
    """Add up the cells that share what is wanted: a case is in one of them, by its stage."""
    rows = [
        row
        for row in drawn.rows
        if all(row.values[name] in values for name, values in wanted.items())
    ]
    total = sum(row.values["use_cases"] for row in rows)
    return Point(total, written(total), figure_url(_joined(rows)) if rows else "")


def _joined(rows: list[Row]) -> Records:
    """Return the selection of several cells, which differ by their stage alone."""
    first = rows[0].records["use_cases"]
    stages = {("stage", row.values["stage"]) for row in rows}
    kept = [pair for pair in first.params if pair[0] != "stage"]
    return Records(first.subject, (*kept, *sorted(stages)))
