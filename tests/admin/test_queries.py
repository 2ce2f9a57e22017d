"""A list asks the database as often for three rows as for one."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.test_pages import MODELS, OPENS, address, signed_in
from tests.admin.world import furnish, furnish_once
from usecases.reporting.stored import ANSWERS

pytestmark = pytest.mark.django_db


def queries(role: str, path: str) -> int:
    client = signed_in(role)
    client.get(path)
    ANSWERS.clear()  # what is counted is the work, not what is kept of it
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def grown(count: Callable[[str], int], asked: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return how often each asks whose number grew with the rows, from one row to three.

    The trail asks once for each kind of record on its page: it is asked when that is full.
    """
    names = list(asked)
    first = {name: count(name) for name in names if name != "change"}
    furnish_once()
    furnish_once()
    first |= {name: count(name) for name in names if name == "change"}
    third = {name: count(name) for name in names if name != "change"}
    if "change" in first:
        furnish_once()
        third["change"] = count("change")
    return {name: (first[name], third[name]) for name in names if first[name] != third[name]}


def test_lists() -> None:
    def count(model: str) -> int:
        role = "auditor" if model in OPENS["auditor"] else "administrator"
        return queries(role, address(model, "changelist"))

    furnish()
    assert grown(count, MODELS) == {}


PAGES = [
    *(f"{role} /admin/" for role in ("officer", "approver", "auditor", "administrator")),
    "assessor /admin/",
    *(f"officer /admin/reports/{name}/" for name in ("phases", "funnel", "matrix")),
    "officer /admin/reports/participation/",
    "officer /admin/calendar/",
    "officer /admin/calendar/deadlines.ics",
]


def test_pages() -> None:
    furnish()
    assert grown(lambda page: queries(*page.split()), PAGES) == {}


def test_the_page_of_a_use_case() -> None:
    first = queries("officer", address("usecase", "change", furnish().pk))
    assert queries("officer", address("usecase", "change", furnish(3).pk)) == first


def test_history() -> None:
    first = queries("officer", address("usecase", "history", furnish().pk))
    assert queries("officer", address("usecase", "history", furnish(3).pk)) == first
