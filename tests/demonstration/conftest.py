"""One invented world for the tests that only look."""

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.demonstration.world import NOW, PASSWORD, quiet
from usecases.demonstration.make import Size, make
from usecases.exchange.vocabularies import load_vocabularies
from usecases.workflow.people import system


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A small world with every stage in it, undone after the tests of a module."""
    clock = time_machine.travel(NOW, tick=False)
    with django_db_blocker.unblock(), transaction.atomic(), clock:
        load_vocabularies(settings.BASE_DIR / "fixtures" / "vocabularies", by=system())
        make(Size(phases=3, use_cases=48, seed=1), password=PASSWORD, progress=quiet)
        yield
        transaction.set_rollback(True)
