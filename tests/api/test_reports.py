"""Reports: which there are, to whom, and every figure with the records it counts."""

import pytest
from rest_framework.test import APIClient

from tests.api.clients import address, client, told
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, officer, signatory
from usecases.reporting.catalogue import REPORTS

pytestmark = pytest.mark.django_db

PUBLIC = ["phases", "matrix", "participation", "outcomes"]


def _names(program: APIClient) -> list[str]:
    reports = program.get(address("reports")).json()["reports"]
    for report in reports:
        assert list(report) == ["name", "title", "definition", "url"]
        assert program.get(report["url"]).status_code == 200
    return [report["name"] for report in reports]


def test_which_there_are() -> None:
    assert _names(client(officer())) == list(REPORTS)
    assert _names(client()) == [name for name in REPORTS if name in PUBLIC]
    assert _names(client(signatory())) == _names(client())
    assert [_names(client(person)) for person in (approver(), auditor())] == [list(REPORTS)] * 2


def test_one_that_is_not_for_everybody() -> None:
    asked = address("reports", "funnel")
    assert told(client().get(asked))[:2] == (401, "not-authenticated")
    for person in (signatory(), assessor()):
        assert told(client(person).get(asked)) == (403, "not-allowed", {})


def test_one_that_is_none() -> None:
    for program in (client(), client(officer())):
        assert told(program.get(address("reports", "nothing"))) == (404, "not-found", {})


def test_its_form() -> None:
    use_case_at("accepted")
    body = client(officer()).get(address("reports", "phases"), {"phase": "GS1"}).json()
    assert list(body) == [
        *("report", "title", "definition", "scope", "as_at", "known_at"),
        *("columns", "rows", "total"),
    ]
    assert (body["report"], body["scope"]) == ("phases", {"phase": ["GS1"]})
    assert {tuple(column) for column in body["columns"]} == {
        ("name", "label", "type", "unit", "definition")
    }
    names = [column["name"] for column in body["columns"]]
    for row in body["rows"]:
        assert list(row) == [*names, "records"]
    assert body["rows"][0]["use_cases"] == 1


def test_the_moments_asked_about_are_said() -> None:
    asked = {"as_at": "2025-06-30", "known_at": "2025-07-01T00:00:00Z"}
    body = client(officer()).get(address("reports", "phases"), asked).json()
    assert body["as_at"].startswith("2025-06-30T23:59:59")
    assert body["known_at"] == "2025-07-01T00:00:00Z"
    assert body["scope"] == {}
