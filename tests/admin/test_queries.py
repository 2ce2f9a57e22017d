"""A list asks the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.test_pages import MODELS, OPENS, address, signed_in
from tests.admin.world import furnish, furnish_once

pytestmark = pytest.mark.django_db


def queries(role: str, path: str) -> int:
    client = signed_in(role)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", MODELS)
def test_lists(model: str) -> None:
    furnish()
    path = address(model, "changelist")
    role = "auditor" if model in OPENS["auditor"] else "administrator"
    first = queries(role, path)
    furnish_once()
    furnish_once()
    assert queries(role, path) == first


def test_the_first_page() -> None:
    furnish()
    first = queries("officer", "/admin/")
    furnish_once()
    furnish_once()
    assert queries("officer", "/admin/") == first


def test_the_page_of_a_use_case() -> None:
    first = queries("officer", address("usecase", "change", furnish().pk))
    assert queries("officer", address("usecase", "change", furnish(3).pk)) == first


def test_history() -> None:
    first = queries("officer", address("usecase", "history", furnish().pk))
    assert queries("officer", address("usecase", "history", furnish(3).pk)) == first
