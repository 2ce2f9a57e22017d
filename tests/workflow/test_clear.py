"""Nothing of a live use case is public that its bank has not read and agreed to, word by word."""

from typing import Any

import pytest

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.usecases import recorded_case, use_case_at
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.messages import Message
from usecases.models.proposals import Clearance
from usecases.models.usecases import UseCase
from usecases.rules.clearances import latest_of
from usecases.rules.visibility_replies import clearances_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import clear, edit, publish, trial
from usecases.workflow.public_side import public_side

pytestmark = pytest.mark.django_db

NOT_CLEARED = [("", "not-cleared")]
WRITTEN: dict[str, Any] = {"public_title": "For everybody", "public_summary": "What it does."}


@pytest.fixture
def case() -> UseCase:
    people.editor()
    return use_case_at(Stage.ACCEPTED, **WRITTEN)


def agreed(case: UseCase) -> Clearance:
    row = clear.ask(case, by=people.officer())
    return clear.agree(row, by=people.signatory(), read=clear.stamp(row))


def change(case: UseCase, **fields: Any) -> None:
    edit.change(UseCase.objects.get(pk=case.pk), fields, by=people.officer(), reason="A word.")


def test_what_was_agreed_to_is_published_as_it_was_read(case: UseCase) -> None:
    assert refused(publish.propose, case, by=people.officer()) == NOT_CLEARED
    row = clear.ask(case, by=people.officer())
    assert row.content == public_side(case)[1]
    assert refused(publish.propose, case, by=people.officer()) == NOT_CLEARED
    clear.agree(row, by=people.signatory(), read=clear.stamp(row))
    proposal = publish.propose(case, by=people.officer())
    public = publish.confirm(proposal, by=people.approver())
    assert public.content == row.content


def test_a_word_changed_after_it_was_agreed_to_is_not_published(case: UseCase) -> None:
    agreed(case)
    change(case, public_summary="What it does, and more.")
    assert refused(publish.propose, case, by=people.officer()) == NOT_CLEARED
    agreed(case)
    proposal = publish.propose(case, by=people.officer())
    row = latest_of([case.pk])[case.pk]
    change(case, public_summary="Something else.")
    asked = clear.ask(case, by=people.officer())
    assert asked.pk != row.pk
    assert refused(publish.confirm, proposal, by=people.approver()) == NOT_CLEARED


def test_the_stage_is_part_of_what_is_public(case: UseCase) -> None:
    agreed(case)
    trial.plan(case, fields={"plan": "x"}, by=people.officer())
    assert publish.propose(case, by=people.officer()).content["stage"] == Stage.ACCEPTED
    running = use_case_at(Stage.TRIALLING, **WRITTEN)
    row = agreed(running)
    assert row.content["stage"] == Stage.TRIALLING


def test_a_bank_asks_for_a_change_and_is_asked_anew(case: UseCase) -> None:
    row = clear.ask(case, by=people.officer())
    clear.object_to(row, by=people.signatory(), text="Leave out the vendor.")
    row.refresh_from_db()
    assert (row.agreed, row.answer) == (False, "Leave out the vendor.")
    assert refused(publish.propose, case, by=people.officer()) == NOT_CLEARED
    change(case, public_summary="Without it.")
    agreed(case)
    assert publish.propose(case, by=people.officer()).content["summary"] == "Without it."


def test_what_was_read_is_what_is_agreed_to(case: UseCase) -> None:
    row = clear.ask(case, by=people.officer())
    read = clear.stamp(row)
    assert refused(clear.ask, case, by=people.officer()) == [("", "asked")]
    change(case, public_title="Another")
    anew = clear.ask(case, by=people.officer())
    assert (anew.pk, anew.content["title"]) == (row.pk, "Another")
    assert refused(clear.agree, row, by=people.signatory(), read=read) == STALE
    clear.agree(row, by=people.signatory(), read=clear.stamp(anew))
    assert refused(clear.agree, row, by=people.signatory(), read=read) == WRONG_STAGE
    assert refused(clear.object_to, row, by=people.signatory(), text="x") == WRONG_STAGE
    assert refused(clear.ask, case, by=people.officer()) == [("", "asked")]


@pytest.mark.parametrize("role", ["editor", "viewer", "officer", "approver", "auditor"])
def test_a_signatory_answers(case: UseCase, role: str) -> None:
    row, by = clear.ask(case, by=people.officer()), getattr(people, role)()
    assert refused(clear.agree, row, by=by, read=clear.stamp(row)) == NOT_ALLOWED
    assert refused(clear.object_to, row, by=by, text="x") == NOT_ALLOWED


@pytest.mark.parametrize(
    ("role", "refusal"),
    [("signatory", NOT_ALLOWED), ("auditor", NOT_ALLOWED), ("assessor", NOT_FOUND)],
)
def test_staff_ask(case: UseCase, role: str, refusal: Any) -> None:
    assert refused(clear.ask, case, by=getattr(people, role)()) == refusal
    assert clear.ask(case, by=people.approver()).asked_by == people.approver().user


def test_another_bank_finds_nothing(case: UseCase) -> None:
    row, other = clear.ask(case, by=people.officer()), people.signatory(bank_b())
    assert refused(clear.agree, row, by=other, read=clear.stamp(row)) == NOT_FOUND
    assert list(clearances_for(other)) == []
    assert list(clearances_for(people.viewer())) == [row]


def test_what_is_not_written_or_not_placed_is_not_asked_about() -> None:
    unwritten = use_case_at(Stage.ACCEPTED)
    assert refused(clear.ask, unwritten, by=people.officer()) == [
        ("public_title", "required"),
        ("public_summary", "required"),
    ]
    undecided = use_case_at(Stage.ASSESSING, **WRITTEN)
    assert refused(clear.ask, undecided, by=people.officer()) == WRONG_STAGE
    assert refused(publish.propose, undecided, by=people.officer()) == NOT_CLEARED


def test_what_is_public_by_its_source_needs_nobody() -> None:
    case = recorded_case(Stage.ACCEPTED)
    assert refused(clear.ask, case, by=people.officer()) == [("", "recorded")]
    public = publish.confirm(publish.propose(case, by=people.officer()), by=people.approver())
    assert public.record == case.pk


def test_the_bank_is_told_and_the_officer_too(case: UseCase) -> None:
    row = clear.ask(case, by=people.officer())
    asked = Message.objects.filter(letter="clearance-asked", channel="mail")
    assert sorted(each.recipient.email for each in asked) == [
        "editor@alpha-bank.example",
        "signatory@alpha-bank.example",
    ]
    clear.agree(row, by=people.signatory(), read=clear.stamp(row))
    (told,) = Message.objects.filter(letter="bank-replied")
    assert told.recipient == people.officer().user
