"""A bank answers questions: it sees them wait, replies, adds files, changes sections, signs."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import people
from tests.factories.clarifications import answered, asked, replied
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, open_section, stored, tab, visit, words
from usecases.models.casefile import Attachment
from usecases.models.clarifications import Clarification
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify

pytestmark = pytest.mark.django_db


def being_asked(*texts: str) -> UseCase:
    case = use_case_at(Stage.SCREENING)
    asked(case, *(texts or ("Which data?", "Which model?")))
    return stored(case)


def questions(case: UseCase) -> list[Clarification]:
    return list(Clarification.objects.filter(use_case=case).order_by("asked_at"))


def test_home_says_that_questions_wait_and_by_when() -> None:
    case, client = being_asked(), visit(people.editor())
    shown = words(client.get(at("home")))
    assert "2 questions · answer due" in shown
    assert "Waiting for your answer" in shown
    replied(case)
    assert "Waits for a signatory" in words(client.get(at("home")))
    assert "Ready to sign" in words(visit(people.signatory()).get(at("home")))


def test_the_page_shows_questions_sections_and_what_is_missing() -> None:
    case, client = being_asked(), visit(people.editor())
    shown = words(client.get(at("use-case", case.pk)))
    for text in ("1. Which data?", "2. Which model?", "As handed in", "Still missing"):
        assert text in shown
    assert "Every open question needs a reply." in shown
    answered(case)
    assert "As handed in" not in words(client.get(at("use-case", case.pk)))
    shown = words(client.get(tab(case, "questions")))
    assert shown.count("Answered") == 2


def test_an_editor_answers_one_question_after_the_other() -> None:
    case, client = being_asked(), visit(people.editor())
    first, second = questions(case)
    page = client.get(at("question", case.pk, first.pk))
    assert "Which data?" in words(page)
    posted = {"reply": "Ours.", "seen": "", "then": "next"}
    answer = client.post(at("question", case.pk, first.pk), posted)
    assert answer["Location"] == at("question", case.pk, second.pk)
    answer = client.post(at("question", case.pk, second.pk), posted)
    assert answer["Location"] == at("answers", case.pk)
    assert [each.reply for each in questions(case)] == ["Ours.", "Ours."]
    page = client.get(at("answers", case.pk))
    assert "You are not a signatory." in words(page)
    assert client.post(at("answers", case.pk), {}).status_code == 403


def test_two_colleagues_answer_at_once() -> None:
    case, client = being_asked("Which data?"), visit(people.editor())
    (row,) = questions(case)
    replied(case, "Mine was first.")
    posted = {"reply": "Mine is second.", "seen": "", "then": "stay"}
    answer = client.post(at("question", case.pk, row.pk), posted)
    assert answer.status_code == 409
    shown = words(answer)
    assert "Mine was first." in shown
    assert "Mine is second." in shown
    assert questions(case)[0].reply == "Mine was first."
    posted = {**posted, "seen": "Mine was first."}
    assert client.post(at("question", case.pk, row.pk), posted).status_code == 302
    assert questions(case)[0].reply == "Mine is second."


def test_a_section_is_changed_and_nobody_else_sees_it() -> None:
    case, client = being_asked(), visit(people.editor())
    posted = open_section(client, case, "about")
    answer = client.post(at("section", case.pk, "about"), {**posted, "title": "Another title"})
    assert answer["Location"] == at("use-case", case.pk)
    assert stored(case) == case
    assert stored(case).title == case.title
    shown = words(client.get(at("use-case", case.pk)))
    assert "Changed, not signed" in shown
    assert "Last saved by" in shown
    assert open_section(client, case, "about")["title"] == "Another title"
    checked = client.get(at("answers", case.pk)).content.decode()
    assert "<ins>Another title</ins>" in checked


def test_two_colleagues_change_one_field() -> None:
    case, client = being_asked(), visit(people.editor())
    mine, theirs = (open_section(client, case, "about") for _ in range(2))
    client.post(at("section", case.pk, "about"), {**theirs, "title": "Theirs"})
    answer = client.post(at("section", case.pk, "about"), {**mine, "title": "Mine"})
    assert answer.status_code == 409
    assert "What your colleague saved" in words(answer)
    assert open_section(client, case, "about")["title"] == "Theirs"


def test_a_signatory_reads_and_signs() -> None:
    case, client = being_asked(), visit(people.signatory())
    posted = open_section(client, case, "about")
    client.post(at("section", case.pk, "about"), {**posted, "title": "Another title"})
    replied(case)
    page = client.get(at("answers", case.pk))
    read = page.context["form"]["read"].value()
    assert client.post(at("answers", case.pk), {"read": read}).status_code == 422
    answer = client.post(at("answers", case.pk), {"read": read, "confirm": "on"})
    assert answer["Location"] == at("receipt", case.pk, 2)
    assert (stored(case).title, stored(case).stage) == ("Another title", Stage.SCREENING)
    frozen = words(client.get(at("submission", case.pk, 2)))
    assert "Published rules only." in frozen
    again = client.post(at("answers", case.pk), {"read": read, "confirm": "on"}, follow=True)
    assert "No question waits any more" in words(again)


def test_what_changed_since_it_was_read_is_not_signed() -> None:
    case, client = being_asked(), visit(people.signatory())
    replied(case)
    read = client.get(at("answers", case.pk)).context["form"]["read"].value()
    replied(case, "Something else.")
    answer = client.post(at("answers", case.pk), {"read": read, "confirm": "on"})
    assert answer.status_code == 409
    assert "Read it again, then sign." in words(answer)
    assert stored(case).stage == Stage.CLARIFYING


def test_a_file_is_added_and_handed_out_to_the_bank(settings: Any) -> None:
    case, client = being_asked(), visit(people.editor())
    row = questions(case)[0]
    upload = SimpleUploadedFile("rules.txt", b"The rules.")
    address = at("question-file", case.pk, row.pk)
    assert client.post(address, {"file": upload})["Location"] == at("question", case.pk, row.pk)
    kept = Attachment.objects.get()
    assert (kept.clarification, kept.kind) == (row, "answer")
    assert "rules.txt" in words(client.get(at("question", case.pk, row.pk)))
    bad = SimpleUploadedFile("run.exe", b"MZ\x90\x00")
    assert client.post(address, {"file": bad}).status_code == 422
    assert client.post(address, {}).status_code == 422


def test_a_viewer_reads_only() -> None:
    case, client = being_asked(), visit(people.viewer())
    row = questions(case)[0]
    assert "Which data?" in words(client.get(at("question", case.pk, row.pk)))
    assert "<textarea" not in client.get(at("question", case.pk, row.pk)).content.decode()
    assert client.post(at("question", case.pk, row.pk), {"reply": "x"}).status_code == 403
    assert client.post(at("question-file", case.pk, row.pk), {}).status_code == 403
    assert client.post(at("section", case.pk, "about"), {"title": "x"}).status_code == 403
    assert client.get(at("answers", case.pk)).status_code == 200


def test_another_bank_finds_nothing() -> None:
    case, client = being_asked(), visit(people.signatory(bank_b()))
    other = use_case_at(Stage.CLARIFYING, institution=bank_b())
    row = questions(case)[0]
    for name in ("question", "question-file"):
        for key in (case.pk, other.pk):
            assert client.post(at(name, key, row.pk), {"reply": "x"}).status_code == 404
    assert client.get(at("question", other.pk, row.pk)).status_code == 404
    assert client.get(at("answers", case.pk)).status_code == 404
    assert "Which data?" not in words(client.get(at("home")))


def test_a_question_closed_meanwhile_keeps_what_was_typed() -> None:
    case, client = being_asked(), visit(people.editor())
    row = questions(case)[0]
    clarify.proceed(case, by=people.officer(), reason="It is late.")
    answer = client.post(at("question", case.pk, row.pk), {"reply": "My long text", "seen": ""})
    assert answer.status_code == 409
    assert "My long text" in words(answer)
    assert "No answer needed" in words(client.get(tab(case, "questions")))


def test_an_answer_that_is_too_long_is_given_back() -> None:
    case, client = being_asked(), visit(people.editor())
    posted = {"reply": "word " * 1001, "seen": ""}
    answer = client.post(at("question", case.pk, questions(case)[0].pk), posted)
    assert answer.status_code == 422
    assert "1001 words, 1000 allowed." in words(answer)


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_a_fixed_number_of_queries(
    number: int, django_assert_max_num_queries: Any
) -> None:
    case = being_asked(*["Why?"] * number)
    replied(case)
    client = visit(people.editor())
    row = questions(case)[0]
    for path, most in (
        (at("use-case", case.pk), 33),
        (at("question", case.pk, row.pk), 12),
        (at("answers", case.pk), 36),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200
