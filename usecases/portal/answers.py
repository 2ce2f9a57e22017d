"""A bank's answers as they are read: labels and words instead of codes, section by section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.portal.parts import asked_as_written
from usecases.rules.answers import label
from usecases.rules.asked import Asked
from usecases.rules.missing import Missing
from usecases.rules.questions import field_of, frozen_words
from usecases.rules.visibility_register import categories_for
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.sections import FILES, PHASE, SECTIONS, Section

FIELDS = frozenset(name for section in SECTIONS for name in section.fields)


@dataclass(frozen=True)
class Answer:
    """One answer: what was asked, what was said, and whether it is a long text."""

    field: str
    label: str
    text: str
    long: bool


@dataclass(frozen=True)
class Answered:
    """A section with its answers."""

    code: str
    title: Promise | str
    answers: tuple[Answer, ...]


def short(fault: Missing) -> str:
    """Return what is wrong without the label, for where the field stands beside it."""
    told = str(fault.text)
    return told.removeprefix(f"{label(fault.field)}: ") if fault.field in FIELDS else told


def shown(field: str, value: Any, categories: Mapping[str, str] | None = None) -> str:
    """Return a value in words; empty when there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "own_category":
        return value.label if isinstance(value, Category) else (categories or {}).get(value, value)
    return _in_words(UseCase._meta.get_field(field), value)


def _in_words(column: Any, value: Any) -> str:
    """Return a choice by its label, a number with its separators, a text as it is."""
    if column.choices:
        return str(dict(column.choices).get(value, value))
    if column.get_internal_type() == "DecimalField":
        return number_format(Decimal(str(value)).normalize(), use_l10n=True, force_grouping=True)
    return str(value)


def of_draft(draft: UseCase) -> list[Answered]:
    """Return everything a bank has written so far, files included."""
    asked = asked_as_written(draft)
    answered = [of_section(draft, section) for section in SECTIONS]
    further = [of_questions(asked)] if asked.questions else []
    return [*answered, *further, *of_files(each.name for each in asked.files)]


def of_questions(asked: Asked) -> Answered:
    """Return what a bank has answered to the phase's own questions."""
    answers = tuple(
        Answer(
            field_of(each.code), each.label, asked.words_of(each), each.kind == QuestionKind.TEXT
        )
        for each in asked.questions
    )
    return Answered(PHASE.code, PHASE.title, answers)


def of_files(names: Iterable[str]) -> list[Answered]:
    """Return the files of a submission as a section of its own; none, no section."""
    told = "\n".join(names)
    answer = Answer(FILES.code, str(FILES.title), told, long=False)
    return [Answered(FILES.code, FILES.title, (answer,))] if told else []


def of_section(draft: UseCase, section: Section) -> Answered:
    """Return what a bank has written in one section."""
    answers = tuple(
        Answer(name, label(name), shown(name, getattr(draft, name)), name in WORDS)
        for name in section.fields
    )
    return Answered(section.code, section.title, answers)


def of_submission(submission: Submission, person: Person) -> list[Answered]:
    """Return what was frozen, with the labels it was asked by then."""
    names = {each.code: each.label for each in categories_for(person)}
    frozen = submission.content["answers"]
    answered = [
        Answered(section.code, section.title, tuple(_frozen(frozen[section.code], names)))
        for section in (*SECTIONS, PHASE)
        if section.code in frozen
    ]
    files = submission.content.get("files", [])
    return [*answered, *of_files(said_of(each) for each in files)]


def said_of(file: Mapping[str, str]) -> str:
    """Return a frozen file as it is read: its name, what it is, and its digest."""
    told = [file["name"], file.get("description", ""), f"SHA-256 {file['sha256']}"]
    return " · ".join(filter(None, told))


def title_of(submission: Submission) -> str:
    """Return the title that was signed."""
    about = submission.content["answers"].get("about", [])
    return next((str(each["value"]) for each in about if each["field"] == "title"), "")


def told_with(submission: Submission) -> list[dict[str, Any]]:
    """Return the questions that were answered up to a version, as they were frozen with it."""
    told: list[dict[str, Any]] = submission.content.get("clarifications", [])
    return told


def _frozen(entries: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Iterable[Answer]:
    for entry in entries:
        field = entry["field"]
        known = field in FIELDS
        text = shown(field, entry["value"], names) if known else frozen_words(entry)
        yield Answer(field, entry["label"], text, field in WORDS)
