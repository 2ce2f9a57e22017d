"""What an answer is: sentences, each a quote, a figure or fixed wording, and what they cite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from usecases.reporting.table import Records
from usecases.vocabulary.asking import AnswerKind, Tier


class SentenceKind(StrEnum):
    """What stands behind a sentence."""

    QUOTE = "quote"
    FIGURE = "figure"
    FIXED = "fixed"


@dataclass(frozen=True)
class Citation:
    """Where a quote stands: in which version of which public record, at which anchor of it."""

    number: int
    passage: str
    kind: str
    record: str
    title: str
    anchor: str
    page: str
    version: int
    attributed: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence, and the number of the citation it is quoted from."""

    text: str
    kind: SentenceKind
    citation: int | None = None


@dataclass(frozen=True)
class Answer:
    """A whole answer, in the language of the question; it never repeats the question."""

    tier: Tier
    kind: AnswerKind
    language: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    read_as: str = ""
    records: Records | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    as_at: datetime | None = None
    missing_words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
