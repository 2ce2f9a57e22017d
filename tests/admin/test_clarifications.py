"""Questions in the console: asked on one form, listed, closed, passed over, read once signed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.test_pages import address
from tests.admin.world import account
from tests.factories.assessments import handed_in, make_criterion
from tests.factories.clarifications import answered, asked, replied
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, editor, officer
from tests.portal.visits import words
from usecases.models.assessments import Materiality
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, revise

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # in Hong Kong it is the 3rd already


def at(case: UseCase, act: str) -> str:
    return address("usecase", "act", case.pk, act)


def visit(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def stage(case: UseCase) -> str:
    return UseCase.objects.get(pk=case.pk).stage


def rows(case: UseCase) -> list[str]:
    found = Clarification.objects.filter(use_case=case).order_by("asked_at")
    return [f"{each.question} {each.due_at:%Y-%m-%d %H:%M}" for each in found]


@time_machine.travel(NOW, tick=False)
def test_several_questions_are_asked_on_one_form() -> None:
    case = use_case_at(Stage.ASSESSING)
    client = visit(officer())
    form = client.get(at(case, "ask")).context["form"]
    assert form["due_at_1"].value().isoformat() == "2026-03-13"
    posted = {"rows": "3", "version": case.version, "question_1": "Which data?"}
    posted |= {f"due_at_{number}": "2026-03-13" for number in (1, 2, 3)}
    client.post(at(case, "ask"), {**posted, "question_2": "Which model?", "due_at_2": "2026-03-20"})
    assert rows(case) == ["Which data? 2026-03-13 15:59", "Which model? 2026-03-20 15:59"]
    assert stage(case) == Stage.CLARIFYING


@time_machine.travel(NOW, tick=False)
def test_a_row_is_added_without_script_and_nothing_is_lost() -> None:
    case = use_case_at(Stage.ASSESSING)
    client = visit(officer())
    posted = {"rows": "3", "version": case.version, "question_3": "Third?", "another": "1"}
    page = client.post(at(case, "ask"), posted)
    form = page.context["form"]
    assert (form["rows"].value(), form["question_3"].value()) == (4, "Third?")
    assert "question_4" in form.fields
    assert stage(case) == Stage.ASSESSING


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("posted", "faulty"),
    [
        ({}, ["question_1"]),
        ({"question_1": "Why?", "due_at_1": ""}, ["due_at_1"]),
        ({"question_1": "Why?", "due_at_1": "2026-03-01"}, ["due_at_1"]),
        ({"question_1": "Why?", "question_3": "How?"}, ["question_2"]),
        ({"question_1": "Why?", "version": "0"}, ["__all__"]),
        ({"question_1": "x" * 2001}, ["question_1"]),
    ],
)
def test_what_is_wrong_stands_beside_its_field(posted: dict[str, str], faulty: list[str]) -> None:
    case = use_case_at(Stage.ASSESSING)
    due = {f"due_at_{number}": "2026-03-13" for number in (1, 2, 3)}
    data = {"rows": "3", "version": str(case.version), **due, **posted}
    page = visit(officer()).post(at(case, "ask"), data)
    assert sorted(page.context["form"].errors) == faulty
    assert stage(case) == Stage.ASSESSING


def test_more_is_asked_and_the_review_goes_on() -> None:
    case = use_case_at(Stage.CLARIFYING)
    client = visit(officer())
    posted = {"rows": "1", "question_1": "And who?", "due_at_1": "2098-01-01"}
    client.post(at(case, "ask"), {**posted, "version": case.version})
    assert len(rows(case)) == 2
    client.post(at(case, "proceed"), {"reason": "It is late.", "version": case.version})
    assert stage(case) == Stage.SCREENING


def test_one_is_closed_on_its_page() -> None:
    case = use_case_at(Stage.CLARIFYING)
    first, _second = (*Clarification.objects.all(), *asked(case, "Another?"))
    client = visit(officer())
    assert "Close without an answer" in words(
        client.get(address("clarification", "change", first.pk))
    )
    client.post(address("clarification", "act", first.pk, "close"), {"reason": "Found it."})
    shown = words(client.get(address("usecase", "change", case.pk) + "?tab=reviews"))
    for text in ("Closed unanswered", "Found it.", "Waits for the bank"):
        assert text in shown


def test_others_are_offered_nothing() -> None:
    case = use_case_at(Stage.CLARIFYING)
    row = Clarification.objects.get()
    for person in (approver(), auditor()):
        client = visit(person)
        assert client.post(address("clarification", "act", row.pk, "close")).status_code == 404
        assert client.post(at(case, "answer")).status_code == 404
        client.post(at(case, "proceed"), {"reason": "x", "version": case.version})
    assert stage(case) == Stage.CLARIFYING


def test_the_list_narrows_by_state() -> None:
    case = use_case_at(Stage.CLARIFYING)
    answered(use_case_at(Stage.CLARIFYING), "Ours.")
    clarify.proceed(use_case_at(Stage.CLARIFYING), by=officer(), reason="It is late.")
    path = address("clarification", "changelist")

    def count(query: str) -> int:
        return int(visit(officer()).get(f"{path}?{query}").context["cl"].result_count)

    found = [count(each) for each in ("", "_active=0", "state=late", "state=answered")]
    assert found == [1, 3, 0, 1]
    assert count("state=answered&state=passed-over") == 2
    with time_machine.travel(Clarification.objects.get(use_case=case).due_at + timedelta(1)):
        assert count("state=late") == 1
    shown = words(visit(officer()).get(f"{path}?_active=0&_cols=use_case,signed_reply"))
    assert "Ours." in shown


def test_what_was_answered_is_read_with_what_changed() -> None:
    case = use_case_at(Stage.ASSESSING)
    asked(case, "Which data?")
    revise.write(case, fields={"title": f"{case.title} anew"}, by=editor())
    row = Clarification.objects.get()
    revise.attach(row, SimpleUploadedFile("rules.txt", b"The rules."), by=editor())
    answered(case, "Published rules.")
    client = visit(officer())
    page = client.get(address("usecase", "change", case.pk) + "?tab=reviews")
    for text in ("Which data?", "Published rules.", "rules.txt", "Version 2", "what changed"):
        assert text in words(page)
    assert "tab=submission&amp;from=1&amp;to=2" in page.content.decode()
    compared = client.get(
        address("usecase", "change", case.pk) + "?tab=submission&from=1&to=2"
    ).content.decode()
    assert "<ins> anew</ins>" in compared
    assert "<ins>Published rules." in compared
    history = words(client.get(address("usecase", "change", case.pk) + "?tab=history"))
    for text in ("Ask the bank", "Answer", "Clarifying", "Which data?", f"{case.reference} v2"):
        assert text in history


def test_an_officer_answers_by_letter() -> None:
    case = use_case_at(Stage.CLARIFYING)
    letter = SimpleUploadedFile("letter.txt", b"Please answer for us.")
    posted: dict[str, Any] = {"reply_1": "As the letter says.", "reason": "They asked."}
    client = visit(officer())
    page = client.post(at(case, "answer"), {**posted, "version": case.version})
    assert list(page.context["form"].errors) == ["letter"]
    client.post(at(case, "answer"), {**posted, "version": case.version, "letter": letter})
    assert stage(case) == Stage.SCREENING
    assert Clarification.objects.get().reply == "As the letter says."


def test_the_officer_says_whether_the_change_is_material() -> None:
    make_criterion(phase())
    case = use_case_at(Stage.ASSESSING)
    handed_in(case, assessor(), 3)
    asked(case)
    answered(case)
    case.refresh_from_db()
    client = visit(officer())
    assert "Say whether the change is material" in words(
        client.get(address("usecase", "change", case.pk))
    )
    posted = {"material": "no", "reason": "A typing error.", "version": case.version}
    client.post(at(case, "materiality"), posted)
    assert Materiality.objects.get().material is False
    shown = words(client.get(address("usecase", "change", case.pk) + "?tab=reviews"))
    for text in ("Not material: assessments stand", "A typing error.", "Judge the change anew"):
        assert text in shown


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_asks_a_fixed_number_of_queries(
    number: int, django_assert_max_num_queries: Any
) -> None:
    case = use_case_at(Stage.ASSESSING)
    asked(case, *["Why?"] * number)
    replied(case)
    client = visit(officer())
    path = address("usecase", "change", case.pk) + "?tab=reviews"
    client.get(path)
    with django_assert_max_num_queries(60):
        assert client.get(path).status_code == 200
