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
    for _number in range(2 if model == "change" else 0):
        furnish_once()  # its first page then names the same kinds of record
    path = address(model, "changelist")
    role = "auditor" if model in OPENS["auditor"] else "administrator"
    first = queries(role, path)
    furnish_once()
    furnish_once()
    if model == "change":  # once for each kind of record that its page names, and these are fewer
        assert queries(role, path) <= first
    else:
        assert queries(role, path) == first


@pytest.mark.parametrize("role", ["officer", "approver", "auditor", "administrator", "assessor"])
def test_the_first_page(role: str) -> None:
    furnish()
    first = queries(role, "/admin/")
    furnish_once()
    furnish_once()
    assert queries(role, "/admin/") == first


@pytest.mark.parametrize("name", ["phases", "funnel", "matrix", "participation"])
def test_reports(name: str) -> None:
    furnish()
    path = f"/admin/reports/{name}/"
    first = queries("officer", path)
    furnish_once()
    furnish_once()
    assert queries("officer", path) == first


@pytest.mark.parametrize("path", ["/admin/calendar/", "/admin/calendar/deadlines.ics"])
def test_the_calendar(path: str) -> None:
    furnish()
    first = queries("officer", path)
    furnish_once()
    furnish_once()
    assert queries("officer", path) == first


def test_the_page_of_a_use_case() -> None:
    first = queries("officer", address("usecase", "change", furnish().pk))
    assert queries("officer", address("usecase", "change", furnish(3).pk)) == first


def test_history() -> None:
    first = queries("officer", address("usecase", "history", furnish().pk))
    assert queries("officer", address("usecase", "history", furnish(3).pk)) == first
