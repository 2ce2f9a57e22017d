"""Outcomes told with numbers, and as replies to what is asked after 6 and 12 months."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import Freeze
from tests.factories.outcomes import told_outcome
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric
from tests.people import officer
from tests.workflow.refusals import WRONG_STAGE, refused
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.usecases import UseCase
from usecases.selection.waiting import select
from usecases.vocabulary.stages import Stage
from usecases.workflow.benefits import Claim

pytestmark = pytest.mark.django_db

COMPLETED = datetime(2026, 8, 31, 2, tzinfo=UTC)
# Six months on February is over before the 31st; the day begins in Hong Kong eight hours earlier.
BEFORE = datetime(2027, 2, 27, 15, 59, tzinfo=UTC)
DUE = datetime(2027, 2, 27, 16, tzinfo=UTC)


@pytest.fixture
def case(freeze: Freeze) -> UseCase:
    freeze(COMPLETED)
    return use_case_at(Stage.COMPLETED)


def waits(case: UseCase) -> bool:
    return case in select(officer(), "to-follow-up")


def test_it_waits_from_the_day_until_something_is_written(case: UseCase, freeze: Freeze) -> None:
    freeze(BEFORE)
    assert not waits(case)
    freeze(DUE)
    assert waits(case)
    told_outcome(case, "no-reply", follow_up=6)
    assert not waits(case)
    freeze(datetime(2027, 8, 31, 2, tzinfo=UTC))
    assert waits(case)
    told_outcome(case, "in-production", follow_up=12)
    assert not waits(case)
    rows = Outcome.objects.filter(use_case=case, follow_up__isnull=False).order_by("happened_on")
    assert [(row.follow_up, row.result) for row in rows] == [
        (6, "no-reply"),
        (12, "in-production"),
    ]


def test_a_reply_may_come_a_month_early_silence_not(case: UseCase, freeze: Freeze) -> None:
    freeze(BEFORE)
    assert refused(told_outcome, case, "no-reply", follow_up=6) == [("follow_up", "early")]
    freeze(datetime(2027, 1, 27, 15, tzinfo=UTC))
    assert refused(told_outcome, case, follow_up=6) == [("follow_up", "early")]
    freeze(datetime(2027, 1, 28, 2, tzinfo=UTC))
    assert told_outcome(case, follow_up=6).follow_up == 6


def test_a_late_reply_follows_silence(case: UseCase, freeze: Freeze) -> None:
    freeze(DUE)
    told_outcome(case, "no-reply", follow_up=6)
    assert told_outcome(case, follow_up=6).follow_up == 6


@pytest.mark.parametrize("months", [0, 7, 18])
def test_nothing_else_is_asked(case: UseCase, months: int) -> None:
    assert refused(told_outcome, case, follow_up=months) == [("follow_up", "unknown")]


def test_only_what_was_completed_is_followed_up() -> None:
    assert refused(told_outcome, use_case_at(Stage.TRIALLING), follow_up=6) == WRONG_STAGE


def test_numbers_are_claimed_beside_the_words() -> None:
    case, metric = use_case_at(Stage.TRIALLING), make_metric()
    claims = [
        Claim(metric, Decimal(40), Decimal(50), "about", "of time per case"),
        Claim(metric, Decimal("12.5")),
    ]
    outcome = told_outcome(case, claims=claims)
    rows = Benefit.objects.filter(outcome=outcome).order_by("value")
    assert [(row.value, row.upper, row.operator, row.words, row.use_case) for row in rows] == [
        (Decimal("12.5"), None, "equal", "", case),
        (Decimal(40), Decimal(50), "about", "of time per case", case),
    ]


@pytest.mark.parametrize(
    ("claim", "faults"),
    [
        ({"value": Decimal(101)}, [("value", "above-bounds")]),
        ({"value": Decimal(-1)}, [("value", "below-bounds")]),
        ({"value": Decimal(9), "upper": Decimal(9)}, [("upper", "upside-down")]),
        ({"value": Decimal(1), "upper": Decimal(9), "operator": "less"}, [("operator", "range")]),
        ({"value": Decimal(1), "operator": "roughly"}, [("operator", "invalid_choice")]),
        ({"value": Decimal(1), "words": "x" * 201}, [("words", "max_length")]),
    ],
)
def test_what_cannot_be_claimed(claim: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    case, metric = use_case_at(Stage.TRIALLING), make_metric()
    assert refused(told_outcome, case, claims=[Claim(metric, **claim)]) == faults
    assert Outcome.objects.count() == 0


def test_the_database_refuses_a_range_upside_down() -> None:
    told_outcome(use_case_at(Stage.TRIALLING), claims=[Claim(make_metric(), Decimal(9))])
    with pytest.raises(IntegrityError), transaction.atomic():
        Benefit.objects.update(upper=Decimal(8))
