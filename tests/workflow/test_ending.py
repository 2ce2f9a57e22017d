"""A recorded case says how it was decided and what became of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.factories.institutions import bank_a
from tests.factories.phases import phase
from tests.factories.usecases import recorded_case
from tests.factories.words import reason
from tests.people import officer, signatory
from tests.workflow.refusals import letters, refused
from usecases.models.usecases import UseCase
from usecases.rules.visibility import decisions_for
from usecases.workflow.ending import Decided, Ended
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

MAY = datetime(2024, 5, 31, 15, 59, tzinfo=UTC)
JUNE = MAY + timedelta(days=30)
STAGES = (Reached("accepted", MAY), Reached("completed", JUNE))


@pytest.fixture(autouse=True)
def known() -> None:
    """Make what a recorded case points to: a refusal writes nothing else."""
    phase(), bank_a(), officer()


def record(**fields: Any) -> UseCase:
    return recorded_case(**{"stages": STAGES, "by": officer(), **fields})


def test_the_decision_is_dated_by_its_stage() -> None:
    decision = record(decision=Decided("accept")).decisions.get()
    assert (decision.outcome, decision.basis, decision.released_at, decision.source) == (
        "accept", "recorded", MAY, "A press release",
    )  # fmt: skip
    assert (decision.proposed_by, decision.confirmed_by) == (None, None)
    assert list(decisions_for(signatory())) == [decision]


def test_a_decline_may_give_its_reason() -> None:
    stages = (Reached("declined", MAY),)
    declined = record(stages=stages, decision=Decided("decline", reason=reason()))
    assert declined.decisions.get().reason == reason()
    assert record(stages=stages, decision=Decided("decline")).decisions.get().reason is None


@pytest.mark.parametrize(
    ("outcome", "code"), [("decline", "undated"), ("waitlist", "undated"), ("void", "invalid")]
)
def test_a_decision_leads_to_one_of_the_stages(outcome: str, code: str) -> None:
    assert refused(record, decision=Decided(outcome)) == [("decision", code)]
    assert UseCase.objects.count() == 0


def test_the_outcome_has_its_own_date() -> None:
    case = record(outcome=Ended("in-production", JUNE, "month", told_by="The bank"))
    outcome = case.outcomes.get()
    told = (outcome.result, outcome.happened_on, outcome.precision, outcome.told_by, outcome.basis)
    assert told == ("in-production", JUNE, "month", "The bank", "recorded")
    assert (outcome.source, letters(case)) == ("A press release", [])


@pytest.mark.parametrize(
    ("ended", "fault"),
    [
        (Ended("in-production", MAY - timedelta(days=1)), ("outcome_on", "order")),
        (Ended("in-production", datetime(2999, 1, 1, tzinfo=UTC)), ("outcome_on", "future")),
        (Ended("sold", JUNE), ("result", "invalid_choice")),
    ],
)
def test_an_outcome_that_cannot_be(ended: Ended, fault: tuple[str, str]) -> None:
    assert refused(record, outcome=ended) == [fault]
    assert UseCase.objects.count() == 0
