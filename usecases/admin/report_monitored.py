"""Incidents, what came in time, compute and workload, drawn and laid out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.report_drawn import Drawn, known, point
from usecases.admin.report_table import Head, Measure, Sheet, cell, named
from usecases.charts.chart import Chart, Kind, Line
from usecases.reporting.table import Row, Table, Type
from usecases.selection.phaseorder import PhaseInfo
from usecases.vocabulary.trials import Severity

_MOST_LINES = 12
_KEYS = ("programme", "phase", "name")


def incidents(drawn: Drawn) -> list[Chart]:
    """How many there were and how bad; and how many for the days that trials ran."""
    severities = [each.value for each in Severity if each.value in drawn.columns]
    return _drawable(
        _chart(
            drawn,
            "incidents",
            Kind.STACKED if severities else Kind.BAR,
            (_("Incidents in trials"), _("incidents")),
            severities or ["incidents"],
        ),
        _chart(
            drawn,
            "rate",
            Kind.BAR,
            (_("Incidents for each 100 trial days"), _("incidents")),
            ["per_100_days"],
        ),
    )


def compliance(drawn: Drawn) -> list[Chart]:
    """Deliverables, answers and notes: in time, late, or not there."""
    told: tuple[tuple[str, Promise, Promise, list[str]], ...] = (
        (
            "deliverables",
            _("Deliverables against the amended day"),
            _("deliverables"),
            ["on_time", "late", "missing", "waived"],
        ),
        (
            "questions",
            _("Questions to banks"),
            _("questions"),
            ["answered_in_time", "answered_late", "closed_unanswered", "unanswered_late"],
        ),
        (
            "notes",
            _("Notes that want something by a day"),
            _("notes"),
            ["closed_in_time", "closed_late", "open_late"],
        ),
    )
    return _drawable(
        *(
            _chart(drawn, name, Kind.STACKED, (title, unit), names)
            for name, title, unit, names in told
        )
    )


def compute(drawn: Drawn) -> list[Chart]:
    """What trials asked, were granted and used; whom they exposed."""
    return _drawable(
        _chart(
            drawn,
            "hours",
            Kind.BAR,
            (_("Compute of accepted use cases"), _("GPU hours")),
            ["asked_by_accepted", "granted", "used"],
        ),
        _chart(
            drawn,
            "customers",
            Kind.BAR,
            (_("Customers exposed, beside the limit"), _("customers")),
            ["customers_limit", "customers"],
        ),
    )


def workload(drawn: Drawn) -> list[Chart]:
    """What waits longest on whom."""
    waiting = [row for row in drawn.rows if row.values["days"] is not None]
    rows = sorted(waiting, key=lambda row: -row.values["days"])[:_MOST_LINES]
    return [
        Chart(
            "oldest",
            Kind.BAR,
            _("What has waited longest"),
            _("days"),
            _("What waits, on whom"),
            (str(drawn.columns["days"].label),),
            tuple(Line(_waits(row), (point(row, "days"),)) for row in rows),
        )
    ]


def workload_sheet(table: Table, phases: list[PhaseInfo], words: dict[str, str]) -> Sheet:
    """Return the table: a line for each thing and whom it waits on."""
    columns = {column.name: column for column in table.columns}
    shown = [name for name in ("things", "since", "days") if name in columns]
    lines = tuple(
        Measure(
            _waits(row),
            "",
            row.values.get("programme", ""),
            tuple(cell(row, columns[name]) for name in shown),
        )
        for row in table.rows
    )
    heads = tuple(Head(str(columns[name].label), str(columns[name].unit)) for name in shown)
    return Sheet(_("What waits, on whom"), heads, lines, total=False, phases=False)


def _waits(row: Row) -> str:
    if "who" not in row.values:
        return str(row.values["what"])
    who = row.values["who"] or str(_ANYBODY.get(row.values["on"], _("nobody yet")))
    return f"{row.values['what']} · {who}"


_ANYBODY = {"approver": _("any approver")}


def _drawable(*charts: Chart) -> list[Chart]:
    """Leave out what there is nothing to draw of."""
    return [each for each in charts if not each.empty]


def _chart(
    drawn: Drawn, name: str, kind: Kind, said: tuple[Promise, Promise], names: list[str]
) -> Chart:
    rows = [row for row in drawn.rows if any(row.values.get(each) for each in names)]
    lines = [
        Line(_label(drawn, row), tuple(known(row, each) for each in names))
        for row in rows[:_MOST_LINES]
    ]
    labels = tuple(str(drawn.columns[each].label) for each in names)
    return Chart(name, kind, said[0], said[1], _("Phase"), labels, tuple(lines))


def _label(drawn: Drawn, row: Row) -> str:
    """Return the phase of a row, and what it is broken down by."""
    texts = [each.name for each in drawn.table.columns if each.type == Type.TEXT]
    values = [named(row.values[each], drawn.words) for each in texts if each not in _KEYS]
    return " · ".join((drawn.phase(row.values["phase"]), *values))
