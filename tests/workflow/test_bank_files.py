"""A bank hands over files with a draft; hostile ones are refused in words, none is seen before."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.phases import phase
from tests.factories.questions import make_question
from tests.factories.usecases import answers
from tests.files.build import pdf, upload
from tests.files.hostile import INFECTED
from usecases.models.casefile import Attachment
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility_casefile import attachments_for
from usecases.vocabulary.limits import FILES_PER_CASE
from usecases.workflow import draft, submit
from usecases.workflow.attach import attach
from usecases.workflow.bank_files import hand_over, take_off
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, NotReady, Stale, WrongStage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case() -> UseCase:
    return draft.begin(phase=phase().pk, by=people.signatory(), fields=answers())


def give(case: UseCase, name: str = "plan.pdf", content: bytes = b"") -> Attachment:
    return hand_over(case, upload(name, content or pdf()), by=people.editor())


def test_a_file_is_the_banks_own_until_it_is_signed(case: UseCase) -> None:
    row = give(case)
    assert (row.kind, row.scan_state, row.internal) == ("submission", "clean", False)
    assert set(attachments_for(people.viewer())) == {row}
    for stranger in (people.officer(), people.auditor(), people.signatory(bank_b())):
        assert not attachments_for(stranger).exists()
    told = Change.objects.filter(kind="attachment")
    assert not told.filter(private_to__isnull=True).exists()  # what the scanner found, too
    frozen = submit.submit(case, by=people.signatory())
    assert frozen.content["files"] == [{"name": "plan.pdf", "sha256": row.sha256}]
    assert set(attachments_for(people.officer())) == {row}
    submit.recall(case, by=people.signatory())
    assert not attachments_for(people.officer()).exists()


def test_what_the_scanner_refuses_is_said_and_never_handed_in(case: UseCase) -> None:
    row = give(case, *INFECTED)
    assert row.scan_state == "refused"
    with pytest.raises(NotReady) as refused:
        submit.submit(case, by=people.signatory())
    assert refused.value.by_field() == {
        "files": ["“notes.txt”: the scanner refused this file. Take it off."]
    }
    take_off(row, by=people.editor())
    assert "files" not in submit.submit(case, by=people.signatory()).content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.pdf", b"MZ not a paper", "not-its-name"),
        ("plan.exe", b"MZ", "type"),
        ("plan.pdf", b"", "empty"),
        ("plan.png", pdf(), "not-its-name"),
    ],
)
def test_what_does_not_fit_is_refused(case: UseCase, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        hand_over(case, upload(name, content), by=people.editor())
    assert [each.code for each in refused.value.faults] == [code]
    assert not Attachment.objects.exists()


def test_a_use_case_takes_so_many(case: UseCase, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FILES_PER_CASE > 1
    monkeypatch.setattr("usecases.workflow.bank_files.FILES_PER_CASE", 1)
    give(case)
    with pytest.raises(Invalid) as refused:
        give(case, "more.pdf")
    assert [each.code for each in refused.value.faults] == ["too-many"]


def test_only_the_banks_writers_hand_over_and_only_to_a_draft(case: UseCase) -> None:
    row = give(case)
    for by, error in (
        (people.viewer(), NotAllowed),
        (people.signatory(bank_b()), NotFound),
        (people.officer(), NotFound),
    ):
        with pytest.raises(error):
            hand_over(case, upload("x.pdf", pdf()), by=by)
        with pytest.raises(error):
            take_off(row, by=by)
    submit.submit(case, by=people.signatory())
    with pytest.raises(WrongStage):
        give(case, "late.pdf")
    with pytest.raises(WrongStage):
        take_off(row, by=people.editor())
    letter = attach(case, upload("letter.pdf", pdf()), kind="letter", by=people.officer())
    submit.recall(case, by=people.signatory())
    with pytest.raises(NotFound):
        take_off(letter, by=people.editor())  # what an officer added stays


def test_a_file_answers_only_a_question_that_asks_for_one(case: UseCase) -> None:
    text = make_question("words", required=False)
    with pytest.raises(NotFound):
        hand_over(case, upload("x.pdf", pdf()), by=people.editor(), question=text)


def test_a_signatory_does_not_sign_what_was_added_after_reading(case: UseCase) -> None:
    give(case)
    with pytest.raises(Stale):
        submit.submit(case, by=people.signatory(), version=case.version)
