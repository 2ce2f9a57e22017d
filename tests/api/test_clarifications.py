"""Questions by the API: asked by staff, answered by the bank, each in the other's absence."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.api.clients import address, client, same, tag, told
from tests.factories.clarifications import answered, asked, replied
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, editor, officer, signatory, viewer
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, revise, submit

pytestmark = pytest.mark.django_db

SOON = "2098-01-01T12:00:00Z"
CANARY = "canary-4711"


def ask(person: Person, case: UseCase, *questions: dict[str, Any], **more: Any) -> Any:
    program = client(person)
    body = {"questions": questions, **more}
    return program.post(address("use-cases", case.pk, "clarifications"), body, **tag(program, case))


def question(text: str = "Which data?", due_at: str = SOON) -> dict[str, str]:
    return {"question": text, "due_at": due_at}


def shown(person: Person, case: UseCase) -> dict[str, Any]:
    listed = client(person).get(address("clarifications"), {"use_case": str(case.pk)}).json()
    (body,) = listed["results"]
    assert client(person).get(address("clarifications", body["id"])).json() == body
    return dict(body)


def test_an_officer_asks_and_sees_no_unsigned_reply() -> None:
    case = use_case_at(Stage.SCREENING)
    answer = ask(officer(), case, question(), question("Which model?"), reason="Two gaps.")
    assert answer.status_code == 201
    told_back = answer.json()["clarifications"]
    assert [each["question"] for each in told_back] == ["Which data?", "Which model?"]
    assert told_back[0]["due_at"] == SOON
    assert UseCase.objects.get(pk=case.pk).stage == Stage.CLARIFYING
    row = Clarification.objects.get(pk=told_back[0]["id"])
    revise.reply(row, text=CANARY, by=editor())
    for person in (officer(), approver(), auditor()):
        found = client(person).get(address("clarifications", row.pk)).json()
        assert (found["reply"], found["replied_by"], found["answered"]) == (None, None, None)
    own = client(viewer()).get(address("clarifications", row.pk)).json()
    assert own["reply"] == CANARY
    assert set(found) - set(own) == {"asked_by", "closed_by", "closing"}


def test_the_signed_reply_is_shown_with_its_version() -> None:
    case = use_case_at(Stage.CLARIFYING)
    submission = answered(case, "Ours.")
    body = shown(officer(), case)
    assert (body["reply"], body["answered"]) == ("Ours.", True)
    assert body["submission"] == str(submission.pk)


def test_a_reply_of_a_question_passed_over_stays_the_banks() -> None:
    case = use_case_at(Stage.CLARIFYING)
    replied(case, CANARY)
    clarify.proceed(case, by=officer(), reason="It is late.")
    assert (shown(officer(), case)["reply"], shown(viewer(), case)["reply"]) == (None, CANARY)
    assert shown(officer(), case)["closing"] == "It is late."


def test_faults_are_named() -> None:
    case = use_case_at(Stage.SCREENING)
    past = question(due_at="2020-01-01T00:00:00Z")
    assert told(ask(officer(), case, past)) == (
        400,
        "past",
        {"due_at_1": ["Give a day that is still to come."]},
    )
    wrong = {"question": "", "due_at": "soon", "other": 1}
    status, _code, errors = told(ask(officer(), case, wrong))
    assert (status, sorted(errors)) == (400, ["questions.0.other"])
    assert told(ask(officer(), case))[:2] == (400, "invalid")


def test_who_asks() -> None:
    case = use_case_at(Stage.SCREENING)
    assert told(ask(approver(), case, question()))[0] == 403
    assert told(ask(signatory(), case, question()))[0] == 403
    body = {"questions": [question()]}
    path = address("use-cases", case.pk, "clarifications")
    for person in (assessor(), signatory(bank_b())):
        assert told(client(person).post(path, body, HTTP_IF_MATCH="*"))[0] == 404
    early = use_case_at(Stage.SUBMITTED)
    assert told(ask(officer(), early, question()))[:2] == (409, "wrong-stage")


def test_the_bank_writes_its_reply_and_answers() -> None:
    case = use_case_at(Stage.CLARIFYING)
    program, row = client(signatory()), Clarification.objects.get()
    path = address("clarifications", row.pk)
    held: dict[str, Any] = {"HTTP_IF_MATCH": program.get(path)["ETag"]}
    answer = program.patch(path, {"reply": "Ours."}, **held)
    assert (answer.status_code, answer.json()["reply"]) == (200, "Ours.")
    assert told(program.patch(path, {"reply": "Again."}, **held))[0] == 412
    assert told(program.patch(path, {"question": "x"}, HTTP_IF_MATCH="*"))[0] == 400
    for person, status in ((viewer(), 403), (officer(), 403), (editor(bank_b()), 404)):
        found = client(person).patch(path, {"reply": "x"}, HTTP_IF_MATCH="*")
        assert told(found)[0] == status
    moves = address("use-cases", case.pk, "moves")
    moved = program.post(moves, {"verb": "answer"}, **tag(program, case))
    assert (moved.status_code, moved.json()["stage"]) == (200, Stage.SCREENING)


def test_moves_by_their_names() -> None:
    case = use_case_at(Stage.CLARIFYING)
    program, path = client(officer()), address("use-cases", case.pk, "moves")
    asking = program.post(path, {"verb": "ask"}, **tag(program, case))
    assert told(asking)[:2] == (409, "questions-needed")
    silent = program.post(path, {"verb": "proceed"}, **tag(program, case))
    assert told(silent)[2] == {"reason": ["Say why."]}
    body = {"verb": "proceed", "reason": "It is late."}
    assert program.post(path, body, **tag(program, case)).json()["stage"] == Stage.SCREENING


def test_an_officer_closes_one() -> None:
    case = use_case_at(Stage.CLARIFYING)
    row = Clarification.objects.get()
    path = address("clarifications", row.pk, "close")
    assert told(client(officer()).post(path, {}))[2] == {"reason": ["Say why."]}
    assert told(client(signatory()).post(path, {"reason": "x"}))[0] == 403
    assert told(client(signatory(bank_b())).post(path, {"reason": "x"}))[0] == 404
    answer = client(officer()).post(path, {"reason": "Found it."})
    assert (answer.status_code, answer.json()["answered"]) == (200, False)
    assert UseCase.objects.get(pk=case.pk).stage == Stage.SCREENING


def test_readiness_tells_the_bank_alone_what_is_missing() -> None:
    case = use_case_at(Stage.CLARIFYING)
    path = address("use-cases", case.pk, "readiness")

    def missing(person: Person) -> list[str]:
        steps = client(person).get(path).json()["steps"]
        (step,) = [each for each in steps if each["verb"] == "answer"]
        return [each["code"] for each in step["missing"]]

    assert (missing(viewer()), missing(officer())) == (["required"], ["unsigned"])
    replied(case)
    assert (missing(viewer()), missing(officer())) == ([], ["unsigned"])


def test_nothing_that_staff_read_changes_before_the_signature() -> None:
    case, by = use_case_at(Stage.CLARIFYING), editor()
    row = Clarification.objects.get()
    program = client(officer())
    paths = [
        *(address("use-cases", case.pk), address("use-cases", case.pk, "readiness")),
        *(address(name) for name in ("use-cases", "clarifications", "submissions", "changes")),
        *(address("clarifications", row.pk), address("stage-changes")),
    ]
    program.get(paths[0])
    before = [same(program.get(path)) for path in paths]
    revise.reply(row, text=CANARY, by=by)
    revise.write(case, fields={"title": CANARY}, by=by)
    assert [same(program.get(path)) for path in paths] == before
    assert client(officer()).get(address("use-cases"), {"search": CANARY}).json()["count"] == 0
    assert client(officer()).get(address("clarifications"), {"search": CANARY}).json()["count"] == 0


def test_filters() -> None:
    now = timezone.now()
    first = use_case_at(Stage.SCREENING)
    due = [("Late?", now + timedelta(days=1)), ("Open?", datetime(2098, 1, 1, tzinfo=UTC))]
    clarify.ask(first, questions=due, by=officer())
    Clarification.objects.filter(question="Late?").update(due_at=now)
    second = use_case_at(Stage.SCREENING, institution=bank_b())
    asked(second, "Answered?")
    answered(second)
    third = use_case_at(Stage.ASSESSING)
    asked(third, "Left?")
    submit.withdraw(third, by=signatory(), reason="Plans changed.")
    program = client(officer())

    def found(**params: str) -> list[str]:
        listed = program.get(address("clarifications"), {"ordering": "asked_at", **params}).json()
        return [each["question"] for each in listed["results"]]

    assert found() == ["Late?", "Open?", "Answered?", "Left?"]
    assert found(open="true") == ["Late?", "Open?"]
    assert found(open="false") == ["Answered?", "Left?"]
    assert found(late="true") == ["Late?"]
    assert found(answered="true") == ["Answered?"]
    assert found(reference=second.reference) == ["Answered?"]
    assert found(use_case=str(third.pk)) == ["Left?"]
    assert found(due_after="2097-01-01") == ["Open?"]
    assert found(asked_after="2098-01-01") == []
    assert found(search="left") == ["Left?"]
    assert found(institution=str(bank_b().pk)) == ["Answered?"]
    assert told(program.get(address("clarifications"), {"late": "perhaps"}))[0] == 400
    assert told(client().get(address("clarifications")))[0] == 401
