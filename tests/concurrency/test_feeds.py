"""Copies that are kept beside a writer: nothing is lost between two pulls, whatever commits when.

Only PostgreSQL shows it: SQLite in memory has one connection.
"""

from random import Random
from threading import Event, Thread

import pytest
from django.db import connection

from tests.factories.institutions import bank_a, bank_b
from tests.factories.usecases import use_case_at
from tests.people import approver, officer, signatory
from tests.reporting.feed_copies import Copy, full
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, submit
from usecases.workflow.correct import void

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

PULLED = ("use-cases", "stage-changes", "participations", "use-case-parties")
WRITERS, ACTS = 3, 12


@pytest.fixture(autouse=True)
def _on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def _write(cases: list[UseCase], people: tuple[Person, Person, Person], seed: int) -> None:
    """Recall, hand in again, screen and void: each case is one writer's own."""
    by, staff, boss = people
    chance = Random(seed)  # noqa: S311 - the same acts every time
    try:
        for _ in range(ACTS):
            case = UseCase.objects.get(pk=chance.choice(cases).pk)
            if case.stage == Stage.DRAFT:
                submit.submit(case, by=by)
            elif case.stage == Stage.SUBMITTED and chance.random() < 0.6:
                submit.recall(case, by=by)
            elif case.stage == Stage.SUBMITTED:
                assess.screen(case, by=staff)
            elif case.stage == Stage.SCREENING:
                void(case, by=boss, reason="Twice.")
    finally:
        connection.close()


def _keep(held: list[Copy], done: Event) -> None:
    try:
        while not done.is_set():
            for copy in held:
                copy.page(2)
    finally:
        connection.close()


def test_a_copy_pulled_beside_writers_is_what_a_fresh_pull_gives() -> None:
    people = (signatory(), officer(), approver())
    cases = [use_case_at(Stage.SUBMITTED) for _ in range(9)]
    use_case_at(Stage.SUBMITTED, institution=bank_b())
    readers = (officer(), signatory(bank_a()))
    held = [Copy(name, person) for person in readers for name in PULLED]
    done = Event()
    writers = [
        Thread(target=_write, args=(cases[at::WRITERS], people, at)) for at in range(WRITERS)
    ]
    pullers = [Thread(target=_keep, args=(held[at::2], done)) for at in range(2)]
    for thread in (*writers, *pullers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in pullers:
        thread.join()
    for copy in held:
        assert copy.catch_up() == full(copy.feed.name, copy.person), copy.feed.name
        assert copy.full_pulls == 1
