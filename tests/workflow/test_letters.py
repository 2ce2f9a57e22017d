"""The letter of a decision: frozen at confirmation, held, dropped or sent, kept as sent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail

from tests.factories.access import make_member, make_user
from tests.factories.base import add
from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_a
from tests.factories.phases import authority, phase, programme
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import reason
from tests.people import administrator, approver, officer, signatory
from tests.workflow.refusals import refused
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.models.messages import Message
from usecases.models.reviews import Decision
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.notices.decided import composed
from usecases.notices.outbox import deliver
from usecases.rules.editing import EDITED_BY
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, correct, decide, edit, intervene, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.ASSESSING)


def text_of(letter: DecisionLetter) -> tuple[str, str, str]:
    return letter.letterhead, letter.subject, letter.body


def test_confirming_freezes_the_letter_that_was_shown(case: UseCase) -> None:
    proposed = proposed_decision(case, text="Well made.")
    assert not DecisionLetter.objects.exists()
    paper = composed(proposed, datetime.now(UTC))
    decide.confirm(proposed, by=approver(), letter=paper.mark)
    letter = DecisionLetter.objects.get(decision=proposed)
    assert text_of(letter) == (paper.letterhead, paper.subject, paper.body)
    assert (letter.use_case, letter.released_at, letter.dropped_at) == (case, None, None)
    assert Change.objects.filter(kind="decisionletter", use_case=case).count() == 1
    assert not Message.objects.filter(letter="decided").exists()


def test_another_letter_than_the_one_read_is_not_confirmed(case: UseCase) -> None:
    proposed = proposed_decision(case)
    mark = composed(proposed, datetime.now(UTC)).mark
    edit.change(programme(), {"name_en": "Renamed"}, by=officer())
    assert refused(decide.confirm, proposed, by=approver(), letter=mark) == [("", "stale")]
    assert decide.confirm(proposed, by=approver()).letter.body.count("Renamed") == 1


def test_release_sends_exactly_that_text_to_the_writers_of_that_day(case: UseCase) -> None:
    decision = confirmed_decision(case, text="Well made.")
    held = DecisionLetter.objects.get()
    make_member(make_user("new@example.org"), bank_a(), "editor")
    make_member(make_user("reads@example.org"), bank_a(), "viewer")
    edit.change(programme(), {"name_en": "Renamed"}, by=officer())
    add(LetterTemplate(authority=authority(), outcome="accept", subject_en="S", text_en="Other"))
    decide.release([decision], by=approver())
    sent = DecisionLetter.objects.get()
    assert text_of(sent) == text_of(held)
    assert sent.released_at is not None
    whole = "\n\n".join(text_of(held))
    messages = Message.objects.filter(letter="decided").order_by("recipient__email", "channel")
    assert [(row.recipient.email, row.channel) for row in messages] == [
        (email, channel)
        for email in ("new@example.org", "signatory@alpha-bank.example")
        for channel in ("mail", "notice")
    ]
    assert {(row.subject, row.body) for row in messages} == {("A decision about GS1-001", whole)}
    deliver()
    told = [each for each in mail.outbox if each.subject == "A decision about GS1-001"]
    assert {each.body for each in told} == {whole}


@pytest.mark.parametrize("outcome", ["accept", "waitlist", "decline"])
def test_the_subject_of_the_mail_tells_no_outcome(case: UseCase, outcome: str) -> None:
    decide.release([confirmed_decision(case, outcome)], by=approver())
    rows = Message.objects.filter(letter="decided")
    assert {row.subject for row in rows} == {"A decision about GS1-001"}


def test_refusing_drops_it_and_another_proposal_has_another(case: UseCase) -> None:
    decision = confirmed_decision(case)
    decide.refuse(decision, by=approver(), reason="Not yet.")
    assert DecisionLetter.objects.get().dropped_at is not None
    decide.release([confirmed_decision(case, "decline")], by=approver())
    assert [
        (row.decision.outcome, row.released_at is not None, row.dropped_at is not None)
        for row in DecisionLetter.objects.order_by("recorded_at")
    ] == [("accept", False, True), ("decline", True, False)]


def test_withdrawing_drops_it_and_reopening_does_not_bring_it_back(case: UseCase) -> None:
    decision = confirmed_decision(case)
    submit.withdraw(case, by=signatory(), reason="Our plans changed.")
    assert DecisionLetter.objects.get().dropped_at is not None
    intervene.reopen(case, by=approver(), reason="They asked.")
    assert UseCase.objects.get().stage == "assessing"
    assert refused(decide.release, [decision], by=approver()) == [("", "void")]
    decide.refuse(decision, by=officer(), reason="Void.")
    decide.release([confirmed_decision(case)], by=approver())
    assert UseCase.objects.get().stage == "accepted"


def test_a_void_case_drops_it(case: UseCase) -> None:
    confirmed_decision(case)
    correct.void(case, by=approver(), reason="Entered twice.")
    assert DecisionLetter.objects.get().dropped_at is not None


def test_a_new_submission_drops_it_and_going_on_without_one_does_not(case: UseCase) -> None:
    decision = confirmed_decision(case)
    asked(case)
    assert DecisionLetter.objects.get().dropped_at is None
    assert refused(decide.release, [decision], by=approver()) == [("", "wrong-stage")]
    answered(case)
    assert DecisionLetter.objects.get().dropped_at is not None
    other = use_case_at(Stage.ASSESSING)
    kept = confirmed_decision(other)
    asked(other)
    clarify.proceed(other, by=officer(), reason="It does not matter.")
    decide.release([kept], by=approver())
    assert UseCase.objects.get(pk=other.pk).stage == "accepted"


def test_a_decision_confirmed_before_letters_were_frozen_gets_one_at_release(case: UseCase) -> None:
    decision = confirmed_decision(case)
    DecisionLetter.objects.all().delete()
    decide.release([decision], by=approver())
    assert DecisionLetter.objects.get().released_at is not None


def test_what_is_recorded_after_the_fact_has_no_letter() -> None:
    recorded_case(Stage.ACCEPTED)
    assert not DecisionLetter.objects.exists()


@pytest.mark.parametrize("kind", ["decision", "decisionletter"])
def test_nothing_edits_a_decision_or_its_letter(case: UseCase, kind: str) -> None:
    decision = confirmed_decision(case)
    record = decision if kind == "decision" else DecisionLetter.objects.get()
    fields = {"text": "Other"} if kind == "decision" else {"body": "Other"}
    assert kind not in EDITED_BY
    for by in (officer(), approver(), administrator()):
        answer = refused(edit.change, record, fields, by=by, reason="I want to")
        assert answer in ([("", "not-allowed")], [("", "not-found")])


def test_nothing_that_a_letter_says_moves_it_once_it_is_held(case: UseCase) -> None:
    confirmed_decision(case, "decline", reason=reason(), text="So.", conditions="Such.")
    held = DecisionLetter.objects.get()
    changes: list[tuple[Any, dict[str, Any], Any]] = [
        (case, {"case_officer": officer("second").user}, officer()),
        (phase(), {"name_en": "Other", "contact": "other@example.org"}, officer()),
        (authority(), {"name_en": "Other", "letterhead": "X", "signature": "Y"}, officer()),
        (bank_a(), {"legal_name": "Other Limited"}, officer()),
        (reason(), {"label_en": "Other"}, administrator()),
    ]
    for record, fields, by in changes:
        edit.change(record, fields, by=by, reason="a test")
    again = DecisionLetter.objects.get()
    assert (text_of(again), again.updated_at) == (text_of(held), held.updated_at)
    assert Decision.objects.get().text == "So."


def test_a_template_that_names_what_no_letter_knows_is_refused() -> None:
    wrong = LetterTemplate(
        authority=authority(),
        outcome="accept",
        subject_en="About {refrence}",
        text_en="Dear {institution}",
        text_zh_hant="{title} {x} {y}",
    )
    answer = refused(edit.create, wrong, by=officer())
    assert answer == [
        ("subject_en", "unknown-placeholder"),
        ("text_zh_hant", "unknown-placeholder"),
    ]
    wrong.subject_en, wrong.text_zh_hant = "About {reference}", ""
    right = edit.create(wrong, by=officer())
    answer = refused(edit.change, right, {"text_en": "{x}"}, by=officer())
    assert answer == [("text_en", "unknown-placeholder")]
