"""Questions to a bank as it sees them: what waits, what was answered, what it changes meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from usecases.models.casefile import Attachment
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.answers import shown
from usecases.portal.parts import asked_as_written
from usecases.portal.progress import progress
from usecases.rules.answers import label
from usecases.rules.asked import asked_one
from usecases.rules.clarified import is_late, revised, revisions_of
from usecases.rules.questions import field_of
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_reviews import clarifications_for
from usecases.text.difference import Piece, difference
from usecases.vocabulary.sections import PHASE, SECTIONS, Section
from usecases.vocabulary.stages import Stage
from usecases.workflow.errors import NotFound


@dataclass(frozen=True)
class Question:
    """One question: its number, its state, the files that belong to its answer."""

    row: Clarification
    number: int
    late: bool
    files: tuple[Attachment, ...]

    @property
    def state(self) -> str:
        """The state's code: answered, passed-over, written or waits."""
        if self.row.closed_at is not None:
            return "answered" if self.row.answered else "passed-over"
        return "written" if self.row.reply else "waits"


@dataclass(frozen=True)
class Changed:
    """A field that the bank has changed and not signed, word by word."""

    section: Section
    field: str
    label: str
    pieces: list[Piece]


def questions_of(case: UseCase, person: Person, at: datetime) -> list[Question]:
    """Return the questions about a use case, in the order in which they were asked; two queries,
    one where nothing was asked.
    """
    found = clarifications_for(person).filter(use_case=case).order_by("asked_at", "id")
    rows = list(found.select_related("replied_by", "submission"))
    files: dict[UUID | None, list[Attachment]] = {}
    for each in attachments_for(person).filter(clarification__in=rows) if rows else ():
        files.setdefault(each.clarification_id, []).append(each)
    return [
        Question(row, number, is_late(row, at), tuple(files.get(row.pk, ())))
        for number, row in enumerate(rows, 1)
    ]


def question_of(case: UseCase, person: Person, key: UUID, at: datetime) -> Question:
    """Return one question about a use case; any other is not there."""
    found = [each for each in questions_of(case, person, at) if each.row.pk == key]
    if not found:
        raise NotFound
    return found[0]


def open_of(questions: list[Question]) -> list[Question]:
    """Return the questions that wait for the bank."""
    return [each for each in questions if each.row.closed_at is None]


def asked_about(case: UseCase, person: Person) -> dict[str, Any]:
    """Return what the page of a use case shows of its questions, and of what is written now."""
    questions = questions_of(case, person, timezone.now())
    if case.stage != Stage.CLARIFYING:
        return {"questions": questions}
    reads = revised(case, revisions_of([case]).get(case, {}))
    changed = {each.section.code for each in changes_of(case, reads)}
    tasks = [(task, task.section.code in changed) for task in progress(reads, person)]
    return {"questions": questions, "waiting": open_of(questions), "tasks": tasks}


def changes_of(case: UseCase, reads: UseCase) -> list[Changed]:
    """Return what the bank has changed of its submission, field by field, word by word."""
    if case.stage != Stage.CLARIFYING:
        return []
    found = []
    for section in SECTIONS:
        for name in section.fields:
            before, after = (shown(name, getattr(each, name)) for each in (case, reads))
            if before != after:
                found.append(Changed(section, name, label(name), difference(before, after)))
    return [*found, *_answers_changed(case)]


def _answers_changed(case: UseCase) -> Iterator[Changed]:
    """Yield the answers to the phase's own questions that the bank has changed."""
    signed, written = asked_one(case), asked_as_written(case)
    for each in written.questions:
        before, after = signed.words_of(each), written.words_of(each)
        if before != after:
            yield Changed(PHASE, field_of(each.code), each.label, difference(before, after))
