"""A bank's program writes of its own trial what its pages let it, and of no other."""

from datetime import date
from typing import Any

import pytest

from tests.api.clients import address, client, told
from tests.factories.institutions import bank_b
from tests.factories.monitoring import bank_note, due_deliverable
from tests.factories.usecases import use_case_at
from tests.people import editor, signatory, viewer
from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def acts(case: UseCase) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return what a bank writes of a trial: where, and what."""
    began = case.stage_changes.get(to_stage=Stage.TRIALLING).happened_on.isoformat()
    due, note = Deliverable.objects.filter(use_case=case, kind="milestone")[0], case.notes.get()
    result = {"metric": case.targets.get().metric.code, "value": "92", "numerator": 184}
    result |= {"denominator": 200, "sample_size": 200, "evaluator": "people"}
    incident = {"severity": "low", "description": "It was slow.", "detected_at": began}
    return {
        "cycle": (address("use-cases", case.pk, "cycles"), {}),
        "result": (address("cycles", case.cycles.get().pk, "results"), result),
        "incident": (address("use-cases", case.pk, "incidents"), incident),
        "hand-in": (address("deliverables", due.pk, "hand-in"), {"text": "All of it."}),
        "note": (address("notes", note.pk, "answer"), {"done": "Taken out."}),
    }


def running() -> UseCase:
    """A trial with a cycle, something due and a note with an action."""
    case = use_case_at(Stage.TRIALLING)
    due_deliverable(case)
    bank_note(case, action_wanted="Take it out.", due_on=date(2099, 1, 1))
    answer = client(editor()).post(address("use-cases", case.pk, "cycles"), {})
    assert answer.status_code == 201
    return UseCase.objects.get(pk=case.pk)


def counted() -> list[int]:
    models: tuple[Any, ...] = (Cycle, Result, Incident)
    rows = [model.objects.count() for model in models]
    handed_in = Deliverable.objects.filter(handed_in_at__isnull=False).count()
    return [*rows, handed_in, Note.objects.exclude(done="").count()]


def test_the_bank_writes_of_its_own_trial() -> None:
    case = running()
    statuses = {
        name: client(editor()).post(where, body, format="json").status_code
        for name, (where, body) in acts(case).items()
    }
    assert statuses == {"cycle": 201, "result": 201, "incident": 201, "hand-in": 200, "note": 200}
    assert Incident.objects.get().reported_by == editor().user


def test_its_viewers_and_reading_tokens_do_not_and_others_find_nothing() -> None:
    case, before = running(), counted()
    for name, (where, body) in acts(case).items():
        for program in (client(viewer()), client(editor(), "read")):
            assert (name, told(program.post(where, body, format="json"))[0]) == (name, 403)
        stranger = client(signatory(bank_b()))
        assert (name, told(stranger.post(where, body, format="json"))[:2]) == (
            name, (404, "not-found"),
        )  # fmt: skip
    assert counted() == before


def test_sent_twice_under_a_key_it_is_written_once() -> None:
    case = running()
    where, body = acts(case)["incident"]
    answers = [
        client(editor()).post(where, body, format="json", HTTP_IDEMPOTENCY_KEY="one")
        for _each in range(2)
    ]
    assert [each.status_code for each in answers] == [201, 201]
    assert (answers[0].json(), Incident.objects.count()) == (answers[1].json(), 1)


def test_what_cannot_be_is_named() -> None:
    case = running()
    where, body = acts(case)["result"]
    answer = client(editor()).post(where, {**body, "value": "101"}, format="json")
    assert (answer.status_code, sorted(told(answer)[2])) == (400, ["value"])
    where, body = acts(case)["incident"]
    early = {**body, "detected_at": "2001-01-01T00:00:00Z"}
    assert [*told(client(editor()).post(where, early, format="json"))[2]] == ["detected_at"]
