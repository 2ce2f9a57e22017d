"""Questions of a phase, answers to them, late permits; by their verbs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.factories.institutions import bank_a
from tests.factories.phases import phase as any_phase
from tests.people import approver, editor, officer
from usecases.models.institutions import Institution
from usecases.models.permits import Permit
from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.workflow import permits, questions, respond

CHOICES = [{"code": "own", "label_en": "Our own"}, {"code": "rented", "label_en": "Rented"}]
CHOSEN = ("one", "several")


def make_question(
    code: str, kind: str = "text", *, phase: Phase | None = None, **fields: Any
) -> Question:
    """Add a question to the form of a phase: by an officer, at the end."""
    told = {"code": code, "kind": kind, "label_en": f"What of {code}?", **fields}
    if kind in CHOSEN:
        told = {"choices": CHOICES, **told}
    return questions.add(phase or any_phase(), fields=told, by=officer())


def every_kind(phase: Phase | None = None) -> dict[str, Question]:
    """Ask one question of every kind, by the kind."""
    kinds = ("text", "number", "yes-no", "one", "several", "file")
    return {kind: make_question(f"q-{kind}", kind, phase=phase) for kind in kinds}


ANSWERS: dict[str, Any] = {
    "q-text": "In Hong Kong.",
    "q-number": "12",
    "q-yes-no": False,
    "q-one": "own",
    "q-several": ["own", "rented"],
}


def responded(case: UseCase, **answers: Any) -> UseCase:
    """The bank's editor answers; codes are written with underscores."""
    told = {name.replace("_", "-"): value for name, value in answers.items()}
    return respond.respond(case, answers=told, by=editor(case.institution))


def make_permit(phase: Phase, institution: Institution | None = None, **given: Any) -> Permit:
    """An approver gives a late permit of a day."""
    until = timezone.now() + timedelta(days=1)
    told: dict[str, Any] = {"until": until, "reason": "A fire.", "by": approver(), **given}
    return permits.give(phase, institution=institution or bank_a(), **told)
