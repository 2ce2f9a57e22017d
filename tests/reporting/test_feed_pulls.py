"""A full pull followed by incremental ones is what a fresh full pull gives, whatever happens."""

import os
from random import Random

import pytest

from tests.factories.assessments import conflicted
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import officer, signatory
from tests.reporting.feed_acts import second_authority, something
from tests.reporting.feed_copies import copies, differing
from usecases.models.person import Person
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

# `FEED_ACTS=2000 pytest tests/reporting/test_feed_pulls.py` walks on; the suite takes a few steps.
ACTS = int(os.environ.get("FEED_ACTS", "40"))
EVERY = 10


def readers() -> dict[str, Person]:
    for bank in (bank_a(), bank_b(), second_authority()):
        use_case_at(Stage.SUBMITTED, institution=bank)
    closed = officer("conflicted")
    conflicted(use_case_at(Stage.COMPLETED, institution=bank_b(), phase=phase()), closed)
    return {
        "officer": officer(),
        "limited": officer(authority=second_authority().authority),
        "conflicted": closed,
        "bank": signatory(bank_a()),
        "other": signatory(bank_b()),
    }


@pytest.mark.parametrize("seed", range(int(os.environ.get("FEED_WALKS", "1"))))
def test_copies_stay_equal(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same walk every time
    held = {who: copies(person) for who, person in readers().items()}
    done: list[str] = []
    for step in range(1, ACTS + 1):
        done.append(something(chance))
        some = chance.choice(list(held.values()))
        for name in chance.sample(list(some), 4):
            some[name].page(chance.choice((1, 2, 1_000)))  # stops in the middle, and goes on later
        if step % EVERY == 0:
            wrong = {who: found for who, mine in held.items() if (found := differing(mine))}
            assert wrong == {}, done
    assert {copy.full_pulls for copy in held["officer"].values()} == {1}
