"""A bank accepts a decision with its conditions, or asks about it; staff answer."""

from typing import Any

import pytest

from tests import people
from tests.factories.institutions import bank_a, bank_b
from tests.factories.reviews import confirmed_decision, released_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.models.messages import Message
from usecases.models.proposals import DecisionReply
from usecases.models.reviews import Decision
from usecases.rules.visibility_replies import decision_replies_for
from usecases.vocabulary.messages import Channel
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene, reply, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted() -> Decision:
    people.editor()
    return released_decision(use_case_at(Stage.ASSESSING), conditions="A report every month.")


def mails(letter: str) -> list[str]:
    found = Message.objects.filter(letter=letter, channel=Channel.MAIL)
    return sorted(each.recipient.email for each in found)


def test_a_signatory_accepts_and_those_who_write_for_the_bank_have_it_in_writing(
    accepted: Decision,
) -> None:
    row = reply.accept(accepted, by=people.signatory())
    assert (row.accepts, row.replied_by, row.use_case) == (
        True,
        people.signatory().user,
        accepted.use_case,
    )
    banks = ["editor@alpha-bank.example", "signatory@alpha-bank.example"]
    assert mails("decision-accepted") == banks
    told = Message.objects.filter(letter="decision-accepted").first()
    assert told is not None
    assert "A report every month." in told.body
    (waits,) = Message.objects.filter(letter="bank-replied")
    assert (waits.recipient, waits.use_case) == (people.officer().user, None)
    assert [x for x in ("GS1-001", "Alpha", "report") if x in waits.subject + waits.body] == []


def test_it_is_accepted_once(accepted: Decision) -> None:
    reply.accept(accepted, by=people.signatory())
    again = refused(reply.accept, accepted, by=people.signatory(name="second"))
    assert again == [("", "accepted")]


@pytest.mark.parametrize(
    ("role", "accepts", "asks"),
    [
        ("signatory", True, True),
        ("editor", False, True),
        ("viewer", False, False),
        ("officer", False, False),
        ("approver", False, False),
        ("auditor", False, False),
    ],
)
def test_who_may(accepted: Decision, role: str, accepts: bool, asks: bool) -> None:
    by = getattr(people, role)()
    if not accepts:
        assert refused(reply.accept, accepted, by=by) == NOT_ALLOWED
    if asks:
        assert reply.query(accepted, text="Why?", by=by).text == "Why?"
    else:
        assert refused(reply.query, accepted, text="Why?", by=by) == NOT_ALLOWED


def test_before_its_release_and_of_another_bank_there_is_no_decision() -> None:
    held = confirmed_decision(use_case_at(Stage.ASSESSING))
    for by in (people.signatory(), people.signatory(bank_b())):
        assert refused(reply.accept, held, by=by) == NOT_FOUND
        assert refused(reply.query, held, text="Why?", by=by) == NOT_FOUND


@pytest.mark.parametrize("outcome", ["waitlist", "decline"])
def test_what_accepts_nothing_is_asked_about_only(outcome: str) -> None:
    decision = released_decision(use_case_at(Stage.ASSESSING), outcome)
    assert refused(reply.accept, decision, by=people.signatory()) == [("", "not-an-acceptance")]
    assert reply.query(decision, text=" Why? ", by=people.editor()).text == "Why?"


def test_one_query_at_a_time_and_each_is_answered_once(accepted: Decision) -> None:
    row = reply.query(accepted, text="From when on?", by=people.editor())
    waiting = refused(reply.query, accepted, text="And?", by=people.editor())
    assert waiting == [("", "asked")]
    reply.answer(row, text="From the first day.", by=people.officer())
    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("From the first day.", people.officer().user)
    bodies = Message.objects.filter(letter="query-answered").values_list("body", flat=True)
    assert {("From when on?" in each, "From the first day." in each) for each in bodies} == {
        (True, True)
    }
    again = refused(reply.answer, row, text="Or later.", by=people.officer())
    assert again == [("", "answered")]
    assert not reply.query(accepted, text="And?", by=people.editor()).accepts
    assert reply.accept(accepted, by=people.signatory()).accepts


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_neither_query_nor_answer(accepted: Decision, text: str) -> None:
    assert refused(reply.query, accepted, text=text, by=people.editor()) == [("text", "required")]
    row = reply.query(accepted, text="Why?", by=people.editor())
    assert refused(reply.answer, row, text=text, by=people.officer()) == [("text", "required")]
    assert refused(reply.query, accepted, text="x" * 10_001, by=people.editor()) in (
        [("text", "too-long")],
        [("", "asked")],
    )


@pytest.mark.parametrize("role", ["editor", "approver", "auditor"])
def test_an_officer_answers(accepted: Decision, role: str) -> None:
    row = reply.query(accepted, text="Why?", by=people.editor())
    assert refused(reply.answer, row, text="x", by=getattr(people, role)()) == NOT_ALLOWED
    signed = reply.accept(accepted, by=people.signatory())
    assert refused(reply.answer, signed, text="x", by=people.officer()) == WRONG_STAGE


def test_what_is_in_force_no_longer_is_not_replied_to(accepted: Decision) -> None:
    case = accepted.use_case
    submit.withdraw(case, by=people.signatory(), reason="Over.")
    assert refused(reply.accept, accepted, by=people.signatory()) == WRONG_STAGE
    assert refused(reply.query, accepted, text="Why?", by=people.editor()) == WRONG_STAGE
    intervene.reopen(case, by=people.approver(), reason="A mistake.")
    assert reply.accept(accepted, by=people.signatory()).accepts


def test_what_was_recorded_after_the_fact_asks_nobody() -> None:
    case = recorded_case(Stage.ACCEPTED)
    assert list(decision_replies_for(people.signatory(bank_a()))) == []
    for decision in case.decisions.all():
        assert refused(reply.accept, decision, by=people.signatory()) == WRONG_STAGE


def test_each_sees_the_replies_of_what_is_theirs(accepted: Decision) -> None:
    row = reply.query(accepted, text="Why?", by=people.editor())
    seen: dict[str, list[Any]] = {
        role: list(decision_replies_for(getattr(people, role)()))
        for role in ("viewer", "officer", "auditor", "administrator", "assessor")
    }
    assert seen == {
        "viewer": [row],
        "officer": [row],
        "auditor": [row],
        "administrator": [],
        "assessor": [],
    }
    assert list(decision_replies_for(people.signatory(bank_b()))) == []
    assert DecisionReply.objects.count() == 1
