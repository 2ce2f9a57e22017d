"""Cuts what is published of a record into passages that can be found and cited.

Only words that say something: documents by section, findings, events, follow-ons, use cases. A
participant's own words are marked as such. Each language that a record is written in is apart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from usecases.text.folding import has_han
from usecases.text.sentences import sentences
from usecases.text.words import count_words
from usecases.vocabulary.publications import Kind

MOST_WORDS = 200
LANGUAGES = {"en": "en", "zh_hant": "zh-hant", "zh_hans": "zh-hans"}
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """A passage before it is stored: `title` of what it is part of, its `text` word for word."""

    language: str
    title: str
    text: str
    anchor: str = ""
    heading: str = ""
    section: str = ""
    page: str = ""
    attributed: bool = False


def passages_of(kind: str, content: Content) -> list[Draft]:
    """Return the passages of a record's public content, in order."""
    cut = _CUT.get(Kind(kind))
    return list(cut(content)) if cut else []


def _document(content: Content) -> Iterator[Draft]:
    language = _language(content)
    title = _in(content, "title", language)
    for section in content["sections"]:
        for number, text in enumerate(pieces(section["text"])):
            yield Draft(
                language=language,
                title=title,
                text=text,
                anchor=section["anchor"] if not number else f"{section['anchor']}-{number + 1}",
                heading=section["heading"],
                section=section["section"],
                page=section["page"],
            )
    yield from _summaries(content, "title")


def _language(content: Content) -> str:
    """Return in which language a document is read here: as it says, else as its text looks."""
    if content.get("language") in LANGUAGES.values():
        return str(content["language"])
    texts = "".join(section["text"] for section in content["sections"])
    return "zh-hant" if has_han(texts) else "en"


def _event(content: Content) -> Iterator[Draft]:
    yield from _summaries(content, "name")
    for item in content["items"]:
        if item["summary_en"]:
            heading = item["title_en"]
            yield Draft("en", content["name_en"], item["summary_en"], heading=heading)


def _finding(content: Content) -> Iterator[Draft]:
    for suffix, language in LANGUAGES.items():
        text = content.get(f"statement_{suffix}")
        if text:
            title = content.get(f"topic_label_{suffix}") or content["topic_label_en"]
            section, page = content["section"] or "", content["page"] or ""
            yield Draft(language, title, text, section=section, page=page)


def _use_case(content: Content) -> Iterator[Draft]:
    text = content.get("summary") or ""
    if text:
        language = "zh-hant" if has_han(text) else "en"
        title = f"{content['title']} ({content['institution_name']})"
        yield Draft(language, title, text, attributed=True)


def _summaries(content: Content, named: str) -> Iterator[Draft]:
    for suffix, language in LANGUAGES.items():
        for text in pieces(content.get(f"summary_{suffix}") or ""):
            yield Draft(language, _in(content, named, language), text)


def _in(content: Content, stem: str, language: str) -> str:
    key = f"{stem}_{language.replace('-', '_')}"
    return str(content.get(key) or content[f"{stem}_en"])


def pieces(text: str) -> Iterator[str]:
    """Cut a long text at the ends of sentences; each piece is a span of it, of 200 words at most
    unless one sentence is longer.
    """
    start = end = words = 0
    for span in sentences(text):
        more = count_words(span.text)
        if words and words + more > MOST_WORDS:
            yield text[start:end]
            start, words = span.start, 0
        start = start if words else span.start
        end, words = span.end, words + more
    if words:
        yield text[start:end]


_CUT: dict[Kind, Callable[[Content], Iterator[Draft]]] = {
    Kind.DOCUMENT: _document,
    Kind.EVENT: _event,
    Kind.FINDING: _finding,
    Kind.FOLLOW_ON: lambda content: _summaries(content, "name"),
    Kind.USE_CASE: _use_case,
}
