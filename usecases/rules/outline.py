"""The whole form of a phase as it reads before anything is written: to preview and to print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.rules.answers import label
from usecases.rules.questions import choices_of, field_of, questions_of
from usecases.vocabulary.help import HELP
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.sections import FILES, PHASE, SECTIONS, Section

_YES_NO = (_("Yes"), _("No"))
_TICK = "tick"
_KINDS = {
    "TextField": QuestionKind.TEXT,
    "DecimalField": QuestionKind.NUMBER,
}


@dataclass(frozen=True)
class Item:
    """One thing that is asked: how, whether it must be answered, and what may be chosen."""

    field: str
    label: str
    help: str
    kind: str
    required: bool
    words: int | None = None
    choices: tuple[Promise | str, ...] = ()
    long: bool = False


@dataclass(frozen=True)
class Part:
    """A section of the form."""

    title: Promise
    lead: Promise
    items: tuple[Item, ...]


def outline(phase: Phase, version: int, categories: Iterable[str]) -> list[Part]:
    """Return the form of a phase in one of its versions, section by section; one query."""
    names = tuple(categories)
    parts = [Part(each.title, each.lead, tuple(_items(each, names))) for each in SECTIONS]
    asked = tuple(item(each) for each in questions_of(phase, version))
    further = [Part(PHASE.title, PHASE.lead, asked)] if asked else []
    return [*parts, *further, Part(FILES.title, FILES.lead, ())]


def item(question: Question) -> Item:
    """Return a question of the phase's own as it is asked."""
    yes_no = question.kind == QuestionKind.YES_NO
    return Item(
        field_of(question.code),
        question.label,
        question.help,
        question.kind,
        question.required,
        question.word_limit,
        _YES_NO if yes_no else tuple(choices_of(question).values()),
        long=question.kind == QuestionKind.TEXT,
    )


def _items(section: Section, categories: tuple[str, ...]) -> Iterator[Item]:
    for name in section.fields:
        column: Any = UseCase._meta.get_field(name)
        kind, choices = _asked(column, categories)
        yield Item(
            name,
            label(name),
            str(HELP.get(name, "")),
            kind,
            name in section.required,
            WORDS.get(name),
            choices,
            long=column.get_internal_type() == "TextField",
        )


def _asked(column: Any, categories: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return how a field is answered, and what there is to choose from."""
    kind = column.get_internal_type()
    if kind == "BooleanField":
        return (QuestionKind.YES_NO, _YES_NO) if column.null else (_TICK, ())
    if kind == "ForeignKey":
        return QuestionKind.ONE, categories
    if column.choices:
        return QuestionKind.ONE, tuple(text for _code, text in column.choices)
    return _KINDS.get(kind, QuestionKind.TEXT), ()
