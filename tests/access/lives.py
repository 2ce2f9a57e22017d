"""The first bank's whole life with a canary in every text, and every address that leads into it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from tests import people
from tests.access.routes import SAMPLES, Route, routes
from tests.factories.base import add
from tests.factories.clarifications import replied
from tests.factories.institutions import bank_a
from tests.factories.invitations import to_bank
from tests.factories.memory import once
from tests.factories.monitoring import due_deliverable, reported_incident
from tests.factories.parties import contributor, named
from tests.factories.reviews import released_decision
from tests.factories.usecases import answers, use_case_at
from usecases.models.access import Token
from usecases.models.casefile import Attachment, Note
from usecases.models.clarifications import Clarification
from usecases.models.drafting import Comment, SharedAnswer
from usecases.models.institutions import Contributor, Member
from usecases.models.invitations import Invitation
from usecases.models.letters import DecisionLetter
from usecases.models.messages import Message
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.parties import Party
from usecases.models.permits import Permit
from usecases.models.proposals import Clearance
from usecases.models.questions import Question
from usecases.models.results import Cycle, Result
from usecases.models.reviews import Decision
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.models.webhooks import Webhook
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import revise
from usecases.workflow.note import write_note
from usecases.workflow.public_side import public_side
from usecases.workflow.tokens import create_token
from usecases.workflow.webhooks import create_webhook

CANARY = "canary-7f3a"
SUPPORT = "Plain words."
FAR = datetime(2099, 1, 1, tzinfo=UTC)
PORTAL = [route for route in routes() if route.name.startswith("portal:")]
OF_CASES = [route for route in PORTAL if "use-cases/<uuid:key>/" in route.pattern]
OF_OTHERS = [route for route in PORTAL if route.key and route not in OF_CASES]
LISTS = [route for route in PORTAL if not route.key]

# What the parameters of an address are the ids of, beside the use case.
OF_PART: dict[str, type[Model]] = {
    "attachment": Attachment,
    "clearance": Clearance,
    "cycle": Cycle,
    "decision": Decision,
    "deliverable": Deliverable,
    "incident": Incident,
    "letter": DecisionLetter,
    "note_key": Note,
    "party": Party,
    "question": Clarification,
    "result": Result,
    "target": Target,
}
# A sheet between its preview and its confirmation.
OF_NO_RECORD = frozenset({"file"})
# Records with an address of their own.
ALONE: tuple[type[Model], ...] = (
    *(UseCase, Party, Member, Contributor, Invitation, SharedAnswer, Message, Comment),
    *(Token, Webhook),
)


def live() -> dict[str, UseCase]:
    """Give the first bank its life, once; return its use cases by their stages."""
    return once("the life of the first bank", _live)


def _live() -> dict[str, UseCase]:
    texts: dict[str, Any] = {
        name: f"{CANARY} {name}" for name, value in answers().items() if isinstance(value, str)
    }
    texts |= {"autonomy": answers()["autonomy"], "support_wanted": SUPPORT}
    stages = (Stage.DRAFT, Stage.CLARIFYING, Stage.TRIALLING, Stage.COMPLETED)
    cases: dict[str, UseCase] = {
        stage: use_case_at(stage, institution=bank_a(), **texts) for stage in stages
    }
    _write_beside(cases[Stage.DRAFT])
    (row,) = replied(cases[Stage.CLARIFYING], CANARY)
    upload = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode())
    revise.attach(row, upload, by=people.editor())
    running = cases[Stage.TRIALLING]
    due_deliverable(running, title=CANARY)
    reported_incident(running, description=CANARY)
    write_note(running, text=CANARY, kind="technical", by=people.officer())
    released_decision(use_case_at(Stage.ASSESSING, institution=bank_a(), **texts), text=CANARY)
    asked_by = people.officer().user
    public = {**public_side(running)[1], "title": CANARY}
    clearance = Clearance(use_case=running, content=public, asked_at=FAR)
    clearance.asked_by = asked_by  # type: ignore[assignment]  # has an account
    add(clearance)
    add(
        Permit(
            institution=bank_a(), phase=running.phase, until=FAR, reason=CANARY, given_by=asked_by
        )
    )
    return cases


def _write_beside(draft: UseCase) -> None:
    """What colleagues keep beside a draft, and whom they let in."""
    bank, user = bank_a(), people.editor().user
    named(draft, "support")
    contributor()
    words: dict[str, Any] = {"text": CANARY, "institution": bank}
    add(Comment(use_case=draft, section="risks", written_by=user, **words))
    add(SharedAnswer(field="risks", name=CANARY, **words))
    question = {"code": "cloud", "kind": QuestionKind.FILE, "label_en": "Cloud?", "required": False}
    add(Question(phase=draft.phase, **question))
    to_bank("canary-invited@alpha.example")
    by, address = people.editor(), f"https://{CANARY}.example/"
    assert user is not None
    create_token(user, name=CANARY, scopes=["read"], by=by)
    create_webhook(user, name=CANARY, address=address, events=["moves"], by=by)


def ids_of(route: Route, *stages: str) -> Iterator[dict[str, str]]:
    """Yield the ids that lead by this route into the first bank's records, at some stages."""
    parts = [name for name, kind in route.converters if kind == "uuid" and name != "key"]
    if not parts:
        for stage in stages or (Stage.DRAFT, Stage.TRIALLING):
            yield {"key": str(live()[stage].pk)}
        return
    if "attachment" in parts and "question" in parts:
        for file in Attachment.objects.filter(clarification__isnull=False):
            own = {"question": str(file.clarification_id), "attachment": str(file.pk)}
            yield {"key": str(file.use_case_id), **own}
        return
    (part,) = parts
    if part in OF_NO_RECORD:
        yield {"key": str(live()[Stage.TRIALLING].pk), part: str(uuid4())}
        return
    rows: Any = OF_PART[part]._default_manager.filter(use_case__institution=bank_a())
    if "answer-by-file" in route.name:
        draft = live()[Stage.DRAFT]
        yield {"key": str(draft.pk), part: str(Question.objects.get().pk)}
    else:
        yield from ({"key": str(row.use_case_id), part: str(row.pk)} for row in rows[:1])


def keys_alone() -> Iterator[str]:
    """Yield ids of everything of the first bank that has an address of its own."""
    for model in ALONE:
        names = {field.name for field in model._meta.fields}
        whose = "institution" if "institution" in names else "use_case__institution"
        whose = "user__memberships__institution" if model in (Token, Webhook) else whose
        for row in model._default_manager.filter(**{whose: bank_a()})[:1]:
            yield str(row.pk)


def address(route: Route, ids: dict[str, str]) -> str:
    """Return the address of a route with these ids; what is no id gets a sample."""
    values = {name: ids.get(name) or SAMPLES[name] for name, _kind in route.converters}
    return reverse(route.name, kwargs=values)


def nobodys(ids: dict[str, str]) -> dict[str, str]:
    """Return as many ids of nothing."""
    return {name: str(uuid4()) for name in ids}
