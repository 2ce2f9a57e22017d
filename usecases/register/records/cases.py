"""Pages of use cases and of findings."""

from django.utils.translation import gettext_lazy as _

from usecases.models.publications import Publication
from usecases.register.cells import Cell
from usecases.register.columns import named
from usecases.register.firms import firms
from usecases.register.records.page import Page, by_ids, naming, sourced
from usecases.register.titles import address_of, title_of
from usecases.register.words import Words, readable, stage_said
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import MissingCategory


def phase_link(code: str | None, words: Words) -> Cell:
    """Return a phase with its name, leading to its page."""
    known = words.phases.get(code or "")
    if not code or known is None:
        return Cell(code or "")
    return Cell(f"{code} · {words.said('phase', code)}", address_of(Kind.PHASE, known))


def use_case(row: Publication, words: Words) -> Page:
    """Show the public side of a use case, and what came of it."""
    content = row.content
    page = Page(_("Use case"), title_of(row.kind, content), lead=content["summary"])
    bank = firms([content["institution"]]).get(content["institution"])
    url = address_of(Kind.INSTITUTION, bank) if bank else ""
    page.fact(_("Institution"), Cell(content["institution_name"], url))
    page.fact(_("Phase"), phase_link(content["phase"], words))
    page.fact(_("Reference"), Cell(content["reference"]))
    category = content["category"]
    why = str(dict(MissingCategory.choices).get(content["uncategorised_reason"], ""))
    said = words.said("category", category) if category else why
    page.fact(_("Category"), Cell(said))
    page.fact(_("Status"), Cell(stage_said(content["stage"])))
    page.fact(_("Technology partners"), Cell("; ".join(content["partners"])))
    key = content["id"]
    events = [named(Kind.EVENT, each) for each in naming(Kind.EVENT, "items", key)]
    follow_ons = [named(Kind.FOLLOW_ON, e) for e in naming(Kind.FOLLOW_ON, "use_cases", key)]
    page.part(_("Shown at, or born of"), events)
    page.part(_("What followed"), follow_ons)
    return sourced(page, row, words)


def finding(row: Publication, words: Words) -> Page:
    """Show a lesson, what it rests on, and what grew from it."""
    content = row.content
    page = Page(_("Finding"), title_of(row.kind, content))
    languages = (("statement_zh_hant", "zh-Hant"), ("statement_zh_hans", "zh-Hans"))
    said = [(content.get(name) or "", lang) for name, lang in languages]
    page.others = [(text, lang) for text, lang in said if text and text != page.title]
    topic = content.get("topic_label_en") or readable(content["topic"])
    page.fact(_("Topic"), Cell(topic))
    page.fact(_("Phase"), phase_link(content["phase"], words))
    key = content.get("document") or ""
    document = by_ids([key]).get(key)
    url = address_of(*document) if document else ""
    page.fact(_("Document"), Cell(content["cited"], url))
    page.fact(_("Section"), Cell(content["section"]))
    page.fact(_("Printed page"), Cell(content["page"]))
    if content["rests_on_institutions"]:
        rests = _("{results} results of {institutions} institutions").format(
            results=content["rests_on_results"], institutions=content["rests_on_institutions"]
        )
        page.fact(_("Rests on"), Cell(rests))
    grown = naming(Kind.FOLLOW_ON, "findings", content["id"])
    page.part(_("What followed"), [named(Kind.FOLLOW_ON, each) for each in grown])
    return sourced(page, row, words)
