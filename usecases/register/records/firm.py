"""Pages of institutions and technology partners: the phases each took part in, what it tried."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.models.publications import Publication
from usecases.register.cells import Cell
from usecases.register.columns import named
from usecases.register.firms import stood
from usecases.register.records.cases import phase_link
from usecases.register.records.page import Page, naming, shown_of, sourced
from usecases.register.titles import title_of
from usecases.register.words import Words, other_names, readable
from usecases.vocabulary.publications import Kind


def institution(row: Publication, words: Words) -> Page:
    """Show an institution."""
    content = row.content
    page = Page(_("Institution"), title_of(row.kind, content), other_names(content))
    page.fact(_("Legal name"), Cell(content["legal_name"]))
    page.fact(_("Also known as"), Cell(content["aliases"]))
    page.fact(_("Sector"), Cell(readable(content["sector"])))
    page.fact(_("Kind"), Cell(readable(content["kind"] or "")))
    page.fact(_("Website"), Cell(content["website"], content["website"]))
    _stood(page, content["id"], "institution", words)
    cases = shown_of(Kind.USE_CASE, institution=row.record)
    query = urlencode({"institution": content["id"]})
    page.part(
        _("Use cases"),
        [named(Kind.USE_CASE, each, each["phase"]) for each in cases],
        _("Which use case it ran was not published."),
        f"{reverse('register:use-cases')}?{query}" if cases else "",
    )
    _events(page, content["id"])
    return _marked(sourced(page, row, words), words)


def partner(row: Publication, words: Words) -> Page:
    """Show a technology partner."""
    content = row.content
    page = Page(_("Technology partner"), title_of(row.kind, content), other_names(content))
    page.fact(_("Also known as"), Cell(content["aliases"]))
    page.fact(_("Kind"), Cell(readable(content["kind"] or "")))
    _stood(page, content["id"], "partner", words)
    name = content["name"]
    cases = [each for each in shown_of(Kind.USE_CASE) if name in each["partners"]]
    page.part(_("Use cases"), [named(Kind.USE_CASE, each, each["phase"]) for each in cases])
    _events(page, content["id"])
    return _marked(sourced(page, row, words), words)


def _stood(page: Page, key: str, owner: str, words: Words) -> None:
    codes = stood([key], owner).get(key, [])
    page.extra["phases"] = codes
    cells = [phase_link(each, words) for each in codes]
    page.part(_("Took part in"), cells, _("No participation is published."))


def _events(page: Page, key: str) -> None:
    found = naming(Kind.EVENT, "items", key)
    page.part(_("Events"), [named(Kind.EVENT, each) for each in found])


def _marked(page: Page, words: Words) -> Page:
    """Return the page; a firm that stood in invented phases alone is invented itself."""
    codes = page.extra["phases"]
    page.invented = bool(codes) and all(words.is_invented(phase=code) for code in codes)
    return page
