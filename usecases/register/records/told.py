"""Pages of documents, events, and of what followed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.models.publications import Publication
from usecases.register.cells import Cell, day_said, moment_said
from usecases.register.columns import named
from usecases.register.records.cases import phase_link
from usecases.register.records.page import Page, by_ids, naming, shown_of, sourced
from usecases.register.titles import address_of, short_title, title_of
from usecases.register.words import Words, other_names, told
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.vocabulary.events import SESSIONS, EventKind, FollowOnKind, FollowOnState, ItemKind
from usecases.vocabulary.publications import Kind


def document(row: Publication, words: Words) -> Page:
    """Show a document: what it is, what it takes the place of, its text by sections."""
    content = row.content
    kind = str(dict(DocumentKind.choices)[content["kind"]])
    page = Page(kind, title_of(row.kind, content), other_names(content, "title"))
    page.lead, page.template = told(content, "summary"), "register/document.html"
    page.fact(_("Issued by"), Cell(content["authority"] or ""))
    page.fact(_("Issued"), Cell(day_said(content["issued_on"])))
    page.fact(_("In effect from"), Cell(day_said(content["effective_from"])))
    page.fact(_("In effect until"), Cell(day_said(content["effective_to"])))
    page.fact(_("Language"), Cell(_word(DocumentLanguage.choices, content["language"])))
    page.fact(_("Version"), Cell(content["version"]))
    page.fact(_("Phase"), phase_link(content["phase"], words))
    page.fact(_("Pages"), Cell(str(content["pages"] or "")))
    page.fact(_("Address"), Cell(content["website"], content["website"]))
    linked = by_ids([content["supersedes"] or "", content["translation_of"] or ""])
    for name, label in (("supersedes", _("Supersedes")), ("translation_of", _("Translation of"))):
        if known := linked.get(content[name] or ""):
            page.fact(label, named(*known))
    later = naming(Kind.DOCUMENT, "supersedes", content["id"])
    page.part(_("Superseded by"), [named(Kind.DOCUMENT, each) for each in later])
    cited = [each for each in shown_of(Kind.FINDING) if each.get("document") == content["id"]]
    page.part(_("Findings that cite it"), [_cited(each) for each in cited])
    page.extra = {"sections": content["sections"], "paraphrased": content["paraphrased"]}
    page.extra["file"] = content["file"]
    page.extra["file_url"] = reverse("register:file", args=[row.record]) if content["file"] else ""
    return sourced(page, row, words)


def _cited(content: dict[str, Any]) -> Cell:
    place = _("section {section}, page {page}").format(
        section=content["section"], page=content["page"]
    )
    return named(Kind.FINDING, content, place if content["section"] else content["page"])


def event(row: Publication, words: Words) -> Page:
    """Show an event: its sessions and exhibits, and the use cases that came of it."""
    content = row.content
    kind = str(dict(EventKind.choices)[content["kind"]])
    page = Page(kind, title_of(row.kind, content), other_names(content))
    page.lead, page.template = told(content, "summary"), "register/event.html"
    zone = words.zone(row.programme)
    page.fact(_("When"), Cell(moment_said(content["happened_on"], content["precision"], zone)))
    page.fact(_("Until"), Cell(moment_said(content["ends_at"], "moment", zone)))
    page.fact(_("Venue"), Cell(content["venue"]))
    page.fact(_("Organisers"), Cell(content["organisers"]))
    page.fact(_("Phase"), phase_link(content["phase"], words))
    page.fact(_("Attendance as announced"), Cell(content["attendance_text"]))
    counted = content["attendance_counted"]
    page.fact(_("Attendance counted"), Cell("" if counted is None else f"{counted:,}"))
    page.fact(_("Website"), Cell(content["website"], content["website"]))
    items = content["items"]
    keys = [each[name] or "" for each in items for name in ("use_case", "institution", "partner")]
    linked = by_ids(keys)
    page.extra = {
        "sessions": [_session(each, zone, linked) for each in items if each["kind"] in SESSIONS],
        "calendar": reverse("register:calendar", args=[row.record]),
    }
    for title, wanted in (
        (_("Exhibits"), ItemKind.EXHIBIT),
        (_("Use cases that came of it"), ItemKind.ORIGIN),
    ):
        page.part(title, [_item(each, linked) for each in items if each["kind"] == wanted])
    return sourced(page, row, words)


def _session(item: dict[str, Any], zone: str, linked: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": _word(ItemKind.choices, item["kind"]),
        "when": moment_said(item["begins_at"], "moment", zone),
        "cell": _item(item, linked),
        "summary": item["summary_en"],
        "speakers": item["speakers"],
    }


def _item(item: dict[str, Any], linked: dict[str, Any]) -> Cell:
    """Return an item by its title, or by what it is about, leading there."""
    named_ = [linked[item[n]] for n in ("use_case", "institution", "partner") if item[n] in linked]
    title = told(item, "title")
    if not named_:
        return Cell(title)
    first, *rest = named_
    note = ", ".join(short_title(*each) for each in (named_ if title else rest))
    return Cell(title or short_title(*first), address_of(*first), note)


def follow_on(row: Publication, words: Words) -> Page:
    """Show what followed as a lineage: from use cases and findings of phases to what it is."""
    content = row.content
    kind = str(dict(FollowOnKind.choices)[content["kind"]])
    page = Page(kind, title_of(row.kind, content), other_names(content))
    page.lead, page.template = told(content, "summary"), "register/follow_on.html"
    zone = words.zone(row.programme)
    page.fact(_("State"), Cell(_word(FollowOnState.choices, content["state"])))
    page.fact(_("Since"), Cell(moment_said(content["happened_on"], content["precision"], zone)))
    page.fact(_("Partners"), Cell("; ".join(content["partners"])))
    page.fact(_("Website"), Cell(content["website"], content["website"]))
    linked = by_ids([*content["use_cases"], *content["findings"], content["document"] or ""])
    if known := linked.get(content["document"] or ""):
        page.fact(_("Document"), named(*known))
    page.extra = {
        "lineage": [
            (_("Phases"), [phase_link(code, words) for code in content["phases"]]),
            (_("Use cases"), [named(*linked[k]) for k in content["use_cases"] if k in linked]),
            (_("Findings"), [named(*linked[k]) for k in content["findings"] if k in linked]),
        ]
    }
    return sourced(page, row, words)


def _word(choices: Any, code: str) -> str:
    return str(dict(choices).get(code, ""))
