"""What a published record is called, and the address that lasts: its id, and its title after it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from usecases.register.words import told
from usecases.vocabulary.publications import Kind

# The lists of the register, by their names in addresses and in the API.
LISTS: dict[str, Kind] = {
    "phases": Kind.PHASE,
    "institutions": Kind.INSTITUTION,
    "technology-partners": Kind.TECHNOLOGY_PARTNER,
    "use-cases": Kind.USE_CASE,
    "findings": Kind.FINDING,
    "documents": Kind.DOCUMENT,
    "events": Kind.EVENT,
    "follow-ons": Kind.FOLLOW_ON,
}
NAMES: dict[str, str] = {kind: name for name, kind in LISTS.items()}
_SLUG = 60


def title_of(kind: str, content: Mapping[str, Any]) -> str:
    """Return what a record is called."""
    if kind == Kind.USE_CASE:
        return str(content["title"] or content["reference"])
    if kind == Kind.INSTITUTION:
        return str(content["short_name"])
    if kind == Kind.TECHNOLOGY_PARTNER:
        return str(content["name"])
    if kind == Kind.PHASE_REPORT:
        name = told(content["facts"]["phase"], "name")
        return _("{phase}: phase report").format(phase=name)
    stems = {Kind.FINDING: "statement", Kind.DOCUMENT: "title"}
    return told(content, stems.get(Kind(kind), "name"))


def short_title(kind: str, content: Mapping[str, Any]) -> str:
    """Return a title that fits into a line."""
    return Truncator(title_of(kind, content)).chars(120)


def slug_of(kind: str, content: Mapping[str, Any]) -> str:
    """Return the readable end of an address."""
    english = {
        Kind.FINDING: content.get("statement_en"),
        Kind.DOCUMENT: content.get("title_en"),
        Kind.USE_CASE: content.get("title"),
        Kind.INSTITUTION: content.get("short_name"),
        Kind.TECHNOLOGY_PARTNER: content.get("name"),
    }.get(Kind(kind), content.get("name_en"))
    return slugify(str(english or ""))[:_SLUG].strip("-") or "record"


def address_of(kind: str, content: Mapping[str, Any]) -> str:
    """Return the address of a record's page; nothing if there is none of its kind."""
    if kind == Kind.PHASE_REPORT:
        return reverse("register:report", args=[content["facts"]["phase"]["code"]])
    if kind not in NAMES:
        return ""
    return reverse(
        f"register:{NAMES[kind]}-named", args=[UUID(content["id"]), slug_of(kind, content)]
    )
