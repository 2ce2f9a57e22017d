"""Staff act for a bank by its letter: both stand on the trail, and the bank is told."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.clarifications import replied
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import make_authority
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, assessor, editor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, letters, refused
from usecases.models.casefile import Attachment
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.clarified import open_questions
from usecases.rules.on_behalf import done_for
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_casefile import attachments_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, decide, on_behalf, revise

pytestmark = pytest.mark.django_db


def letter(name: str = "letter.txt", content: bytes = b"Please act for us.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def again(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


class TestHandingIn:
    def test_a_complete_draft(self) -> None:
        case = use_case_at(Stage.DRAFT)
        on_behalf.submit(case, letter=letter(), by=officer(), reason="Their network is down.")
        assert again(case).stage == Stage.SUBMITTED
        move = case.stage_changes.get()
        assert (move.by, move.on_behalf_of) == (officer().user, bank_a())
        kept = Attachment.objects.get()
        assert (kept.use_case, kept.kind, kept.internal) == (case, "letter", False)
        assert {name for name, _channel, _to in letters(case)} == {"received", "on-behalf"}

    def test_says_what_an_incomplete_one_lacks_and_keeps_no_letter(self) -> None:
        case = empty_draft()
        found = refused(on_behalf.submit, case, letter=letter(), by=officer(), reason="Asked.")
        assert ("summary", "required") in found
        assert Attachment.objects.count() == 0

    def test_opens_no_draft_to_staff(self) -> None:
        case = use_case_at(Stage.DRAFT)
        assert not use_cases_for(officer()).filter(pk=case.pk).exists()

    def test_of_another_bank_than_named_is_not_there(self) -> None:
        case = use_case_at(Stage.DRAFT)
        named = UseCase(pk=case.pk, institution=bank_b(), phase=case.phase)
        found = refused(on_behalf.submit, named, letter=letter(), by=officer(), reason="Asked.")
        assert found == NOT_FOUND


class TestWithdrawing:
    def test_for_the_bank(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        on_behalf.withdraw(case, letter=letter(), by=officer(), reason="They asked.")
        move = case.stage_changes.latest("row")
        assert (move.to_stage, move.on_behalf_of) == (Stage.WITHDRAWN, bank_a())
        assert "on-behalf" in {name for name, _channel, _to in letters(case)}

    def test_asks_why_and_takes_no_bad_letter(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        found = refused(on_behalf.withdraw, case, letter=letter(), by=officer(), reason=" ")
        assert found == [("reason", "required")]
        bad = letter("letter.pdf", b"not a PDF")
        found = refused(on_behalf.withdraw, case, letter=bad, by=officer(), reason="Asked.")
        assert [field for field, _code in found] == ["file"]
        assert Attachment.objects.count() == 0

    def test_is_an_officers_alone(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        for person in (approver(), assessor(), signatory(bank_a())):
            words = {"letter": letter(), "by": person, "reason": "Asked."}
            assert refused(on_behalf.withdraw, case, **words) == NOT_ALLOWED

    def test_of_another_authority_is_not_there(self) -> None:
        other = officer("elsewhere", authority=make_authority("SFC"))
        words = {"letter": letter(), "by": other, "reason": "Asked."}
        assert refused(on_behalf.withdraw, use_case_at(Stage.ASSESSING), **words) == NOT_FOUND


class TestDeciding:
    @pytest.fixture
    def case(self) -> UseCase:
        case = use_case_at(Stage.DRAFT)
        on_behalf.submit(case, letter=letter(), by=officer(), reason="Asked.")
        assess.screen(case, by=officer("second"))
        assess.assess(case, by=officer("second"))
        return again(case)

    def test_is_left_to_others(self, case: UseCase) -> None:
        found = refused(decide.propose, case, outcome="accept", by=officer())
        assert found == [("", "acted-for-bank")]
        decide.propose(case, outcome="accept", by=officer("second"))

    def test_confirming_too(self, case: UseCase) -> None:
        acted = officer()
        both = type(acted)(acted.user, grants=(*acted.grants, *approver().grants))
        decision: Decision = decide.propose(case, outcome="accept", by=officer("second"))
        assert refused(decide.confirm, decision, by=both) == [("", "acted-for-bank")]


class TestAnswering:
    def replies(self, case: UseCase, text: str = "As the letter says.") -> dict[UUID, str]:
        return {each.pk: text for each in open_questions(case)}

    def test_for_the_bank(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        submission = on_behalf.answer(
            case,
            replies=self.replies(case),
            letter=letter(),
            by=officer(),
            reason="Their network is down.",
        )
        move = case.stage_changes.latest("row")
        assert (move.verb, move.by, move.on_behalf_of) == ("answer", officer().user, bank_a())
        (question,) = submission.content["clarifications"]
        assert question["reply"] == "As the letter says."
        sent = {name for name, _channel, _to in letters(case)}
        assert sent == {"received", "asked", "answered", "on-behalf"}

    def test_takes_nothing_of_what_was_not_signed(self) -> None:
        case = use_case_at(Stage.CLARIFYING)
        (row,) = replied(case, "Not to be seen.")
        revise.write(case, fields={"title": "Not to be seen"}, by=editor())
        revise.attach(row, letter("not-to-be-seen.txt"), by=editor())
        submission = on_behalf.answer(
            case, replies=self.replies(case), letter=letter(), by=officer(), reason="They asked."
        )
        assert "ot to be seen" not in str(submission.content)
        assert again(case).title == case.title
        assert [each.name for each in attachments_for(officer())] == ["letter.txt"]

    def test_needs_a_reply_to_every_question_and_the_stage(self) -> None:
        case, by = use_case_at(Stage.CLARIFYING), officer()
        told = {"by": by, "reason": "They asked."}
        found = refused(on_behalf.answer, case, replies={}, letter=letter(), **told)
        assert found == [("reply_1", "required")]
        other = use_case_at(Stage.SCREENING)
        assert refused(on_behalf.answer, other, replies={}, letter=letter(), **told) == WRONG_STAGE
        for person in (approver(), signatory()):
            told = {"by": person, "reason": "They asked."}
            found = refused(on_behalf.answer, case, replies={}, letter=letter(), **told)
            assert found == NOT_ALLOWED


class TestWhatTheBankIsShown:
    def test_the_act_with_its_letter_and_nothing_of_its_own_people(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        assert done_for(case, signatory()) == {}
        on_behalf.withdraw(case, letter=letter(), by=officer(), reason="They asked.")
        (found,) = done_for(case, signatory()).values()
        assert (found.change.verb, found.change.by) == ("withdraw", officer().user)
        assert found.letter == Attachment.objects.get()
        assert done_for(case, signatory(bank_b())) == {}
