"""The moderation page: ranked, filtered, sorted, taken along, closed by a conflict."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.world import account
from tests.factories.access import make_grant
from tests.factories.assessments import assigned, conflicted, handed_in, make_criterion, user_of
from tests.factories.institutions import bank_a, bank_b, make_institution
from tests.factories.phases import phase
from tests.factories.reviews import proposed_decision, released_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category
from tests.people import administrator, approver, assessor, auditor, officer, staff
from usecases.models.person import Person, person_for
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.reporting.moderation import placed
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
PAGE = "/admin/moderation/"


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def _case(institution: Any = None, **scores: int) -> UseCase:
    if not phase().criteria.exists():
        make_criterion(phase())
    case = use_case_at(Stage.ASSESSING, institution=institution or bank_a())
    for name, score in scores.items():
        handed_in(case, assessor(name), score)
    return UseCase.objects.get(pk=case.pk)


def _places(person: Person, **asked: str) -> list[tuple[str, int | None]]:
    answer = _client(person).get(PAGE, asked)
    return [(row.case.reference, row.place) for row, _crosses in answer.context["rows"]]


def _room(number: int) -> None:
    where = phase()
    type(where).objects.filter(pk=where.pk).update(capacity=number)


def test_ranked_by_mean_against_the_places() -> None:
    _room(2)
    _case(a=2, b=3)
    _case(bank_b(), a=5)
    _case(make_institution(), a=5, b=5)
    _case(make_institution())
    answer = _client(officer()).get(PAGE)
    found = [
        (row.case.reference, row.place, row.within, str(row.judgement.mean), crosses)
        for row, crosses in answer.context["rows"]
    ]
    assert found == [
        ("GS1-002", 1, True, "5.0", False),
        ("GS1-003", 1, True, "5.0", False),
        ("GS1-001", 3, False, "2.5", True),
        ("GS1-004", None, None, "None", False),
    ]
    assert "Room for 2 ends here" in answer.content.decode()


def test_which_cases_are_moderated() -> None:
    for stage in (Stage.SUBMITTED, Stage.SCREENING, Stage.WITHDRAWN, Stage.DRAFT):
        use_case_at(stage)
    recorded_case(Stage.ACCEPTED)
    decided = [use_case_at(stage) for stage in (Stage.WAITLISTED, Stage.ACCEPTED, Stage.DECLINED)]
    case = use_case_at(Stage.ASSESSING)
    assert {row.case for row in placed(officer(), phase())} == {case, *decided}


def test_sorted_by_links_what_has_no_value_last() -> None:
    _case(a=2, b=2, c=5)
    _case(bank_b(), a=4)
    _case(make_institution())
    orders = {
        "mean": [2, 1, 3],
        "-mean": [1, 2, 3],
        "median": [2, 1, 3],
        "spread": [1, 2, 3],
        "reference": [1, 2, 3],
        "-reference": [3, 2, 1],
        "place": [2, 1, 3],
        "institution": [1, 3, 2],
        "count": [1, 2, 3],
    }
    found = {
        order: [int(reference[-1]) for reference, _place in _places(officer(), sort=order)]
        for order in orders
    }
    assert found == orders


def test_filtered_with_the_same_places() -> None:
    first, second = make_category("fraud-prevention"), make_category("risk")
    _case(a=2)
    case = _case(bank_b(), a=4)
    with_category = {first: "GS1-001", second: "GS1-002"}
    for category, reference in with_category.items():
        UseCase.objects.filter(reference=reference).update(category=category)
    assert _places(officer(), category="fraud-prevention") == [("GS1-001", 2)]
    released_decision(case)
    assert _places(officer(), stage="accepted") == [("GS1-002", 1)]
    assert _places(officer(), stage="declined") == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("phase=NONE", 404),
        ("sort=secret", 400),
        ("stage=x", 400),
        ("x=1", 400),
        ("format=pdf", 404),
    ],
)
def test_nonsense(query: str, status: int) -> None:
    _case(a=2)
    assert _client(officer()).get(f"{PAGE}?{query}").status_code == status


def test_nothing_to_moderate() -> None:
    phase()
    answer = _client(officer()).get(PAGE)
    assert (answer.status_code, b"Nothing to moderate yet" in answer.content) == (200, True)


def test_who_opens_it() -> None:
    _case(a=2)
    people = {each.__name__: each() for each in (officer, approver, auditor, assessor)}
    people["administrator"] = administrator()
    found = {name: _client(person).get(PAGE).status_code for name, person in people.items()}
    assert found == {
        "officer": 200, "approver": 200, "auditor": 200, "assessor": 404, "administrator": 404,
    }  # fmt: skip


def test_a_conflict_takes_the_case_and_its_place_away() -> None:
    shut = _case(a=5)
    _case(bank_b(), a=3)
    conflicted(shut, approver())
    answer = _client(approver()).get(PAGE)
    assert _places(approver()) == [("GS1-002", 1)]
    assert shut.reference not in answer.content.decode()
    assert str(shut.pk) not in answer.content.decode()
    assert "GS1-001" not in b"".join(_file(approver(), "csv")).decode()


def test_an_officer_who_owes_an_assessment_sees_no_figures() -> None:
    both = staff(Role.OFFICER, "both")
    case = _case(a=5)
    make_grant(user_of(both), Role.ASSESSOR)
    both = person_for(user_of(both))
    assigned(case, both)
    row = placed(both, phase())[0]
    assert (row.judgement.closed, row.place) == (True, None)
    shown = _client(both).get(PAGE).content.decode()
    assert "the figures open once your own assessment is handed in" in shown
    assert ">5.0<" not in shown
    assert "5.0" not in b"".join(_file(both, "csv")).decode()


def test_outliers_have_a_sign_and_words() -> None:
    _case(a=5, b=4, c=1)
    shown = _client(officer()).get(PAGE).content.decode()
    assert "▼" in shown
    assert "3.5 below the others" in shown


def test_an_open_proposal_of_the_version_in_force() -> None:
    case = _case(a=4)
    decision = proposed_decision(case)
    row = placed(officer(), phase())[0]
    assert row.proposal == decision
    shown = _client(auditor()).get(PAGE)
    assert "proposed" in shown.content.decode()
    assert shown.context["acts"] == []


def _file(person: Person, ending: str, **asked: str) -> list[bytes]:
    answer = _client(person).get(PAGE, {"format": ending, **asked})
    assert answer.status_code == 200
    return [answer.content]


def test_taken_along_as_it_is_on_screen() -> None:
    _room(1)
    _case(a=2, b=3)
    _case(bank_b(), a=5)
    text = _file(officer(), "csv", sort="reference")[0].decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    kept = ("Place", "Within the places", "Reference", "Mean", "Assessments that count", "Accept")
    assert [[row[name] for name in kept] for row in rows] == [
        ["2", "No", "GS1-001", "2.5", "2", "2"],
        ["1", "Yes", "GS1-002", "5.0", "1", "1"],
    ]
    assert _file(officer(), "xlsx")[0][:2] == b"PK"
    assert Viewing.objects.filter(by=officer().user, looked="exported", kind="usecase").exists()


def test_chosen_rows_go_to_the_acts_of_the_list() -> None:
    case = _case(a=4)
    client = _client(officer())
    acts = [act.name for act in client.get(PAGE).context["acts"]]
    assert acts == ["propose-accept", "propose-waitlist", "propose-decline"]
    chosen = {"action": "propose-accept", "index": "0", "select_across": "0"}
    answer = client.post("/admin/usecases/usecase/", {**chosen, "_selected_action": [str(case.pk)]})
    assert (answer.status_code, [each.row for each in answer.context["outlook"]]) == (
        200,
        [case],
    )


def test_queries_do_not_grow() -> None:
    client = _client(officer())

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE)
        return len(caught)

    proposed_decision(_case(a=4, b=2))
    asked()
    first = asked()
    for _number in range(2):
        proposed_decision(_case(make_institution(), a=4, b=2, c=5))
    assert asked() == first
