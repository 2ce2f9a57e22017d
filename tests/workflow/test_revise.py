"""What a bank writes while it is being asked, and whose it is until it is signed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.clarifications import answered, asked, replied
from tests.factories.institutions import bank_a, bank_b
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category
from tests.people import approver, assessor, auditor, editor, officer, signatory, viewer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, letters, refused
from usecases.models.clarifications import Clarification, Revision
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.clarified import revised
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import changes_for, may_read_content
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, revise, submit, transfer

pytestmark = pytest.mark.django_db


def one_question() -> Clarification:
    return Clarification.objects.get(use_case=use_case_at(Stage.CLARIFYING))


def fresh(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


def kept(case: UseCase) -> dict[str, Any]:
    return dict(Revision.objects.get(use_case=case, closed_at=None).content)


def file(name: str = "rules.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"The rules.")


class TestReplies:
    def test_are_written_normalised_with_who_wrote_them(self) -> None:
        row = one_question()
        revise.reply(row, text=" Cafe\u0301 \r\n and more ", by=editor())
        row.refresh_from_db()
        assert (row.reply, row.replied_by) == ("Café \n and more", editor().user)
        revise.reply(row, text=" ", by=editor())
        row.refresh_from_db()
        assert (row.reply, row.replied_by) == ("", None)

    def test_move_and_tell_nothing(self) -> None:
        row = one_question()
        before = letters(row.use_case), fresh(row.use_case).version
        revise.reply(row, text="Ours.", by=signatory())
        assert (letters(row.use_case), fresh(row.use_case).version) == before

    def test_of_two_colleagues_are_not_lost(self) -> None:
        row = one_question()
        revise.reply(row, text="First", by=editor(), based_on="")
        stale = [("reply", "stale")]
        assert refused(revise.reply, row, text="Second", by=signatory(), based_on="") == stale
        revise.reply(row, text="First", by=signatory(), based_on="")
        revise.reply(row, text="Second", by=signatory(), based_on="First")
        row.refresh_from_db()
        assert row.reply == "Second"

    def test_are_bounded(self) -> None:
        row, by = one_question(), editor()
        revise.reply(row, text="word " * 1000, by=by)
        assert refused(revise.reply, row, text="word " * 1001, by=by) == [("reply", "too-long")]

    def test_to_a_closed_question_are_refused(self) -> None:
        row = one_question()
        asked(row.use_case, "Another?")
        clarify.close(row, by=officer(), reason="Found it.")
        assert refused(revise.reply, row, text="x", by=editor()) == [("", "closed")]


def write(row: Clarification, by: Person) -> object:
    return revise.write(row.use_case, fields={"title": "x"}, by=by)


def reply(row: Clarification, by: Person) -> object:
    return revise.reply(row, text="x", by=by)


def attach(row: Clarification, by: Person) -> object:
    return revise.attach(row, file(), by=by)


@pytest.mark.parametrize("verb", [write, reply, attach])
def test_only_writers_of_the_bank_write(verb: Callable[..., object]) -> None:
    row = one_question()
    for person in (viewer(), officer(), approver()):
        assert refused(verb, row, person) == NOT_ALLOWED
    for person in (editor(bank_b()), assessor()):
        assert refused(verb, row, person) == NOT_FOUND
    by = editor()
    submit.withdraw(row.use_case, by=signatory(), reason="Plans changed.")
    assert refused(verb, row, by) == WRONG_STAGE


class TestChanges:
    def test_are_laid_over_what_was_handed_in(self) -> None:
        case, words = use_case_at(Stage.CLARIFYING), make_category("fraud")
        fields = {"title": "Another", "own_category": words, "compute_asked": None}
        reads = revise.write(case, fields=fields, by=editor())
        assert (reads.title, reads.own_category, reads.compute_asked) == ("Another", words, None)
        assert fresh(case).title == case.title
        assert kept(case) == {
            "title": "Another",
            "own_category": str(words.pk),
            "compute_asked": None,
        }
        again = revised(fresh(case), kept(case))
        assert (again.title, again.own_category) == ("Another", words)

    def test_taken_back_leave_nothing(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        revise.write(case, fields={"title": "Another"}, by=editor())
        revise.write(case, fields={"title": case.title}, by=editor())
        assert kept(case) == {}

    def test_of_one_field_by_two_colleagues_show_a_conflict(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        seen = {"title": case.title}
        revise.write(case, fields={"title": "First"}, by=editor(), based_on=seen)
        late = {"fields": {"title": "Second"}, "by": signatory(), "based_on": seen}
        assert refused(revise.write, case, **late) == [("title", "stale")]
        revise.write(case, fields={"risks": "Many."}, by=signatory(), based_on=seen)
        assert kept(case) == {"title": "First", "risks": "Many."}

    def test_are_refused_where_they_cannot_be(self) -> None:
        case, by = use_case_at(Stage.CLARIFYING), editor()
        for fields, found in (
            ({"stage": "accepted"}, ("stage", "not-editable")),
            ({"category": None}, ("category", "not-editable")),
            ({"summary": "word " * 151}, ("summary", "too-long")),
            ({"autonomy": "wild"}, ("autonomy", "invalid_choice")),
        ):
            assert refused(revise.write, case, fields=fields, by=by) == [found]

    def test_may_not_leave_what_is_required_empty(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        replied(case)
        revise.write(case, fields={"risks": ""}, by=editor())
        assert refused(clarify.answer, case, by=signatory()) == [("risks", "required")]

    def test_become_the_banks_word_when_signed(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        revise.write(case, fields={"title": "Another", "compute_asked": None}, by=editor())
        revise.write(case, fields={"compute_asked": 7}, by=editor())
        submission = answered(case)
        told = {each["field"]: each["value"] for each in submission.content["answers"]["about"]}
        assert (told["title"], fresh(case).title) == ("Another", "Another")
        assert fresh(case).compute_asked == 7
        assert Revision.objects.get().closed_at is not None

    def test_wait_for_the_next_question_when_the_review_goes_on(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        revise.write(case, fields={"title": "Another"}, by=editor())
        clarify.proceed(case, by=officer(), reason="It is late.")
        assert fresh(case).title == case.title
        asked(case)
        assert kept(case) == {"title": "Another"}


class TestFiles:
    def test_are_the_banks_own_until_signed(self) -> None:
        row = one_question()
        revise.attach(row, file(), by=editor())
        seen = [attachments_for(each).count() for each in (viewer(), officer(), auditor())]
        assert seen == [1, 0, 0]
        submission = answered(row.use_case)
        (told,) = submission.content["clarifications"]
        assert [each["name"] for each in told["files"]] == ["rules.txt"]
        assert [attachments_for(each).count() for each in (viewer(), officer())] == [1, 1]

    def test_of_a_question_passed_over_stay_its_own(self) -> None:
        row = one_question()
        revise.attach(row, file(), by=editor())
        clarify.proceed(row.use_case, by=officer(), reason="It is late.")
        assert [attachments_for(each).count() for each in (viewer(), officer())] == [1, 0]

    def test_are_taken_off_again(self) -> None:
        row = one_question()
        kept_file = revise.attach(row, file(), by=editor())
        for person, found in (
            (viewer(), NOT_ALLOWED),
            (officer(), NOT_FOUND),
            (editor(bank_b()), NOT_FOUND),
        ):
            assert refused(revise.take_off, kept_file, by=person) == found
        revise.take_off(kept_file, by=editor())
        assert attachments_for(viewer()).count() == 0
        submission = answered(row.use_case)
        assert submission.content["clarifications"][0]["files"] == []

    def test_stay_once_signed(self) -> None:
        row = one_question()
        kept_file, by = revise.attach(row, file(), by=editor()), editor()
        answered(row.use_case)
        assert refused(revise.take_off, kept_file, by=by) == WRONG_STAGE


def test_the_trail_keeps_all_of_it_private() -> None:
    row, by = one_question(), editor()
    for person in (officer, auditor):
        person()
    last = Change.objects.latest("row").row
    revise.reply(row, text="Ours.", by=by)
    revise.write(row.use_case, fields={"title": "Another"}, by=by)
    revise.attach(row, file(), by=by)
    rows = Change.objects.filter(row__gt=last)
    assert {each.kind for each in rows} == {"clarification", "revision", "attachment"}
    assert {each.private_to for each in rows} == {bank_a()}
    assert not changes_for(officer()).filter(row__gt=last).exists()
    assert changes_for(auditor()).filter(row__gt=last).count() == rows.count()
    assert not any(may_read_content(auditor(), each) for each in rows)


def test_a_case_with_answers_goes_to_no_other_institution() -> None:
    case, by = use_case_at(Stage.CLARIFYING), officer()
    found = refused(transfer.transfer, case, institution=bank_b(), by=by, reason="Wrong bank.")
    assert found == [("institution", "signed")]
