"""A world made once for all tests of a file: `_world = kept(furnish)`, each test in a savepoint."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.factories import memory


def kept(make: Callable[[], object]) -> Any:
    """Return a fixture that makes a world before the first test of a file, and ends it after.

    Within a test, `once` returns what was made: a `make` that asks it costs nothing a second time.
    """

    def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        with django_db_blocker.unblock():
            memory.forget()
            outer = transaction.atomic()
            outer._from_testcase = True  # type: ignore[attr-defined]  # as Django's own TestCase
            outer.__enter__()
            try:
                make()
                with memory.keep():
                    yield
            finally:
                transaction.set_rollback(True)
                outer.__exit__(None, None, None)

    return pytest.fixture(scope="module", autouse=True, name="_world")(world)
