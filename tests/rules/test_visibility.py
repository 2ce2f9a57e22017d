"""Who sees which use cases, and which of the records that hang on them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.factories.institutions import bank_a, bank_b
from tests.rules.world import World, make_world
from usecases.models.person import Person
from usecases.rules import visibility

pytestmark = pytest.mark.django_db

SUBMITTED = {"a-open", "a-done", "b-done", "sfc-open"}
SEEN: dict[str, set[str]] = {
    "officer": SUBMITTED,
    "approver": SUBMITTED,
    "auditor": SUBMITTED,
    "assessor": set(),
    "administrator": set(),
    "officer-sfc": {"sfc-open"},
    "editor-a": {"a-draft", "a-open", "a-done"},
    "signatory-a": {"a-draft", "a-open", "a-done"},
    "viewer-a": {"a-draft", "a-open", "a-done"},
    "viewer-b": {"b-done"},
    "anonymous": set(),
    "disabled": set(),
    "system": {"a-draft", *SUBMITTED},
}
# Which cases have such records at all.
HOLDING: dict[Callable[[Person], QuerySet[Any]], set[str]] = {
    visibility.parties_for: {"a-open"},
    visibility.submissions_for: SUBMITTED,
    visibility.stage_changes_for: SUBMITTED,
    visibility.decisions_for: {"a-open", "a-done", "b-done"},
    visibility.trials_for: {"a-done", "b-done"},
    visibility.outcomes_for: {"a-done", "b-done"},
}
BANKS = {"editor-a", "signatory-a", "viewer-a", "viewer-b"}


@pytest.fixture
def world() -> World:
    return make_world()


def test_use_cases(world: World) -> None:
    by_key = {case.pk: name for name, case in world.cases.items()}
    seen = {
        who: {by_key[case.pk] for case in visibility.use_cases_for(person)}
        for who, person in world.people.items()
    }
    assert seen == SEEN


def test_drafts_are_the_banks_alone(world: World) -> None:
    seen = {
        who: [case.pk for case in visibility.drafts_for(person)]
        for who, person in world.people.items()
    }
    own = {"editor-a", "signatory-a", "viewer-a"}
    assert seen == {who: [world.cases["a-draft"].pk] if who in own else [] for who in SEEN}


def test_records_of_a_case_are_seen_with_it(world: World) -> None:
    by_key = {case.pk: name for name, case in world.cases.items()}
    for rows_for, holding in HOLDING.items():
        seen = {
            who: {by_key[row.use_case_id] for row in rows_for(person)}
            for who, person in world.people.items()
        }
        expected = {who: cases & holding for who, cases in SEEN.items()}
        if rows_for is visibility.decisions_for:
            expected |= {who: expected[who] - {"a-open"} for who in BANKS}
        assert (rows_for.__name__, seen) == (rows_for.__name__, expected)


def test_another_bank_does_not_share_a_single_row(world: World) -> None:
    first, second = world.people["signatory-a"], world.people["viewer-b"]
    for rows_for in HOLDING:
        assert set(rows_for(first)) & set(rows_for(second)) == set()
    assert {case.institution for case in visibility.use_cases_for(first)} == {bank_a()}
    assert {case.institution for case in visibility.use_cases_for(second)} == {bank_b()}
