"""Several people who publish at the same moment: one version is public, the others are told."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.concurrency.race import race
from tests.factories.phases import phase
from tests.factories.publications import proposed_publication
from tests.people import approver, officer
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.workflow import edit, publish

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def test_of_two_who_confirm_one_proposal_at_once_one_does() -> None:
    proposal = proposed_publication(phase())
    people = [approver("first"), approver("second")]
    done = race([partial(publish.confirm, proposal, by=each) for each in people])
    assert done.count("wrong-stage") == 1
    shown = published(Publication.objects.all()).get()
    (winner,) = [person for person, did in zip(people, done, strict=True) if did == shown]
    assert shown.confirmed_by == winner.user


def test_of_two_versions_confirmed_at_once_both_are_kept_and_one_is_public() -> None:
    older = proposed_publication(phase())
    edit.change(phase(), {"theme": "Second"}, by=officer())
    newer = proposed_publication(phase())
    acts = [
        partial(publish.confirm, each, by=approver(name), replaces=0)
        for name, each in (("first", older), ("second", newer))
    ]
    done = race(acts)
    assert done.count("stale") == 1  # each compared with nothing: the one who came later is told
    assert published(Publication.objects.filter(record=phase().pk)).count() == 1


def test_of_two_who_propose_and_one_who_withdraws_nothing_is_lost() -> None:
    public = publish.confirm(proposed_publication(phase()), by=approver())
    edit.change(phase(), {"theme": "Second"}, by=officer())
    people = [officer("first"), officer("second")]
    acts: list[Callable[[], Any]] = [
        *(partial(publish.propose, phase(), by=each) for each in people),
        partial(publish.withdraw, public, by=approver("third"), reason="Wrong."),
    ]
    race(acts)
    versions = Publication.objects.filter(record=phase().pk).order_by("version")
    numbers = list(versions.values_list("version", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert published(versions).count() == 0
