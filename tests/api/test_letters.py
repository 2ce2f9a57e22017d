"""The letter of a decision by program: held for staff, sent for the bank, nobody else's."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, same, tag, told
from tests.factories.institutions import bank_b
from tests.factories.phases import authority, make_authority, open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.factories.words import reason
from tests.people import (
    administrator,
    approver,
    assessor,
    auditor,
    editor,
    officer,
    signatory,
    viewer,
)
from usecases.models.letters import DecisionLetter
from usecases.models.reviews import Decision
from usecases.models.trail import Viewing
from usecases.workflow import edit

pytestmark = pytest.mark.django_db


def letter_of(person: Any, decision: Decision) -> Any:
    return client(person).get(address("decisions", decision.pk, "letter"))


def test_staff_read_what_is_held_and_it_is_noted() -> None:
    decision = confirmed_decision(use_case_at("assessing"))
    letter = DecisionLetter.objects.get()
    body = letter_of(officer(), decision).json()
    assert [*body] == [
        *("id", "use_case", "reference", "decision", "letterhead", "subject", "body"),
        *("released_at", "dropped_at", "recorded_at", "updated_at"),
    ]
    assert (body["subject"], body["body"], body["released_at"]) == (
        letter.subject,
        letter.body,
        None,
    )
    assert Viewing.objects.filter(kind="decisionletter", by=officer().user).count() == 1


@pytest.mark.parametrize("who", [signatory, editor, viewer])
def test_a_bank_reads_what_was_sent(who: Any) -> None:
    decision = released_decision(use_case_at("assessing"))
    body = letter_of(who(), decision).json()
    assert [*body] == [
        *("id", "use_case", "reference", "decision", "letterhead", "subject", "body"),
        "released_at",
    ]
    assert body["body"] == DecisionLetter.objects.get().body


def test_it_is_not_there_for_anybody_else() -> None:
    decision = released_decision(use_case_at("assessing"))
    others = (signatory(bank_b()), assessor(), administrator())
    elsewhere = officer(authority=make_authority("SFC"))
    for person in (*others, elsewhere):
        assert (
            same(letter_of(person, decision))[:2]
            == same(client(person).get(address("decisions", NOBODY, "letter")))[:2]
        )
        assert told(letter_of(person, decision)) == (404, "not-found", {})
    assert client().get(address("decisions", decision.pk, "letter")).status_code == 401
    assert letter_of(auditor(), decision).status_code == 200
    assert letter_of(officer(authority=authority()), decision).status_code == 200


def test_a_proposal_has_no_letter_yet() -> None:
    decision = proposed_decision(use_case_at("assessing"))
    assert told(letter_of(officer(), decision)) == (404, "not-found", {})


def test_the_same_letter_is_not_sent_twice_to_a_program() -> None:
    decision = released_decision(use_case_at("assessing"))
    program, where = client(signatory()), address("decisions", decision.pk, "letter")
    known = program.get(where)["ETag"]
    again = program.get(where, HTTP_IF_NONE_MATCH=known)
    assert (again.status_code, again.content) == (304, b"")


def test_a_parameter_that_is_none_is_refused() -> None:
    decision = released_decision(use_case_at("assessing"))
    answer = client(signatory()).get(address("decisions", decision.pk, "letter"), {"x": 1})
    assert told(answer)[0] == 400


def _propose(case: Any, **body: Any) -> Any:
    program = client(officer())
    return program.post(address("use-cases", case.pk, "decisions"), body, **tag(program, case))


def test_feedback_is_read_and_shown() -> None:
    case = use_case_at("assessing")
    answer = _propose(case, outcome="decline", reason=reason().code, feedback="Come back.")
    assert (answer.status_code, answer.json()["feedback"]) == (201, "Come back.")


def test_the_same_words_as_in_the_console() -> None:
    full = open_phase("FULL", capacity=0)
    answer = _propose(use_case_at("assessing", phase=full), outcome="accept")
    text = (
        "Phase FULL has 0 places, and 0 are given or proposed. "
        "Say in the text why one more is to be accepted."
    )
    assert told(answer) == (400, "beyond-capacity", {"text": [text]})
    two = use_case_at("assessing", phase=open_phase("TWO"))
    edit.change(two.phase, {"minimum_assessors": 2}, by=officer())
    text = "Too few assessments count: 0 of 2. Ask the assessors, or assign more."
    assert told(_propose(two, outcome="waitlist")) == (409, "too-few", {"assessments": [text]})
    decision = proposed_decision(use_case_at("assessing"), by=approver())
    answer = client(approver()).post(address("decisions", decision.pk, "confirm"), {})
    assert answer.json()["detail"] == "You proposed it: another person confirms it."


def test_too_early_names_the_date() -> None:
    phase = open_phase("DAY")
    decision = confirmed_decision(use_case_at("assessing", phase=phase))
    edit.change(phase, {"announced_on": "2099-01-31"}, by=officer())
    answer = client(approver()).post(address("decisions", decision.pk, "release"), {})
    status, code, errors = told(answer)
    assert (status, code, [*errors]) == (409, "before-announcement", ["announced_on"])
    assert errors["announced_on"][0].startswith(
        "Decisions of phase DAY are released from 31 January 2099 on."
    )
