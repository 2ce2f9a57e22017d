"""How fair selection is: acceptance by kind of institution, by newcomer or not, by assessor."""

from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.admin.report_form import labels_of
from usecases.admin.report_table import Cell, cell, named
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.fairness import BREAKDOWNS
from usecases.reporting.table import Column, Row, Table
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.phaseorder import PhaseInfo, recorded_phases
from usecases.vocabulary.actions import Action
from usecases.vocabulary.criteria import RATE_FEWEST, SEVERITY_FEWEST

_TITLES: dict[str, tuple[Promise, Promise]] = {
    "kind": (_("By kind of institution"), _("Kind")),
    "newcomer": (_("By newcomer or not"), _("Institution")),
    "assessor": (_("By assessor"), _("Assessor")),
}
_SHOWN = (
    *("submitted", "decided_accepted", "decided_declined", "pending", "acceptance_of_decided"),
    *("severity", "severity_cases", "small_numbers"),
)


@dataclass(frozen=True)
class Line:
    """One value of a dimension, with its figures."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Part:
    """One breakdown as a table, and where it is a report of its own."""

    name: str
    title: Promise
    heading: Promise
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    report: str


def fairness_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the three breakdowns of one programme, or of some of its phases."""
    person = person_of(request)
    phases = recorded_phases(person)
    asked = {name: [v for v in values if v] for name, values in request.GET.lists()}
    asked = {name: values for name, values in asked.items() if values}
    if "by" in asked:
        raise BadRequest
    asked.setdefault("programme", _usual(phases))
    parts, faults = _parts(person, asked)
    chosen = asked["programme"]
    context = {
        **site.each_context(request),
        "title": _("Fairness"),
        "parts": parts,
        "faults": faults,
        "programmes": [(p, p in chosen) for p in dict.fromkeys(each.programme for each in phases)],
        "phases": [
            (each, each.code in asked.get("phase", ()))
            for each in phases
            if each.programme in chosen
        ],
        "rate_fewest": RATE_FEWEST,
        "severity_fewest": SEVERITY_FEWEST,
    }
    return TemplateResponse(request, "admin/fairness.html", context, status=400 if faults else 200)


def _usual(phases: list[PhaseInfo]) -> list[str]:
    """Return the programme of the phase announced last; one that is not announced yet is later."""
    dated = sorted(phases, key=lambda p: (p.announced_on is None, p.announced_on or 0, p.code))
    return [dated[-1].programme] if dated else []


def _parts(person: Person, asked: dict[str, list[str]]) -> tuple[list[Part], tuple[Missing, ...]]:
    asked = {name: values for name, values in asked.items() if values}
    try:
        return [_part(person, asked, name) for name in BREAKDOWNS], ()
    except BadParameters as error:
        return [], error.faults


def _part(person: Person, asked: dict[str, list[str]], name: str) -> Part:
    table = REPORTS["funnel"].run(person, {**asked, "by": [name]})
    words, title = labels_of(name, person), _TITLES[name]
    columns = tuple(c for wanted in _SHOWN for c in table.columns if c.name == wanted)
    query = urlencode({**asked, "by": name}, doseq=True)
    return Part(
        name,
        *title,
        columns,
        tuple(_line(row, columns, words, name) for row in _rows(table)),
        f"{reverse('admin:report', args=['funnel'])}?{query}",
    )


def _rows(table: Table) -> list[Row]:
    return [*table.rows, *([table.total] if table.total else [])]


def _line(row: Row, columns: tuple[Column, ...], words: dict[str, str], name: str) -> Line:
    whole = name not in row.values
    label = str(_("All in scope")) if whole else named(row.values[name], words)
    return Line(label, tuple(cell(row, column) for column in columns))


def _reads(person: Person) -> bool:
    return may(person, Action.READ_REPORTS)


PAGE = ConsolePage(
    "fairness", "reports/fairness/", fairness_view, _("Fairness"), _("Phases"), _reads
)
