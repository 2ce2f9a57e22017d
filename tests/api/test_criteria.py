"""Criteria in the API: read by whoever signed in, written by nobody."""

import pytest

from tests.api.clients import address, client, told
from tests.factories.assessments import make_criterion
from tests.factories.phases import open_phase, phase
from tests.people import assessor, auditor, officer, signatory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [officer, auditor, assessor, signatory])
def test_read_with_the_words_of_each_score(who: object) -> None:
    make_criterion(phase(), weight="2.50")
    make_criterion(open_phase("GS9"), "risk")
    program = client(who())  # type: ignore[operator]  # a maker of people
    answer = program.get(address("criteria"), {"phase": phase().code})
    (row,) = answer.json()["results"]
    assert (row["phase"], row["code"], row["weight"], row["points"][:2]) == (
        phase().code,
        "innovation",
        "2.50",
        [{"score": 1, "words": "Poor"}, {"score": 2, "words": "Weak"}],
    )
    assert program.get(address("criteria", row["id"])).json() == row


def test_not_without_a_token() -> None:
    criterion = make_criterion(phase())
    for path in (address("criteria"), address("criteria", criterion.pk)):
        assert client().get(path).status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes(method: str) -> None:
    criterion = make_criterion(phase())
    program = client(officer())
    for path in (address("criteria"), address("criteria", criterion.pk)):
        assert getattr(program, method)(path, {"weight": 9}, format="json").status_code == 405
    criterion.refresh_from_db()
    assert criterion.weight == 1


def test_refused_by_name() -> None:
    answer = client(officer()).get(address("criteria"), {"phase": "NONE", "colour": "red"})
    assert told(answer)[0] == 400
    assert [*told(answer)[2]] == ["colour"]


@pytest.mark.parametrize(
    ("by", "columns"),
    [("newcomer", {"newcomer", "small_numbers"}), ("assessor", {"assessor", "name", "severity"})],
)
def test_fairness_is_a_report(by: str, columns: set[str]) -> None:
    phase()
    answer = client(officer()).get(address("reports", "funnel"), {"by": by}).json()
    names = {each["name"] for each in answer["columns"]}
    assert names & columns == columns
    assert client(signatory()).get(address("reports", "funnel"), {"by": by}).status_code == 403
    assert client().get(address("reports", "funnel"), {"by": by}).status_code == 401


def test_parameters_for_staff_alone() -> None:
    for asked in ({"newcomer": "true"}, {"assessor": str(signatory().user.pk)}):  # type: ignore[union-attr]  # has an account
        answer = client(signatory()).get(address("use-cases"), asked)
        assert (answer.status_code, [*told(answer)[2]]) == (400, [*asked])
