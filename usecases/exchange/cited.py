"""Where what an answer cites or counts can be read: pages of the register, for page and program."""

from urllib.parse import quote

from django.urls import reverse

from usecases.assistant.answer import Citation
from usecases.vocabulary.publications import Kind

_LISTS: dict[str, str] = {
    Kind.PHASE: "phases",
    Kind.INSTITUTION: "institutions",
    Kind.TECHNOLOGY_PARTNER: "technology-partners",
    Kind.USE_CASE: "use-cases",
    Kind.FINDING: "findings",
    Kind.DOCUMENT: "documents",
    Kind.EVENT: "events",
    Kind.FOLLOW_ON: "follow-ons",
}


def record_address(kind: str, record: str) -> str:
    """Return the address of a published record's page; nothing if its kind has none."""
    return reverse(f"register:{_LISTS[kind]}-one", args=[record]) if kind in _LISTS else ""


def source_address(citation: Citation, quoted: str = "") -> str:
    """Return the address of what is cited, opened where it stands, with what is quoted marked.

    The mark is a text fragment: browsers find the sentence on the page and highlight it; what
    knows nothing of it opens the part.
    """
    place = record_address(citation.kind, citation.record)
    mark = f":~:text={_escaped(quoted)}" if quoted else ""
    return f"{place}#{citation.anchor}{mark}" if place and (citation.anchor or mark) else place


def _escaped(text: str) -> str:
    """Return a text for a fragment, in which dash, comma and ampersand have meanings."""
    return quote(text, safe="").replace("-", "%2D")
