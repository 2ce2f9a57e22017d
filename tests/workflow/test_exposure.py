"""What a trial has used: recorded as of a day; over a limit with a reason, never silently."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Freeze
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.people import approver, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.models.trail import Change
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.exposure import record_exposure

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 3, 20)


@pytest.fixture
def case(freeze: Freeze) -> UseCase:
    freeze(START)
    made = use_case_at(Stage.TRIALLING)
    Trial.objects.filter(use_case=made).update(customers_limit=100, compute_granted=Decimal(50))
    freeze(datetime(2026, 3, 20, 1, tzinfo=UTC))
    return made


def record(case: UseCase, **words: Any) -> Trial:
    numbers: dict[str, Any] = {
        name: words.pop(name)
        for name in ("customers_exposed", "transactions_made", "compute_used", "plan")
        if name in words
    }
    return record_exposure(case, numbers, **{"as_of": DAY, "by": officer(), **words})


def test_the_trail_keeps_as_of_which_day_and_why(case: UseCase) -> None:
    row = record(case, customers_exposed=40, compute_used=Decimal("12.5"), reason=" By mail. ")
    assert (row.customers_exposed, row.transactions_made, row.compute_used) == (
        40,
        None,
        Decimal("12.5"),
    )
    last = Change.objects.filter(kind="trial").order_by("-row")[0]
    assert (last.reason, last.after) == (
        "As of 2026-03-20. By mail.",
        {"customers_exposed": 40, "compute_used": "12.5"},
    )


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ({}, [("customers_exposed", "required")]),
        ({"customers_exposed": None}, [("customers_exposed", "required")]),
        ({"plan": "Another."}, [("customers_exposed", "required")]),
        ({"customers_exposed": -1}, [("customers_exposed", "min_value")]),
        ({"compute_used": Decimal("0.001")}, [("compute_used", "max_decimal_places")]),
        ({"customers_exposed": 1, "as_of": DAY + timedelta(days=1)}, [("as_of", "future")]),
        ({"customers_exposed": 1, "as_of": date(2026, 3, 1)}, [("as_of", "before-start")]),
        ({"customers_exposed": 101}, [("reason", "over-limit")]),
        (
            {"customers_exposed": 101, "compute_used": Decimal("50.01")},
            [("reason", "over-limit"), ("reason", "over-limit")],
        ),
    ],
)
def test_what_is_not_taken(
    case: UseCase, words: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    assert refused(record, case, **words) == faults


def test_up_to_the_limit_no_reason_is_asked(case: UseCase) -> None:
    assert record(case, customers_exposed=100, compute_used=Decimal(50)).customers_exposed == 100


def test_over_the_limit_it_is_recorded_with_its_reason(case: UseCase) -> None:
    assert record(case, customers_exposed=140, reason="A second branch.").customers_exposed == 140


def test_less_than_before_wants_a_reason(case: UseCase) -> None:
    record(case, customers_exposed=40)
    assert refused(record, case, customers_exposed=39) == [("reason", "less")]
    assert record(case, customers_exposed=39, reason="Counted twice.").customers_exposed == 39


def test_without_a_limit_any_number_is_taken(case: UseCase) -> None:
    assert record(case, transactions_made=10**6).transactions_made == 10**6


def test_who_records(case: UseCase) -> None:
    for person in (approver(), auditor(), signatory()):
        assert refused(record, case, customers_exposed=1, by=person) == NOT_ALLOWED
    assert refused(record, case, customers_exposed=1, by=signatory(bank_b())) == NOT_FOUND


def test_before_the_start_nothing_is_used() -> None:
    assert refused(record, use_case_at(Stage.ACCEPTED), customers_exposed=1) == WRONG_STAGE
