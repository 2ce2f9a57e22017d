"""The traffic light: each sign on both sides of its threshold, for many trials at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Freeze
from tests.factories.monitoring import (
    bank_note,
    due_deliverable,
    handed_in,
    reported_incident,
    signed_off,
)
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, officer
from usecases.models.monitoring import Deliverable
from usecases.models.usecases import UseCase
from usecases.rules.lights import RULES, Light, lights_for
from usecases.rules.watched import watched_for
from usecases.vocabulary.monitoring import Colour
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene
from usecases.workflow.deliverables import waive
from usecases.workflow.exposure import record_exposure
from usecases.workflow.incidents import resolve
from usecases.workflow.note import close_note

pytestmark = pytest.mark.django_db

START = datetime(2020, 6, 1, 2, tzinfo=UTC)  # ten in the morning in Hong Kong
DAY = date(2020, 6, 1)
# The factories plan a trial to the end of the year and set its end report far away.
END = date(2020, 12, 31)


def lit(case: UseCase, at: datetime) -> tuple[str, list[str]]:
    fresh = UseCase.objects.select_related("phase__programme").get(pk=case.pk)
    light = lights_for([fresh], at)[case.pk]
    return light.colour, [str(text) for _colour, text in light.reasons]


def on(day: date) -> datetime:
    """Return a moment of a day of Hong Kong."""
    return START + timedelta(days=(day - DAY).days)


@pytest.fixture
def case(freeze: Freeze) -> UseCase:
    freeze(START)
    return use_case_at(Stage.TRIALLING)


def test_a_trial_on_course_is_green_and_says_so(case: UseCase) -> None:
    assert lit(case, START) == ("green", [])
    assert Light(()).why == "Nothing is late, open or over its limit."


@pytest.mark.parametrize(
    ("days", "light"),
    [
        (0, ("green", [])),
        (1, ("amber", ["“First results” is 1 day late."])),
        (14, ("amber", ["“First results” is 14 days late."])),
        (15, ("red", ["“First results” is 15 days late."])),
    ],
)
def test_what_is_late(case: UseCase, days: int, light: tuple[str, list[str]]) -> None:
    due_deliverable(case, due_on=DAY + timedelta(days=10))
    assert lit(case, START + timedelta(days=10 + days)) == light


def test_what_came_or_was_waived_is_not_late(case: UseCase) -> None:
    for act in (handed_in, signed_off, lambda row: waive(row, by=approver(), reason="No need.")):
        act(due_deliverable(case, due_on=DAY))
    assert lit(case, START + timedelta(days=5)) == ("green", [])


def test_the_amended_day_counts(case: UseCase) -> None:
    row = due_deliverable(case, due_on=DAY)
    Deliverable.objects.filter(pk=row.pk).update(amended_due_on=DAY + timedelta(days=9))
    assert lit(case, START + timedelta(days=9)) == ("green", [])
    assert lit(case, START + timedelta(days=10))[0] == "amber"


@pytest.mark.parametrize(
    ("days", "light"),
    [
        (14, ("green", [])),
        (15, ("amber", ["“First results” has waited 15 days for its sign-off."])),
    ],
)
def test_what_waits_for_its_sign_off(
    case: UseCase, days: int, light: tuple[str, list[str]]
) -> None:
    handed_in(due_deliverable(case))
    assert lit(case, START + timedelta(days=days)) == light


@pytest.mark.parametrize(
    ("severity", "light"),
    [
        ("low", ("green", [])),
        ("medium", ("amber", ["1 incident is open (medium)."])),
        ("high", ("red", ["1 incident is open (high)."])),
        ("critical", ("red", ["1 incident is open (critical)."])),
    ],
)
def test_open_incidents(case: UseCase, severity: str, light: tuple[str, list[str]]) -> None:
    row = reported_incident(case, severity=severity)
    assert lit(case, START) == light
    resolve(row, action="Mended.", by=officer())
    assert lit(case, START) == ("green", [])


def test_incidents_are_counted(case: UseCase) -> None:
    for severity in ("medium", "high", "high"):
        reported_incident(case, severity=severity)
    assert lit(case, START) == (
        "red",
        ["2 incidents are open (high).", "1 incident is open (medium)."],
    )


@pytest.mark.parametrize(
    ("used", "light"),
    [
        (None, ("green", [])),
        (799, ("green", [])),
        (800, ("amber", ["Customers exposed: 800 of 1,000 customers, near the limit."])),
        (1000, ("amber", ["Customers exposed: 1,000 of 1,000 customers, near the limit."])),
        (1001, ("red", ["Customers exposed: 1,001 of 1,000 customers, over the limit."])),
    ],
)
def test_limits(case: UseCase, used: int | None, light: tuple[str, list[str]]) -> None:
    limited(case, customers_limit=1000, customers_exposed=used)
    assert lit(case, START) == light


def test_a_limit_of_nothing_is_passed_by_one(case: UseCase) -> None:
    limited(case, transactions_limit=0, transactions_made=0)
    assert lit(case, START) == ("green", [])
    limited(case, transactions_made=1)
    assert lit(case, START)[0] == "red"


def test_compute_has_its_fractions(case: UseCase) -> None:
    limited(case, compute_granted="100.00", compute_used="100.25")
    text = "Compute used: 100.25 of 100 GPU hours, over the limit."
    assert lit(case, START) == ("red", [text])


def limited(case: UseCase, **fields: Any) -> None:
    type(case.trial).objects.filter(use_case=case).update(**fields)


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2020, 12, 2), ("green", [])),
        (date(2020, 12, 3), ("amber", ["The planned end is near and no result is in yet."])),
        (
            date(2021, 1, 1),
            (
                "amber",
                [
                    "The trial is 1 day past its planned end.",
                    "The planned end is near and no result is in yet.",
                ],
            ),
        ),
    ],
)
def test_the_planned_end(case: UseCase, day: date, light: tuple[str, list[str]]) -> None:
    assert lit(case, on(day)) == light


def test_long_past_the_planned_end_is_red(case: UseCase) -> None:
    assert [lit(case, on(date(2021, 1, day)))[0] for day in (14, 15)] == ["amber", "red"]


def test_notes_that_ask_for_something(case: UseCase) -> None:
    note = bank_note(case, action_wanted="Stop.", due_on=DAY)
    bank_note(case, text="For your information.")
    assert lit(case, START) == ("green", [])
    late = START + timedelta(days=2)
    assert lit(case, late) == ("amber", ["What a note asked of the bank is 2 days late."])
    assert lit(case, START + timedelta(days=15))[0] == "red"
    close_note(note, done="Stopped.", by=officer())
    assert lit(case, late) == ("green", [])


def test_a_suspended_trial_is_red(case: UseCase) -> None:
    intervene.suspend(case, by=approver(), reason="A fault.")
    assert lit(case, START) == ("red", ["The trial is suspended."])


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.COMPLETED, Stage.DECLINED])
def test_a_trial_that_does_not_run_has_no_light(stage: str) -> None:
    assert lights_for([use_case_at(stage)], START) == {}


def test_of_a_recorded_trial_nothing_is_judged() -> None:
    assert lights_for([recorded_case(Stage.TRIALLING)], START) == {}


def test_each_rule_has_its_name_and_its_meaning(case: UseCase) -> None:
    assert len({rule.name for rule in RULES}) == len(RULES) == 8
    assert all(str(rule.label) and str(rule.meaning) for rule in RULES)
    watched = watched_for([case], START)[case.pk]
    assert [sign for rule in RULES for sign in rule.signs(watched)] == []


@pytest.mark.parametrize("number", [1, 3])
def test_many_lights_take_as_many_queries_as_one(number: int, freeze: Freeze) -> None:
    freeze(START)
    for _ in range(number):
        case = use_case_at(Stage.TRIALLING)
        reported_incident(case), due_deliverable(case), bank_note(case)
    rows = list(UseCase.objects.select_related("phase__programme"))
    with CaptureQueriesContext(connection) as captured:
        lights = lights_for(rows, START)
    assert (len(captured), len(lights)) == (5, number)
    assert {light.colour for light in lights.values()} == {Colour.AMBER}


def test_the_numbers_recorded_are_those_that_count(case: UseCase) -> None:
    limited(case, customers_limit=10)
    record: Callable[..., Any] = record_exposure
    record(case, {"customers_exposed": 11}, as_of=DAY, by=officer(), reason="A second branch.")
    assert lit(case, START)[0] == "red"
