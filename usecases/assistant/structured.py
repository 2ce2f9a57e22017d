"""Answers a structured question exactly, from the records, or says that it is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from usecases.assistant.answer import Answer, Sentence, SentenceKind
from usecases.assistant.lexicon import Lexicon
from usecases.assistant.query import Phased, Query, query_of
from usecases.assistant.running import Found, named, run
from usecases.assistant.wording import noun, said
from usecases.models.publications import Publication
from usecases.reporting.rates import percentage
from usecases.vocabulary.asking import AnswerKind, Tier
from usecases.vocabulary.limits import TIME_ZONE

_DATES = {
    "announce": ("announced_on",),
    "open": ("opens_at",),
    "close": ("closes_at",),
    "trials": ("trials_from_words", "trials_from"),
    "trials-end": ("trials_to_words", "trials_to"),
}


@dataclass(frozen=True)
class Structured:
    """A query with what it found; the sentences are made from them alone, again by `verify`."""

    query: Query
    found: Found
    language: str

    def sentences(self) -> list[Sentence]:
        """Return the sentences that say what was found."""
        return [Sentence(text, SentenceKind.FIGURE) for text in self._said() if text]

    def rows(self) -> tuple[Mapping[str, Any], ...]:
        """Return the records found, as the register names them."""
        return tuple(_row(row) for row in self.found.rows)

    def _said(self) -> Iterator[str]:
        query, language = self.query, self.language
        if query.ask == "when":
            yield self._when()
        elif query.ask == "whether":
            yield from self._whether()
        elif query.ask == "share":
            yield self._share()
        elif query.target != "applications":
            number = len(self.found.rows)
            name = "count" if number else "none"
            slots = {"number": number, "noun": noun(query.target, number, language)}
            yield said(name, language, slots)
        yield from self._announced()

    def _when(self) -> str:
        phase = self.found.rows[0]
        told = [phase.content.get(name) for name in _DATES[self.query.date]]
        when = next((_day(each) for each in told if each), None)
        slots = {"phase": _name(phase, self.language), "when": when}
        return said(self.query.date if when else "unpublished-date", self.language, slots)

    def _whether(self) -> Iterator[str]:
        listed = {str(row.record) for row in self.found.rows}
        subject = "technology-partners" if self.query.target == "partners" else "institutions"
        keys = self.query.partners if self.query.target == "partners" else self.query.institutions
        for content in named(subject, keys):
            name = "included" if content["id"] in listed else "not-included"
            if not self.found.whole:
                name = "no-list"
            slots = {"phase": ", ".join(self.query.phases), "name": _called(content)}
            yield said(name, self.language, slots)

    def _share(self) -> str:
        number, whole = len(self.found.rows), self.found.whole
        share = percentage(number, whole) or Decimal(0)
        slots = {"number": number, "whole": whole, "percentage": share}
        target = noun(self.query.target, whole, self.language)
        return said("share", self.language, {**slots, "noun": target})

    def _announced(self) -> Iterator[str]:
        for row in self.found.announced:
            slots = {
                "phase": row.phase,
                "noun": noun(self.query.target, 2, self.language),
                **{name: row.content[name] for name in ("text", "said_by", "said_on")},
            }
            yield said("announced", self.language, slots)


def read(question: str, words: Lexicon, phases: list[Phased]) -> Query | None:
    """Return the query that a question makes; None if a content word is left unexplained."""
    found, strange = words.read(question)
    return query_of(found, phases) if found and not strange else None


def answer(query: Query, language: str, as_at: datetime) -> Answer:
    """Return the answer to a structured question: always asserted, none is an answer too."""
    told = Structured(query, run(query), language)
    return Answer(
        tier=Tier.ASSERTS,
        kind=AnswerKind.STRUCTURED,
        language=language,
        sentences=tuple(told.sentences()),
        read_as=read_as(query, language),
        rows=told.rows(),
        records=told.found.records,
        as_at=as_at,
    )


def figures(query: Query, language: str) -> tuple[str, ...]:
    """Return the sentences of a query computed afresh from the records."""
    return tuple(each.text for each in Structured(query, run(query), language).sentences())


def read_as(query: Query, language: str) -> str:
    """Return what a question was taken to ask: target, phases, and what narrows."""
    parts = [noun(query.target, 2, language), *(query.phases or (query.programme,))]
    parts += [f"≠ {code}" for code in query.without]
    parts += [query.together] if query.together == "every" else []
    parts += [query.standing, query.date, *query.categories]
    for subject, keys in (
        ("institutions", query.institutions),
        ("technology-partners", query.partners),
        ("use-cases", query.use_cases),
    ):
        parts += [_called(content) for content in named(subject, keys)] if keys else []
    return " · ".join(part for part in parts if part)


def _row(row: Publication) -> Mapping[str, Any]:
    told = {"id": str(row.record), "kind": row.kind, "name": _called(row.content) or row.code}
    told |= {name: getattr(row, name) for name in ("phase", "category") if getattr(row, name)}
    if row.content.get("institution_name"):
        told["institution"] = row.content["institution_name"]
    return told


def _called(content: Mapping[str, Any]) -> str:
    names = ("short_name", "title", "name", "name_en", "label_en", "code")
    return next((str(content[name]) for name in names if content.get(name)), "")


def _name(phase: Publication, language: str) -> str:
    key = f"name_{language.replace('-', '_')}"
    return str(phase.content.get(key) or phase.content["name_en"])


def _day(told: str) -> str:
    """Return a date as the record gives it: words as they are, a moment as its day."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return told
    if len(told) <= len("2026-01-01"):
        return date.fromisoformat(told).isoformat()
    return moment.astimezone(ZoneInfo(TIME_ZONE)).date().isoformat()
