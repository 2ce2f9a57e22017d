"""Pages of phases: dates, figures recorded beside those announced, who took part, what was said."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.models.person import ANONYMOUS
from usecases.models.publications import Publication
from usecases.register.cells import Cell, day_said, moment_said
from usecases.register.columns import named
from usecases.register.figures import Figure, line_of
from usecases.register.records.page import Page, naming, shown_of, sourced
from usecases.register.titles import address_of, title_of
from usecases.register.words import Words, other_names
from usecases.reporting.catalogue import REPORTS
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import ParticipationRole


def phase(row: Publication, words: Words) -> Page:
    """Show a phase."""
    content, code = row.content, row.code
    page = Page(
        f"{words.said('programme', row.programme)} · {code}",
        title_of(row.kind, content),
        other_names(content),
        lead=str(content["theme"] or ""),
        template="register/phase.html",
    )
    zone = words.zone(row.programme)
    precision = content["window_precision"]
    page.fact(_("Applications from"), Cell(moment_said(content["opens_at"], precision, zone)))
    page.fact(_("Until"), Cell(moment_said(content["closes_at"], precision, zone)))
    page.fact(_("Announced"), Cell(day_said(content["announced_on"])))
    for name, label in (("trials_from", _("Trials from")), ("trials_to", _("Trials until"))):
        page.fact(label, Cell(content[f"{name}_words"] or day_said(content[name])))
    page.fact(_("Who may apply"), Cell(content.get("eligibility") or ""))
    _people(page, code)
    cases = shown_of(Kind.USE_CASE, phase=code)
    none = _("Which use cases were accepted was not published one by one.")
    query = urlencode({"phase": code})
    more = f"{reverse('register:use-cases')}?{query}" if cases else ""
    shown = [named(Kind.USE_CASE, each, each["institution_name"]) for each in cases]
    page.part(_("Use cases"), shown, none, more)
    for title, kind in (
        (_("Report"), Kind.PHASE_REPORT),
        (_("Documents"), Kind.DOCUMENT),
        (_("Events"), Kind.EVENT),
        (_("Findings"), Kind.FINDING),
    ):
        page.part(title, [named(kind, each) for each in shown_of(kind, phase=code)])
    grown = naming(Kind.FOLLOW_ON, "phases", code)
    page.part(_("What followed"), [named(Kind.FOLLOW_ON, each) for each in grown])
    page.extra = {"line": _figures(code)}
    return sourced(page, row, words)


def _figures(code: str) -> list[Figure]:
    table = REPORTS["phases"].run(ANONYMOUS, {"phase": [code]})
    return line_of(table.rows[0]) if table.rows else []


def _people(page: Page, code: str) -> None:
    rows = shown_of(Kind.PARTICIPATION, phase=code)
    firms = {
        each["id"]: each
        for kind in (Kind.INSTITUTION, Kind.TECHNOLOGY_PARTNER)
        for each in shown_of(kind)
    }
    for title, role, kind, key in (
        (_("Institutions"), ParticipationRole.PARTICIPANT, Kind.INSTITUTION, "institution"),
        (
            _("Technology partners"),
            ParticipationRole.PARTNER,
            Kind.TECHNOLOGY_PARTNER,
            "partner",
        ),
    ):
        stood = [each for each in rows if each["role"] == role]
        cells = [
            Cell(each["name"], address_of(kind, firms[each[key]]) if each[key] in firms else "")
            for each in stood
        ]
        page.part(title, cells, _("No list was published."))
