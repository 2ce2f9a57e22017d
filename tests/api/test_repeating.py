"""`Idempotency-Key`: sent again, answered again, done once."""

from typing import Any

import pytest

from tests.access.routes import routes
from tests.api.clients import NOBODY, address, client, tag, told
from tests.conftest import Freeze
from tests.factories.phases import phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, editor, officer, signatory
from usecases.models.replays import Replay
from usecases.models.reviews import Decision
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.workflow import decide, replays

pytestmark = pytest.mark.django_db

LIST = address("use-cases")
KEYED: dict[str, Any] = {"HTTP_IDEMPOTENCY_KEY": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
REUSED = {"Idempotency-Key": ["This key was used for another request already."]}
_OWN = {"X-Request-Id"}
UPLOADS = ("use-cases-attachments", "clarifications-attachments", "deliverables-hand-in-file")


def _whole(answer: Any) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.items() if name not in _OWN}
    return answer.status_code, answer.content, headers


def _counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Change, StageChange, UseCase, Decision))


def _prepared() -> dict[str, tuple[Any, str, dict[str, Any], dict[str, Any]]]:
    """Return every POST of the API: who, where, what, based on what."""
    case, moved = use_case_at("assessing"), use_case_at("submitted")
    boss, handler = client(approver()), client(officer())
    waiting = [proposed_decision(use_case_at("assessing")) for _ in range(2)]
    ready = confirmed_decision(use_case_at("assessing"))
    code, ground = phase().code, {"outcome": "accept", "text": "Welcome."}
    return {
        "begin": (client(editor()), LIST, {"phase": code, "title": "Café"}, {}),
        "move": (handler, f"{LIST}{moved.pk}/moves/", {"verb": "screen"}, tag(handler, moved)),
        "propose": (handler, f"{LIST}{case.pk}/decisions/", ground, tag(handler, case)),
        "confirm": (boss, address("decisions", waiting[0].pk, "confirm"), {}, {}),
        "refuse": (boss, address("decisions", waiting[1].pk, "refuse"), {"reason": "No."}, {}),
        "release": (boss, address("decisions", ready.pk, "release"), {}, {}),
    }


@pytest.mark.parametrize("name", ["begin", "move", "propose", "confirm", "refuse", "release"])
def test_answered_again_and_done_once(name: str) -> None:
    program, where, body, based = _prepared()[name]
    before = _counts()
    first = program.post(where, body, **KEYED, **based)
    assert first.status_code == (201 if name in ("begin", "propose") else 200)
    after = _counts()
    assert after != before
    assert _whole(program.post(where, body, **KEYED, **based)) == _whole(first)
    assert (_counts(), Replay.objects.count()) == (after, 1)


def test_without_a_key_nothing_is_kept() -> None:
    program, body = client(editor()), {"phase": phase().code}
    assert [program.post(LIST, body).status_code for _ in range(2)] == [201, 201]
    assert (UseCase.objects.count(), Replay.objects.count()) == (2, 0)


def test_the_reason_is_told_in_the_trail_all_the_same() -> None:
    decision = proposed_decision(use_case_at("assessing"))
    where = address("decisions", decision.pk, "refuse")
    client(approver()).post(where, {"reason": "Too early."}, **KEYED)
    change = Change.objects.filter(kind="decision").latest("row")
    assert (change.reason, set(change.after)) == (
        "Too early.",
        {"refused_by", "refused_at", "refusal"},
    )


def test_another_body_or_address_under_the_same_key() -> None:
    program, body = client(editor()), {"phase": phase().code}
    draft = program.post(LIST, body, **KEYED).json()["id"]
    before = _counts()
    other = program.post(LIST, {**body, "title": "Other"}, **KEYED)
    assert told(other) == (422, "idempotency-key-reused", REUSED)
    moved = program.post(f"{LIST}{draft}/moves/", body, **KEYED, HTTP_IF_MATCH="*")
    assert told(moved) == (422, "idempotency-key-reused", REUSED)
    assert _counts() == before


