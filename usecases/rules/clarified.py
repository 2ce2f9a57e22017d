"""Questions and answers: what is open, what the bank changes meanwhile, who may read which."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from usecases.models.clarifications import Clarification, Revision
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.text.digest import digest, plain
from usecases.vocabulary.actions import Action
from usecases.vocabulary.questions import REVISED
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage

# Files of an answer that is not signed are the bank's own.
SIGNED = Q(clarification__isnull=True) | Q(clarification__answered=True)


def is_asked(case: UseCase) -> bool:
    """Whether the bank is being asked about a use case."""
    return case.stage == Stage.CLARIFYING


def open_questions(case: UseCase) -> QuerySet[Clarification]:
    """Return the questions that wait for the bank, in the order in which they were asked."""
    rows = Clarification.objects.filter(use_case=case, closed_at__isnull=True)
    return rows.order_by("asked_at", "recorded_at", "id")


def answered_questions(case: UseCase) -> QuerySet[Clarification]:
    """Return the questions that the bank has answered and signed, in that order too."""
    rows = Clarification.objects.filter(use_case=case, answered=True)
    return rows.order_by("asked_at", "recorded_at", "id")


def is_late(question: Clarification, at: datetime) -> bool:
    """Whether a question waits beyond its day."""
    return question.closed_at is None and question.due_at < at


def may_answer(person: Person, case: UseCase) -> bool:
    """Whether the person writes for the bank that is being asked."""
    mine = on_case(person, case)
    own = mine.membership is not None and may(mine, Action.DRAFT)
    return own and is_asked(case)


def reads_reply(person: Person, question: Clarification) -> bool:
    """Whether the person, who sees the question, reads the reply: the bank its own (and the joint
    institutions, who read the whole), everybody else once it is signed.
    """
    if question.answered is True:
        return True
    member = person.membership
    if member is None:
        return False
    return not person.grants or member.institution_id == question.use_case.institution_id


def revisions_of(cases: Iterable[UseCase]) -> dict[UseCase, dict[str, Any]]:
    """Return what the banks of these cases have changed and not signed yet, in one query."""
    known = {case.pk: case for case in cases}
    if not known:
        return {}
    rows = Revision.objects.filter(use_case__in=known, closed_at__isnull=True)
    return {known[row.use_case_id]: row.content for row in rows}


def revised(case: UseCase, content: Mapping[str, Any]) -> UseCase:
    """Return the case as it would read with these changes; the row itself stays as it is.

    Answers to the phase's own questions are no fields of it (`rules.asked`).
    """
    if not content:
        return case
    changed = copy(case)
    for name, value in fields_in(content).items():
        column: Any = UseCase._meta.get_field(name)
        setattr(changed, column.attname, column.to_python(value))
    return changed


def fields_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a revision, without the answers to the phase's own questions."""
    return {name: value for name, value in content.items() if name != REVISED}


def values_of(case: UseCase, names: Iterable[str] = BANK_FIELDS) -> dict[str, Any]:
    """Return fields of the bank as plain JSON holds them."""
    return {name: _plain(getattr(case, name)) for name in names}


def stamp_of(case: UseCase) -> str:
    """Return a digest of all that a signature would hand in: the fields, replies and files."""
    content = revisions_of([case]).get(case, {})
    questions = [
        (
            str(each.pk),
            each.reply,
            sorted(each.files.filter(removed_at=None).values_list("sha256", flat=True)),
        )
        for each in open_questions(case)
    ]
    return digest({"version": case.version, "changes": content, "questions": questions})


def _plain(value: Any) -> Any:
    return plain(value.pk if isinstance(value, Model) else value)
