"""A bank's program answers the phase's own questions, by the verdict of the pages."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, same, told
from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_b
from tests.factories.questions import ANSWERS, CHOICES, every_kind, make_question, responded
from tests.factories.usecases import use_case_at
from tests.people import editor, officer, signatory, viewer
from usecases.models.questions import Answer
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def where(case: UseCase) -> str:
    return address("use-cases", case.pk, "answers")


def write(program: Any, case: UseCase, **answers: Any) -> Any:
    """Answer as a program that has just read the form; codes are written with underscores."""
    said = {name.replace("_", "-"): value for name, value in answers.items()}
    tag = program.get(where(case))["ETag"]
    return program.patch(where(case), {"answers": said}, HTTP_IF_MATCH=tag)


def found(answer: Any) -> dict[str, Any]:
    return {each["code"]: each["answer"] for each in answer.json()["questions"]}


def test_a_form_is_read_and_answered_in_every_kind() -> None:
    every_kind()
    case, program = use_case_at(Stage.DRAFT), client(editor())
    form = program.get(where(case))
    assert (form.status_code, form.json()["form_version"]) == (200, 1)
    assert [each["kind"] for each in form.json()["questions"]] == [
        "text", "number", "yes-no", "one", "several", "file",
    ]  # fmt: skip
    assert form.json()["questions"][3]["choices"] == CHOICES
    answer = write(program, case, **{k.replace("-", "_"): v for k, v in ANSWERS.items()})
    assert (answer.status_code, found(answer)) == (200, {**ANSWERS, "q-file": None})
    again = client(signatory()).get(where(case))
    assert (again.json(), again["ETag"]) == (answer.json(), answer["ETag"])
    assert program.get(where(case), HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_each_answer_that_does_not_fit_is_named_and_none_is_kept() -> None:
    every_kind()
    case, program = use_case_at(Stage.DRAFT), client(editor())
    answer = write(program, case, q_text="Here.", q_number="many", q_one="none", q_else="?")
    code, _code, errors = told(answer)
    assert (code, sorted(errors)) == (
        400, ["question-q-else", "question-q-number", "question-q-one"],
    )  # fmt: skip
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "answers"),
        ({"answers": {}}, "answers"),
        ({"answers": []}, "answers"),
        ({"answers": {"q-text": {"a": 1}}}, "question-q-text"),
        ({"answers": {"q-text": "x"}, "more": 1}, "more"),
    ],
)
def test_a_body_that_is_none_is_refused_by_name(body: Any, field: str) -> None:
    every_kind()
    case, program = use_case_at(Stage.DRAFT), client(editor())
    tag = program.get(where(case))["ETag"]
    answer = program.patch(where(case), body, HTTP_IF_MATCH=tag)
    assert (answer.status_code, [*told(answer)[2]]) == (400, [field])


def test_what_somebody_else_answered_since_is_not_overwritten() -> None:
    every_kind()
    case, program = use_case_at(Stage.DRAFT), client(editor())
    tag = program.get(where(case))["ETag"]
    responded(case, q_text="A colleague's.")
    body = {"answers": {"q-text": "Mine."}}
    assert told(program.patch(where(case), body, HTTP_IF_MATCH=tag))[0] == 412
    assert Answer.objects.get().value == "A colleague's."


def test_only_who_writes_for_the_bank_answers_and_others_find_nothing() -> None:
    make_question("q-text", required=False)
    draft, case = use_case_at(Stage.DRAFT), use_case_at(Stage.SCREENING)
    body = {"answers": {"q-text": "Mine."}}
    for person, status in ((viewer(), 403), (editor(), 409)):
        target = draft if status == 403 else case
        assert write(client(person), target, q_text="Mine.").status_code == status
    read_only = client(editor(), "read")
    assert read_only.patch(where(draft), body, HTTP_IF_MATCH="*").status_code == 403
    for stranger in (signatory(bank_b()), officer()):
        program = client(stranger)
        never = same(program.get(address("use-cases", NOBODY, "answers")))
        assert same(program.get(where(draft))) == never
        assert program.patch(where(draft), body, HTTP_IF_MATCH="*").status_code == 404
    assert client(officer()).get(where(case)).status_code == 200


def test_answers_given_while_asked_are_the_banks_own_until_signed() -> None:
    make_question("q-text", required=False)
    case = use_case_at(Stage.SCREENING)
    asked(case)
    write(client(editor()), case, q_text="Secret so far.")
    readers = [client(editor()), client(officer())]
    assert [found(each.get(where(case))) for each in readers] == [
        {"q-text": "Secret so far."}, {"q-text": None},
    ]  # fmt: skip
    answered(case)
    assert [found(each.get(where(case))) for each in readers] == [{"q-text": "Secret so far."}] * 2
