"""Home says what of each use case is the bank's turn: the same that its page says comes next."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.monitoring import bank_note, due_deliverable
from tests.factories.parties import joint
from tests.factories.plans import proposed_plan
from tests.factories.reviews import released_decision
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, visit, words
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clear, plans

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
ACCEPT = "Accept the decision with its conditions, or ask about it"
PLAN = "Propose the trial plan with its targets"


@pytest.fixture(autouse=True)
def _spring(freeze: Any) -> None:
    freeze(START)


def told(client: Client) -> dict[str, list[tuple[str, date | None, bool]]]:
    """Return what home lists of each use case, by its title."""
    todo = client.get(at("home")).context["todo"]
    return {
        each.case.title: [(str(duty.words), duty.on, duty.late) for duty in each.duties]
        for each in todo
    }


def coming(client: Client, case: UseCase) -> list[tuple[str, date | None, bool]]:
    """Return what the page of the use case says is the bank's turn."""
    rows = client.get(at("use-case", case.pk)).context["coming"]
    return [(str(each.words), each.on, each.late) for each in rows if each.yours]


def furnish() -> dict[str, UseCase]:
    """Give the bank something to do of every kind."""
    placed: dict[str, Any] = {"public_title": "For everybody", "public_summary": "What it does."}
    cases = {
        "decided": released_decision(use_case_at(Stage.ASSESSING, title="decided")).use_case,
        "planned": use_case_at(Stage.ACCEPTED, title="planned"),
        "running": use_case_at(Stage.TRIALLING, title="running", **placed),
        "completed": use_case_at(Stage.COMPLETED, title="completed"),
        "declined": use_case_at(Stage.DECLINED, title="declined"),
    }
    proposed_plan(cases["planned"])
    due_deliverable(cases["running"], title="First results", due_on=date(2026, 3, 20))
    bank_note(cases["running"], action_wanted="Take it out.", due_on=date(2026, 4, 1))
    clear.ask(cases["running"], by=people.officer())
    return {name: UseCase.objects.get(pk=case.pk) for name, case in cases.items()}


def test_home_lists_what_is_the_banks_turn_and_marks_what_is_late(freeze: Any) -> None:
    cases = furnish()
    freeze(datetime(2026, 3, 25, 2, tzinfo=UTC))
    client = visit(people.viewer())
    found = told(client)
    assert found["decided"] == [(ACCEPT, None, False), (PLAN, None, False)]
    assert [each[1:] for each in found["running"][:2]] == [
        (date(2026, 3, 20), True),
        (date(2026, 4, 1), False),
    ]
    assert ("Agree to what is to be public, or say what to change", None, False) in found["running"]
    assert found["running"][0][0] == "Hand in: First results"
    assert "completed" not in found
    assert "declined" not in found
    assert next(iter(found)) == "running"  # the nearest day first
    for name, rows in found.items():
        assert coming(client, cases[name]) == rows
    page = words(client.get(at("home")))
    assert "Hand in: First results · 20 March 2026 · late" in page


def test_a_plan_that_waits_for_the_officer_is_not_the_banks_turn() -> None:
    case = use_case_at(Stage.ACCEPTED, title="planned")
    proposal = proposed_plan(case)
    client = visit(people.editor())
    assert PLAN not in [each[0] for each in told(client)["planned"]]
    plans.send_back_plan(proposal, reason="Fewer customers.", by=people.officer())
    again = ("Change the trial plan, and propose it anew", None, False)
    assert again in told(client)["planned"]


def test_home_asks_what_became_of_it_after_six_months(freeze: Any) -> None:
    case = use_case_at(Stage.COMPLETED, title="completed")
    client = visit(people.viewer())
    assert told(client) == {}
    freeze(datetime(2026, 9, 10, 2, tzinfo=UTC))
    asked = [("Tell what became of it, after 6 months", date(2026, 9, 2), True)]
    client = visit(people.viewer())
    assert (told(client), coming(client, case)) == ({"completed": asked}, asked)


def test_whoever_reads_along_has_nothing_to_do() -> None:
    case = furnish()["running"]
    joint(case, bank_b())
    client = visit(people.signatory(bank_b()))
    assert (told(client), coming(client, case)) == ({}, [])
    assert "Your turn" not in words(client.get(at("use-case", case.pk)))
    assert "Hand in: First results" in words(client.get(at("use-case", case.pk)))


@pytest.mark.parametrize("times", [1, 3])
def test_queries_do_not_grow(times: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _each in range(times):
        furnish()
    client = visit(people.signatory())
    with django_assert_num_queries(22):
        assert client.get(at("home")).status_code == 200
