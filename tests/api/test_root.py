"""The first address of the API says where everything is."""

import pytest

from tests.api.clients import ROOT, client
from usecases.api.resources import RESOURCES

pytestmark = pytest.mark.django_db


def test_every_address_it_names_answers() -> None:
    program = client()
    told = program.get(ROOT).json()
    assert set(told) == {"lists", "reports", "feeds", "ask", "schema", "docs"}
    assert set(told["lists"]) == {each.name for each in RESOURCES}
    found = {name: program.get(address).status_code for name, address in told["lists"].items()}
    assert set(found.values()) == {200, 401}
    assert program.get(told["feeds"]).status_code == 401
    assert [program.get(told[name]).status_code for name in ("reports", "schema", "docs")] == [
        200,
        200,
        200,
    ]


def test_it_takes_no_parameter() -> None:
    assert client().get(ROOT, {"page": "1"}).status_code == 400
