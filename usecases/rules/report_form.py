"""The end report while it is written: what it still lacks, what is too long, what was seen."""

from collections.abc import Iterable, Mapping

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.rules.missing import Missing
from usecases.text.digest import digest
from usecases.text.words import count_words
from usecases.vocabulary.end_report import REPORT_BY_CODE, REPORT_SECTIONS, ReportSection


def stamp(text: str) -> str:
    """Return what stands for a text that somebody saw."""
    return digest(text)[:16]


def stamps(content: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for each section that somebody saw."""
    return {each.code: stamp(content.get(each.code, "")) for each in REPORT_SECTIONS}


def whole(content: Mapping[str, str]) -> str:
    """Return what stands for the report that somebody read as a whole."""
    return digest({each.code: content.get(each.code, "") for each in REPORT_SECTIONS})


def too_long(content: Mapping[str, str]) -> list[Missing]:
    """Return which sections are beyond what is read."""
    counted = ((REPORT_BY_CODE[code], count_words(text)) for code, text in content.items())
    text = _("{words} words, {limit} allowed.")
    return [
        Missing(each.code, "too-long", format_lazy(text, words=words, limit=each.words))
        for each, words in counted
        if words > each.words
    ]


def lacking(content: Mapping[str, str]) -> list[ReportSection]:
    """Return the sections that are asked for and empty."""
    return [each for each in REPORT_SECTIONS if each.required and not content.get(each.code)]


def missing_in(content: Mapping[str, str]) -> list[Missing]:
    """Return all that stands between a report in writing and its hand-in."""
    return [*_empty(lacking(content)), *too_long(content)]


def _empty(sections: Iterable[ReportSection]) -> Iterable[Missing]:
    text = _("{section} is missing.")
    return (
        Missing(each.code, "required", format_lazy(text, section=each.title)) for each in sections
    )