def test_what_was_refused_may_be_mended() -> None:
    program = client(signatory())
    refused = program.post(LIST, {"phase": "GS99"}, **KEYED)
    assert (told(refused)[0], Replay.objects.count()) == (400, 0)
    begun = program.post(LIST, {"phase": phase().code}, **KEYED)
    assert (begun.status_code, UseCase.objects.count()) == (201, 1)
    case, other = empty_draft(), dict[str, Any](HTTP_IDEMPOTENCY_KEY="other")
    where, verb = f"{LIST}{case.pk}/moves/", {"verb": "submit"}
    assert told(program.post(where, verb, **other, **tag(program, case)))[0] == 409
    assert Replay.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "é", "a\tb"])
def test_a_key_that_cannot_be(key: str) -> None:
    answer = client(editor()).post(LIST, {"phase": phase().code}, HTTP_IDEMPOTENCY_KEY=key)
    expected = {"Idempotency-Key": ["Give 1 to 255 printable ASCII characters."]}
    assert told(answer) == (400, "invalid", expected)
    assert UseCase.objects.count() == 0


def test_everybody_has_keys_of_their_own() -> None:
    body = {"phase": phase().code}
    first = client(editor()).post(LIST, body, **KEYED)
    second = client(signatory()).post(LIST, body, **KEYED)
    assert (first.status_code, second.status_code, Replay.objects.count()) == (201, 201, 2)
    assert first.json()["id"] != second.json()["id"]
    assert client().post(LIST, body, **KEYED).status_code == 401


def test_another_token_of_the_same_owner_is_the_same_program() -> None:
    body = {"phase": phase().code}
    first, second = (client(editor()).post(LIST, body, **KEYED) for _ in range(2))
    assert (_whole(first), UseCase.objects.count()) == (_whole(second), 1)


def test_after_a_day_a_key_is_free(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    body = {"phase": phase().code}
    first = client(editor()).post(LIST, body, **KEYED)
    freeze("2026-03-03T08:59:00+08:00")
    assert client(editor()).post(LIST, body, **KEYED).json() == first.json()
    freeze("2026-03-03T09:01:00+08:00")
    assert client(editor()).post(LIST, body, **KEYED).json()["id"] != first.json()["id"]
    assert (UseCase.objects.count(), Replay.objects.count()) == (2, 1)


def test_answer_and_act_are_kept_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError

    program, body, before = client(editor()), {"phase": phase().code}, _counts()
    monkeypatch.setattr(replays, "keep", fail)
    with pytest.raises(RuntimeError):
        program.post(LIST, body, **KEYED)
    assert (_counts(), Replay.objects.count()) == (before, 0)


def test_nothing_is_kept_of_an_act_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    decision = proposed_decision(use_case_at("assessing"))
    monkeypatch.setattr(decide, "confirm", fail)
    with pytest.raises(RuntimeError):
        client(approver()).post(address("decisions", decision.pk, "confirm"), {}, **KEYED)
    assert Replay.objects.count() == 0


def test_every_write_takes_a_key() -> None:
    program, without = client(officer()), []
    for route in routes():
        if route.name.startswith("api:"):
            for method in ("post", "patch", "delete"):
                kept: dict[str, Any] = {"HTTP_IDEMPOTENCY_KEY": "\xff"}
                answer = getattr(program, method)(route.address(NOBODY), {}, **kept)
                taken = answer.status_code == 405 or b"Idempotency-Key" in answer.content
                # A question changes nothing: asked twice, it is answered twice.
                if not taken and route.name not in ("api:missing", "api:ask"):
                    without.append((route.name, method, answer.status_code))
    # Of an upload the key is read once the file is: it stands for the bytes.
    uploads = {f"api:{each}" for each in UPLOADS}
    assert {name for name, _method, status in without if status == 404} == uploads
    assert {name for name, _method, status in without if status != 404} == set()


def test_an_edit_and_a_removal_are_answered_again() -> None:
    case, program = empty_draft(), client(editor())
    where, based = address("use-cases", case.pk), tag(program, case)
    first = program.patch(where, {"title": "Once"}, **KEYED, **based)
    assert _whole(program.patch(where, {"title": "Once"}, **KEYED, **based)) == _whole(first)
    other = {"HTTP_IDEMPOTENCY_KEY": "removal", **tag(program, case)}
    gone = program.delete(where, **other)
    assert (gone.status_code, gone.content) == (204, b"")
    assert _whole(program.delete(where, **other)) == _whole(gone)
    assert told(program.delete(where, **KEYED))[:2] == (422, "idempotency-key-reused")
