"""Every figure that the API reports counts exactly the records at the address beside it."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.clients import address, client, world
from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import make_participation, phase, programme
from tests.factories.publications import loaded, published
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import officer, signatory
from usecases.models.person import ANONYMOUS, Person
from usecases.reporting.catalogue import REPORTS

pytestmark = pytest.mark.django_db

PUBLIC = ["phases", "matrix", "participation", "outcomes"]


def _published_world() -> None:
    world()
    for record in (programme(), phase(), bank_a()):
        loaded(record)
    published(recorded_case("accepted"))
    published(make_participation(phase(), make_partner("Public partner")))
    signatory(), officer()


_world = kept(_published_world)


SCOPES: list[dict[str, str]] = [
    {},
    {"phase": "GS1"},
    {"as_at": "2021-01-01"},
    {"sector": "banking"},
]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("name", list(REPORTS))
def test_every_figure_has_exactly_its_records(name: str, scope: dict[str, str]) -> None:
    assert _counted(officer(), name, scope) == _figures(client(officer()), name, scope)


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("who", ["nobody", "bank"])
def test_so_have_those_counted_from_what_is_published(name: str, who: str) -> None:
    person = signatory() if who == "bank" else ANONYMOUS
    figures = _figures(client(person), name, {})
    assert _counted(person, name, {}) == figures
    assert figures != []


def _rows(program: APIClient, name: str, scope: dict[str, str]) -> list[dict[str, Any]]:
    answer = program.get(address("reports", name), scope)
    assert answer.status_code == 200, answer.content
    body = answer.json()
    counts = {each["name"] for each in body["columns"] if each["type"] == "count"}
    rows = [*body["rows"], *([body["total"]] if body["total"] else [])]
    for row in rows:
        assert {name for name in counts if row[name] is not None} == set(row["records"])
    return rows


def _figures(program: APIClient, name: str, scope: dict[str, str]) -> list[Any]:
    return [row[count] for row in _rows(program, name, scope) for count in row["records"]]


def _counted(person: Person, name: str, scope: dict[str, str]) -> list[int]:
    program = client(person)
    return [
        program.get(where).json()["count"]
        for row in _rows(program, name, scope)
        for where in row["records"].values()
    ]
