"""What a phase asks of a use case, what its bank has answered so far, and what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.questions import Answer, Question
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.rules.permissions import is_staff
from usecases.rules.questions import IN_FORCE, faults_in, in_words, unanswered
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.casefile import AttachmentKind, ScanState
from usecases.vocabulary.questions import REVISED, QuestionKind
from usecases.vocabulary.sections import FILES

NO_CHANGES: Mapping[UUID, Mapping[str, Any]] = {}


def questions_for(person: Person) -> QuerySet[Question]:
    """Staff see every question, those being prepared too; a bank what the phases it sees ask."""
    if person.system or is_staff(person):
        return Question.objects.all()
    return Question.objects.filter(IN_FORCE, phase__in=phases_for(person).values("pk"))


def answers_for(person: Person) -> QuerySet[Answer]:
    """Answers of the cases that the person sees, as they were signed; a draft's are its bank's."""
    return Answer.objects.filter(use_case__in=use_cases_for(person).values("pk"))


@dataclass(frozen=True)
class Asked:
    """The questions in force, the answers by code, and the files that the bank handed over."""

    questions: tuple[Question, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()

    def files_of(self, question: Question) -> tuple[Attachment, ...]:
        """Return the files that answer a question, under whichever version it was answered."""
        return tuple(
            each for each in self.files if each.question and each.question.code == question.code
        )

    def words_of(self, question: Question) -> str:
        """Return the answer as people read it: the names of the files, if it is by files."""
        if question.kind == QuestionKind.FILE:
            return ", ".join(each.name for each in self.files_of(question))
        return in_words(question, self.values.get(question.code))

    @property
    def others(self) -> tuple[Attachment, ...]:
        """The files that answer none of the questions that are asked now."""
        known = {each.code for each in self.questions if each.kind == QuestionKind.FILE}
        return tuple(f for f in self.files if f.question is None or f.question.code not in known)


NOTHING = Asked()


def asked_of(
    cases: Iterable[UseCase], revisions: Mapping[UUID, Mapping[str, Any]] = NO_CHANGES
) -> dict[UUID, Asked]:
    """Return what is asked and answered of these cases, in two queries; in three where their
    phases ask anything. `revisions` holds what a bank has changed and not signed, by its case.
    """
    rows = list(cases)
    if not rows:
        return {}
    of_phase: dict[UUID, list[Question]] = {}
    asked = Question.objects.filter(IN_FORCE, phase__in={row.phase_id for row in rows})
    for question in asked.order_by("order", "code"):
        of_phase.setdefault(question.phase_id, []).append(question)
    values = _values(rows) if of_phase else {}
    files = _files(rows)
    return {
        row.pk: Asked(
            questions=tuple(of_phase.get(row.phase_id, ())),
            values={
                **values.get(row.pk, {}),
                **revisions.get(row.pk, {}).get(REVISED, {}),
            },
            files=tuple(files.get(row.pk, ())),
        )
        for row in rows
    }


def asked_one(case: UseCase, revision: Mapping[str, Any] | None = None) -> Asked:
    """Return what is asked and answered of one case."""
    return asked_of([case], {case.pk: revision or {}})[case.pk]


def answers_of(case: UseCase) -> dict[str, Answer]:
    """Return the rows of the answers to questions of the case's phase, by code; the latest one
    where a question was answered under several versions.
    """
    rows = Answer.objects.filter(use_case=case, question__phase=case.phase_id)
    found = rows.select_related("question").order_by("question__since_version", "recorded_at")
    return {row.question.code: row for row in found}


def _values(rows: list[UseCase]) -> dict[UUID, dict[str, Any]]:
    phases = {row.pk: row.phase_id for row in rows}
    found: dict[UUID, dict[str, Any]] = {}
    answers = Answer.objects.filter(use_case__in=rows).select_related("question")
    for each in answers.order_by("question__since_version", "recorded_at"):
        if each.question.phase_id == phases[each.use_case_id]:
            found.setdefault(each.use_case_id, {})[each.question.code] = each.value
    return found


def _files(rows: list[UseCase]) -> dict[UUID, list[Attachment]]:
    found: dict[UUID, list[Attachment]] = {}
    kept = Attachment.objects.filter(
        use_case__in=rows, kind=AttachmentKind.SUBMISSION, removed_at__isnull=True
    )
    for each in kept.select_related("question").order_by("recorded_at", "id"):
        found.setdefault(each.use_case_id, []).append(each)
    return found


def missing_answered(asked: Asked) -> Iterator[Missing]:
    """Yield what is missing of, or wrong with, the answers to the phase's own questions."""
    for question in asked.questions:
        if question.kind != QuestionKind.FILE:
            yield from faults_in(question, asked.values.get(question.code))
        elif question.required and not asked.files_of(question):
            yield unanswered(question)


def unfit_files(asked: Asked) -> Iterator[Missing]:
    """Yield each file that the scanner refused: it is handed in to nobody."""
    for each in asked.files:
        if each.scan_state == ScanState.REFUSED:
            text = _("“{name}”: the scanner refused this file. Take it off.")
            yield Missing(FILES.code, "refused", format_lazy(text, name=each.name))
