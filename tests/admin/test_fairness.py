"""The pages on fairness and on conflicts of interest, and who opens them."""

import csv
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.admin.world import account
from tests.factories.assessments import assigned, conflicted, declared, handed_in, make_criterion
from tests.factories.institutions import bank_b
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, assessor, auditor, officer
from usecases.models.person import Person
from usecases.models.trail import Viewing
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
FAIRNESS, CONFLICTS = "/admin/reports/fairness/", "/admin/reports/interests/"


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def _by_key(*names: str) -> list[str]:
    """Return what people are called, in the order of their ids."""
    users = [account(assessor(name)) for name in names]
    return [str(user) for user in sorted(users, key=lambda user: str(user.pk))]


def _assessed() -> None:
    make_criterion(phase())
    case = use_case_at(Stage.ASSESSING)
    for name, score in (("a", 5), ("b", 2)):
        handed_in(case, assessor(name), score)


def test_three_breakdowns_whose_counts_open_their_cases() -> None:
    _assessed()
    client = _client(officer())
    parts = {part.name: part for part in client.get(FAIRNESS).context["parts"]}
    assert {name: [line.label for line in part.lines] for name, part in parts.items()} == {
        "kind": ["None", "All in scope"],
        "newcomer": ["Newcomer", "All in scope"],
        "assessor": [*_by_key("a", "b"), "All in scope"],
    }  # fmt: skip
    for part in parts.values():
        for line in part.lines:
            for cell in line.cells:
                if cell.url:
                    found = client.get(cell.url)
                    assert (found.status_code, found.context["cl"].result_count) == (
                        200,
                        int(cell.text),
                    )
    named = client.get(parts["assessor"].lines[0].cells[0].url).content.decode()
    assert f"assessed by {parts['assessor'].lines[0].label}" in named


def test_as_a_report_with_every_figure() -> None:
    _assessed()
    client = _client(auditor())
    for part in client.get(FAIRNESS).context["parts"]:
        assert client.get(part.report).status_code == 200
        asked = parse_qs(urlsplit(part.report).query)
        assert asked["by"] == [part.name]


def test_nonsense() -> None:
    phase()
    client = _client(officer())
    for query in ("programme=NONE", "x=1", "by=stage"):
        assert client.get(f"{FAIRNESS}?{query}").status_code == 400
    assert client.get(f"{CONFLICTS}?phase=NONE").status_code == 404


def test_nothing_yet() -> None:
    for path in (FAIRNESS, CONFLICTS):
        assert _client(officer()).get(path).status_code == 200


@pytest.mark.parametrize("path", [FAIRNESS, CONFLICTS])
def test_who_opens_it(path: str) -> None:
    found = {
        who.__name__: _client(who()).get(path).status_code
        for who in (officer, approver, auditor, assessor, administrator)
    }
    assert found == {
        "officer": 200, "approver": 200, "auditor": 200, "assessor": 404, "administrator": 404,
    }  # fmt: skip


def test_conflicts_counted_listed_and_taken_along() -> None:
    first, second = use_case_at(Stage.ASSESSING), use_case_at(Stage.ASSESSING, institution=bank_b())
    for case, name in ((first, "a"), (second, "a"), (second, "b")):
        assigned(case, assessor(name))
    conflicted(first, assessor("a"), why="CANARY in why")
    declared(second, assessor("a"))
    declared(second, assessor("b"))
    client = _client(auditor())
    shown = client.get(CONFLICTS)
    names = {name: str(assessor(name).user) for name in ("a", "b")}
    assert shown.context["counts"] == sorted([
        (phase().code, names["a"], 1, 1), (phase().code, names["b"], 0, 1),
    ])  # fmt: skip
    assert "CANARY in why" in shown.content.decode()
    answer = client.get(CONFLICTS, {"format": "csv", "phase": phase().code})
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Person"], row["Why"]) for row in rows] == [(names["a"], "CANARY in why")]
    assert client.get(CONFLICTS, {"format": "xlsx"}).content[:2] == b"PK"
    assert Viewing.objects.filter(by=auditor().user, kind="interest").exists()


def test_what_names_a_closed_case_is_left_out() -> None:
    case = use_case_at(Stage.ASSESSING)
    assigned(case, assessor("a"))
    conflicted(case, assessor("a"), why="CANARY")
    conflicted(case, approver())
    for query in ("", "?format=csv"):
        text = _client(approver()).get(CONFLICTS + query).content.decode()
        assert ("CANARY" in text, case.reference in text) == (False, False)
    assert "CANARY" in _client(officer()).get(CONFLICTS).content.decode()
