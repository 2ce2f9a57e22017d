"""Administrators who end each other at the same moment: one always keeps the keys."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.concurrency.race import race
from tests.people import administrator
from usecases.models.access import User
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.rules.grants import lasting_administrators
from usecases.workflow import edit, people

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def user_of(person: Person) -> User:
    assert person.user is not None
    return person.user


def end(one: Person, by: Person) -> Callable[[], Any]:
    return partial(people.end_grant, one.grants[0], by=by, reason="x")


def disable(one: Person, by: Person) -> Callable[[], Any]:
    return partial(people.disable, user_of(one), by=by, reason="x")


def demote(one: Person, by: Person) -> Callable[[], Any]:
    return partial(edit.change, one.grants[0], {"role": "officer"}, by=by)


ACTS = {"end": end, "disable": disable, "demote": demote}


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ACTS)
def test_two_who_end_each_other(first: str, second: str) -> None:
    one, other = administrator(), administrator("second")
    before = Change.objects.count()
    answers = race([ACTS[first](other, one), ACTS[second](one, other)])
    assert len([each for each in answers if each in ("invalid", "not-allowed")]) == 1
    assert lasting_administrators(timezone.now()).count() == 1
    assert Change.objects.count() == before + 1


def test_each_of_many_who_ends_oneself() -> None:
    many = [administrator(f"administrator{number}") for number in range(8)]
    answers = race([end(each, each) for each in many])
    assert answers.count("invalid") == 1
    assert lasting_administrators(timezone.now()).count() == 1


def test_a_ring_in_which_each_ends_the_next() -> None:
    many = [administrator(f"administrator{number}") for number in range(8)]
    race([end(many[(n + 1) % 8], each) for n, each in enumerate(many)])
    assert lasting_administrators(timezone.now()).count() >= 1
