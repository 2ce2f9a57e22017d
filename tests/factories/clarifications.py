"""Questions, replies and what a bank changes meanwhile, by their verbs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.people import editor, officer, signatory
from usecases.audit.context import clock
from usecases.models.clarifications import Clarification
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.clarified import open_questions
from usecases.workflow import clarify, revise

DUE = timedelta(days=10)


def asked(use_case: UseCase, *texts: str, **fields: Any) -> list[Clarification]:
    """The officer asks these questions, or one."""
    due = min(clock(), timezone.now()) + DUE
    questions = [(text, due) for text in texts or ("Which data do you use?",)]
    return clarify.ask(use_case, **{"questions": questions, "by": officer(), **fields})


def replied(use_case: UseCase, text: str = "Published rules only.") -> list[Clarification]:
    """The bank's editor writes the same reply to every open question; nobody signs."""
    by = editor(use_case.institution)
    return [revise.reply(each, text=text, by=by) for each in open_questions(use_case)]


def answered(use_case: UseCase, text: str = "Published rules only.") -> Submission:
    """The bank replies to every open question, and its signatory signs."""
    replied(use_case, text)
    return clarify.answer(use_case, by=signatory(use_case.institution))
