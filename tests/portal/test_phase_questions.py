"""The phase's own questions in the portal: answered, in conflict, changed by a new version."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests import people
from tests.factories.clarifications import asked
from tests.factories.institutions import bank_b
from tests.factories.phases import closed_phase, phase
from tests.factories.questions import every_kind, make_permit, make_question, responded
from tests.factories.usecases import answers, empty_draft, use_case_at
from tests.files.build import pdf, upload
from tests.portal.visits import at, seen, visit, words
from usecases.models.usecases import UseCase
from usecases.rules.asked import asked_one
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, draft, questions, submit

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {
    "question-q-text": "In Hong Kong.",
    "question-q-number": "1,250",
    "question-q-yes-no": "False",
    "question-q-one": "own",
    "question-q-several": ["own", "rented"],
}


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def page_of(case: UseCase) -> str:
    return at("section", case.pk, "phase")


def test_every_kind_is_answered_and_the_task_list_knows() -> None:
    every_kind()
    case, client = empty_draft(), visit(people.editor())
    tasks = client.get(at("use-case", case.pk))
    assert "The phase’s own questions What this phase asks" in words(tasks)
    first = client.get(page_of(case))
    assert "Section 7 of 8" in words(first)
    posted = {**TYPED, "seen": seen(first), "then": "next"}
    assert client.post(page_of(case), posted)["Location"] == at("section", case.pk, "files")
    kept = asked_one(UseCase.objects.get(pk=case.pk)).values
    assert kept == {
        "q-text": "In Hong Kong.",
        "q-number": "1250",
        "q-yes-no": False,
        "q-one": "own",
        "q-several": ["own", "rented"],
    }
    again = client.get(page_of(case))
    assert [each.code for each in again.context["missing"]] == ["required"]  # the file
    shown = client.get(at("check", case.pk))
    assert "What of q-several? Our own, Rented" in words(shown)


def test_answers_are_saved_while_one_writes_and_never_over_a_colleagues() -> None:
    every_kind()
    case, client = empty_draft(), visit(people.editor())
    posted = {**TYPED, "seen": seen(client.get(page_of(case))), "autosave": "1"}
    responded(case, q_one="rented")
    answer = client.post(page_of(case), {**posted, "question-q-number": "many"}).json()
    assert asked_one(UseCase.objects.get(pk=case.pk)).values == {
        "q-text": "In Hong Kong.",
        "q-yes-no": False,
        "q-one": "rented",
        "q-several": ["own", "rented"],
    }
    assert answer["saved"].startswith("Saved at")
    assert answer["conflicts"] == ["“What of q-one?” (Editor)"]
    assert [each.partition(":")[0] for each in answer["faults"]] == ["What of q-number?"]
    assert (answer["newer"], answer["late"]) == ([], False)
    assert answer["missing"] == ["question-q-number", "question-q-file"]
    responded(case, q_text="In Kowloon.")
    again = {**TYPED, "seen": answer["seen"], "autosave": "1", "question-q-one": "rented"}
    told = client.post(page_of(case), again).json()
    assert (told["conflicts"], told["faults"]) == ([], [])
    assert told["newer"] == ["“What of q-text?” (Editor)"]
    kept = asked_one(UseCase.objects.get(pk=case.pk)).values
    assert (kept["q-text"], kept["q-number"]) == ("In Kowloon.", "1250")
    stays = client.post(page_of(case), {**TYPED, "seen": told["seen"], "then": "stay"})
    assert (stays.status_code, "In Kowloon." in words(stays)) == (302, False)


def test_nothing_is_saved_while_one_writes_once_it_was_handed_in() -> None:
    make_question("cloud", required=False)
    case, client = use_case_at(Stage.DRAFT), visit(people.editor())
    page = client.get(page_of(case))
    submit.submit(case, by=people.signatory())
    posted = {"question-cloud": "Late.", "seen": seen(page), "autosave": "1"}
    answer = client.post(page_of(case), posted)
    assert (answer.status_code, answer.json()["late"]) == (409, True)


def test_by_file_and_in_words_when_it_is_refused() -> None:
    kinds, client = every_kind(), visit(people.editor())
    case = empty_draft()
    address = at("answer-by-file", case.pk, kinds["file"].pk)
    wrong = client.post(address, {"file": upload("plan.pdf", b"MZ")})
    assert wrong.status_code == 422
    assert "“plan.pdf” was not added. The content of the file is not what its name" in words(wrong)
    assert client.post(address, {"file": upload("plan.pdf", pdf())}).status_code == 302
    assert "plan.pdf" in words(client.get(page_of(case)))
    in_words = at("answer-by-file", case.pk, kinds["text"].pk)
    assert client.post(in_words, {"file": upload("plan.pdf", pdf())}).status_code == 404


def test_what_does_not_fit_stays_on_the_page() -> None:
    every_kind()
    case, client = empty_draft(), visit(people.editor())
    token = seen(client.get(page_of(case)))
    typed = {**TYPED, "question-q-number": "a dozen", "question-gone": "Long text", "seen": token}
    refused = client.post(page_of(case), typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    for text in ("Enter a number, in digits.", 'value="a dozen"', "In Hong Kong.", "Long text"):
        assert text in page
    assert asked_one(case).values == {}


def test_two_colleagues_at_once_see_both_answers() -> None:
    make_question("q-text")
    case, client = empty_draft(), visit(people.editor())
    token = seen(client.get(page_of(case)))
    responded(case, q_text="Hers.")
    mine = client.post(page_of(case), {"question-q-text": "His.", "seen": token})
    assert mine.status_code == 409
    assert "What you wrote Not saved His. What your colleague saved Saved by" in words(mine)
    again = {"question-q-text": "His.", "seen": seen(mine), "choice_question-q-text": "theirs"}
    assert client.post(page_of(case), again).status_code == 302
    assert asked_one(case).values == {"q-text": "Hers."}
    last = {"question-q-text": "His.", "seen": seen(mine), "choice_question-q-text": "mine"}
    assert client.post(page_of(case), last).status_code == 302
    assert asked_one(case).values == {"q-text": "His."}


def test_a_draft_under_an_older_form_is_told_what_changed() -> None:
    row = make_question("q-text", required=False)
    use_case_at(Stage.SUBMITTED)
    case, client = responded(empty_draft(), q_text="Kept."), visit(people.editor())
    questions.change(row, fields={"label_en": "Which cloud?"}, by=people.officer())
    make_question("more", required=False)
    assert "have changed" not in words(client.get(at("use-case", case.pk)))
    questions.put_in_force(phase(), by=people.officer())
    for address in (at("use-case", case.pk), page_of(case)):
        told = words(client.get(address))
        assert "New: What of more? (optional)" in told
        assert "Changed: Which cloud? (before: “What of q-text?”) Your answer is kept" in told
    form = client.get(page_of(case))
    posted = {"question-q-text": "Kept.", "question-more": "", "seen": seen(form)}
    assert client.post(page_of(case), posted).status_code == 302
    assert "have changed" not in words(client.get(at("use-case", case.pk)))


def test_while_being_asked_answers_change_and_are_compared_before_signing() -> None:
    make_question("q-text")
    fields = answers()
    case = draft.begin(phase=phase().pk, by=people.signatory(), fields=fields)
    submit.submit(responded(case, q_text="Before."), by=people.signatory())
    assess.screen(case, by=people.officer())
    asked(case)
    client = visit(people.editor())
    form = client.get(page_of(case))
    assert "Section 7 of 7" in words(form)
    posted = {"question-q-text": "After.", "seen": seen(form), "then": "next"}
    assert client.post(page_of(case), posted)["Location"] == at("answers", case.pk)
    changes = client.get(at("answers", case.pk)).context["changes"]
    assert [(each.label, each.field) for each in changes] == [
        ("What of q-text?", "question-q-text")
    ]


def test_who_only_reads_reads_and_others_find_nothing() -> None:
    make_question("q-text")
    case = responded(empty_draft(), q_text="Canary4711")
    read = visit(people.viewer())
    assert "Canary4711" in words(read.get(page_of(case)))
    assert read.post(page_of(case), {"question-q-text": "x"}).status_code == 403
    stranger = visit(people.signatory(bank_b()))
    never = stranger.get(page_of(UseCase(pk="00000000-0000-4000-8000-000000000000")))
    for answer in (stranger.get(page_of(case)), stranger.post(page_of(case), {})):
        assert (answer.status_code, answer.content) == (404, never.content)


def test_a_phase_without_questions_has_no_such_page() -> None:
    case, client = empty_draft(), visit(people.editor())
    assert client.get(page_of(case)).status_code == 404
    assert "Section 6 of 7" in words(client.get(at("section", case.pk, "support")))


def test_a_late_permit_is_shown_and_opens_the_phase() -> None:
    late = closed_phase("GS9")
    make_permit(late)
    client = visit(people.editor())
    home = words(client.get(at("home")))
    assert "Your institution may still submit until" in home
    made = client.post(at("begin", late.pk))
    assert "may still submit until" in words(client.get(made["Location"]))
    assert "may still submit" not in words(visit(people.editor(bank_b())).get(at("home")))
