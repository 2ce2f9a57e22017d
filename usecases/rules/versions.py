"""The frozen versions of a submission: read in words, and compared word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import CharField, TextField
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.answers import label
from usecases.rules.asked import Asked, asked_one
from usecases.rules.questions import field_of, frozen_words
from usecases.rules.visibility_register import categories_for
from usecases.text.difference import Kind, Piece, difference
from usecases.text.digest import plain
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.sections import FILES, PHASE, SECTIONS

Names = dict[str, str]
DATA = ("data_public", "data_proprietary", "data_synthetic", "data_personal")


@dataclass(frozen=True)
class Answer:
    """One answer in words; empty when there is none."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Compared:
    """One answer in two versions."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Part:
    """A section of a submission, with its answers or what differs in them."""

    title: Promise | str
    answers: list[Any]


def category_names(person: Person) -> Names:
    """Return the categories by code, as people say them."""
    return {each.code: each.label for each in categories_for(person)}


def in_words(field: str, value: Any, names: Names) -> str:
    """Return a stored answer as a person would say it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "own_category":
        return names.get(str(value), str(value))
    column = UseCase._meta.get_field(field) if field in _COLUMNS else None
    if column is not None and getattr(column, "decimal_places", None):
        return str(number_format(plain(Decimal(value)), force_grouping=True))
    return str(dict(getattr(column, "flatchoices", None) or ()).get(value, value))


def of_case(case: UseCase) -> list[Part]:
    """Return what the case says now; of a recorded one only what its source tells."""
    parts = [Part(each.title, _now(case, each.fields)) for each in SECTIONS]
    if case.basis == Basis.LIVE:
        return [*parts, *_of_phase(asked_one(case))]
    told = [Part(part.title, [each for each in part.answers if each.text]) for part in parts]
    return [part for part in told if part.answers]


def _of_phase(asked: Asked) -> list[Part]:
    """Return the answers to the phase's own questions as they were signed."""
    answers = [
        Answer(field_of(each.code), each.label, asked.words_of(each)) for each in asked.questions
    ]
    return [Part(PHASE.title, answers)] if answers else []


def of_version(submission: Submission, names: Names) -> list[Part]:
    """Return a frozen version as it was asked, with the questions answered by then."""
    parts = [
        Part(title, [_said(each, names) for each in answers])
        for title, answers in _sections(submission)
    ]
    if files := [_file(each) for each in submission.content.get("files", [])]:
        parts.append(Part(FILES.title, files))
    told = submission.content.get("clarifications", [])
    answered = [_told(number, each) for number, each in enumerate(told)]
    return [*parts, Part(_("Questions and answers"), answered)] if answered else parts


def _file(file: dict[str, str]) -> Answer:
    """Return a file by its name, with what it is and its digest."""
    told = [file.get("description", ""), f"SHA-256 {file['sha256']}"]
    return Answer(f"file {file['name']}", file["name"], "\n".join(filter(None, told)))


def _told(number: int, each: dict[str, Any]) -> Answer:
    """Return an answer to a question, and the names of its files."""
    files = [file["name"] for file in each["files"]]
    text = "\n".join([each["reply"], *([_("Files:") + " " + ", ".join(files)] if files else [])])
    return Answer(f"clarification {number}", each["question"], text)


def compare(first: Submission, second: Submission, names: Names) -> tuple[list[Part], list[str]]:
    """Return what differs between two versions, section by section, and what does not, by name."""
    before = {each.field: each.text for part in of_version(first, names) for each in part.answers}
    parts, same = _around(first, second), []
    for part in _of_both(first, second, names):
        rows = []
        for each in part.answers:
            old = before.get(each.field, "")
            if old == each.text:
                same.append(each.label)
            else:
                rows.append(Compared(each.label, _differing(each.field, old, each.text)))
        parts += [Part(part.title, rows)] if rows else []
    return parts, same


def _differing(field: str, old: str, new: str) -> list[Piece]:
    """Compare texts word by word; a choice, a number or a tick is replaced as a whole."""
    column = UseCase._meta.get_field(field) if field in _COLUMNS else None
    if column is None or (isinstance(column, CharField | TextField) and not column.choices):
        return difference(old, new)
    pieces = (Piece(Kind.GONE, old), Piece(Kind.NEW, new))
    return [piece for piece in pieces if piece.text]


def _now(case: UseCase, names: Iterable[str]) -> list[Answer]:
    """Return the answers of a section; the classes of data, each ticked or not, as one."""
    found = []
    for name in names:
        value = getattr(case, name)
        if name == DATA[0]:
            classes = ", ".join(label(each) for each in DATA if getattr(case, each))
            found.append(Answer("data", _("Classes of data"), classes))
        elif name not in DATA:
            text = str(value or "") if name == "own_category" else in_words(name, value, {})
            found.append(Answer(name, label(name), text))
    return found


def _said(answer: dict[str, Any], names: Names) -> Answer:
    field = str(answer["field"])
    if "kind" in answer:  # a question of the phase's own
        return Answer(field, str(answer["label"]), frozen_words(answer))
    return Answer(field, str(answer["label"]), in_words(field, answer["value"], names))


def _sections(submission: Submission) -> Iterator[tuple[Promise | str, list[dict[str, Any]]]]:
    """Yield the sections of a frozen version, those first that are asked today."""
    asked = dict(submission.content.get("answers", {}))
    for section in (*SECTIONS, PHASE):
        if section.code in asked:
            yield section.title, asked.pop(section.code)
    yield from asked.items()


def _of_both(first: Submission, second: Submission, names: Names) -> list[Part]:
    """Return the later version, and below it, emptied, what only the earlier one was asked."""
    parts = of_version(second, names)
    asked = {each.field for part in parts for each in part.answers}
    gone = [
        Answer(each.field, each.label, "")
        for part in of_version(first, names)
        for each in part.answers
        if each.field not in asked
    ]
    return [*parts, Part(_("No longer asked"), gone)] if gone else parts


def _around(first: Submission, second: Submission) -> list[Part]:
    """Return what differs beside the answers: phase, institution, parties."""
    labels = {"phase": _("Phase"), "institution": _("Institution"), "parties": _("Parties")}
    labels |= {"form_version": _("Version of the form")}
    rows = []
    for name, title in labels.items():
        old, new = (_joined(each.content.get(name)) for each in (first, second))
        if old != new:
            rows.append(Compared(title, difference(old, new)))
    return [Part(_("Who and where"), rows)] if rows else []


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


_COLUMNS = frozenset(field.name for field in UseCase._meta.concrete_fields)
