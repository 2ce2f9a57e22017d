"""Assessors are assigned by hand and in bulk, conflicts written down and lifted, in the console."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.world import account
from tests.factories.access import make_grant
from tests.factories.assessments import assigned, conflicted, declared, handed_in, user_of
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, officer
from usecases.models.assessments import Assignment
from usecases.models.interests import Interest
from usecases.models.usecases import UseCase
from usecases.selection.waiting import select
from usecases.vocabulary.stages import Stage
from usecases.workflow.declare import find_conflict

pytestmark = pytest.mark.django_db

LIST = "/admin/usecases/usecase/"


@pytest.fixture
def me(client: Client) -> Client:
    client.force_login(account(officer()))
    return client


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.SUBMITTED)


def act(case: UseCase, name: str) -> str:
    return reverse("admin:usecases_usecase_act", args=[case.pk, name])


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_several_are_assigned_to_several_after_a_look(me: Client, case: UseCase) -> None:
    second, late = use_case_at(Stage.ASSESSING), use_case_at(Stage.DECLINED)
    assigned(second)
    user_of(assessor("second"))
    rows = {"action": "assign-assessors", "_selected_action": [case.pk, second.pk, late.pk]}
    page = me.post(f"{LIST}?all", rows)
    told = {each.row: (bool(each.why_not), str(each.what)) for each in page.context["outlook"]}
    assert told == {
        case: (False, "Now: nobody."),
        second: (False, f"Now: {user_of(assessor()).name}."),
        late: (True, ""),
    }
    labels = [str(label) for _key, label in page.context["form"].fields["assessors"].choices]
    assert sorted(label.rpartition(" (")[2] for label in labels) == [
        "0 use cases to do)", "1 use case to do)",
    ]  # fmt: skip
    people = [str(user_of(each).pk) for each in (assessor(), assessor("second"))]
    data = {"rows": page.context["rows"], "assessors": people, "due_on": "2099-01-02"}
    done = me.post(f"{LIST}bulk/assign-assessors/", data)
    stayed = {each.row: bool(each.why_not) for each in done.context["outlook"]}
    assert stayed == {case: False, second: False, late: True}
    found = Assignment.objects.values_list("use_case", "assessor__email", "due_on")
    assert {(key, email.partition("@")[0], bool(due)) for key, email, due in found} == {
        (case.pk, "assessor", True),
        (case.pk, "second", True),
        (second.pk, "assessor", False),
        (second.pk, "second", True),
    }


def test_one_who_cannot_stops_all_and_is_named(me: Client, case: UseCase) -> None:
    other = use_case_at(Stage.ASSESSING)
    find_conflict(user_of(assessor()), other.phase, other, by=officer(), why="Known.")
    rows = {"action": "assign-assessors", "_selected_action": [case.pk, other.pk]}
    page = me.post(LIST, rows)
    data = {"rows": page.context["rows"], "assessors": [str(user_of(assessor()).pk)]}
    again = me.post(f"{LIST}bulk/assign-assessors/", data)
    assert Assignment.objects.count() == 0
    name = user_of(assessor()).name
    assert f"{name} has declared a conflict of interest." in str(again.content.decode())


def test_by_hand_from_the_page_and_taken_back(me: Client, case: UseCase) -> None:
    key = str(user_of(assessor()).pk)
    done = me.post(act(case, "assign-assessors"), {"assessors": [key]})
    page = done.headers["Location"]
    assert page.endswith(f"{case.pk}/change/?tab=reviews")
    assert "Not handed in" in body(me, page)
    row = Assignment.objects.get()
    path = reverse("admin:usecases_assignment_act", args=[row.pk, "unassign"])
    assert me.post(path, {"reason": "On leave."}).status_code == 302
    assert "Taken back" in body(me, page)


def test_an_assessor_with_a_conflict_waits_on_the_officer(me: Client, case: UseCase) -> None:
    assigned(case)
    assert list(select(officer(), "assessor-in-conflict")) == []
    data = {"person_found": str(user_of(assessor()).pk), "about": "use_case", "why": "A brother."}
    assert me.post(act(case, "find-conflict"), data).status_code == 302
    assert list(select(officer(), "assessor-in-conflict")) == [case]
    assert "Conflict of interest" in body(me, f"{LIST}{case.pk}/change/?tab=reviews")
    assert "A brother." in body(me, "/admin/usecases/interest/")


def test_an_approver_lifts_and_an_officer_does_not(client: Client, case: UseCase) -> None:
    assigned(case)
    conflicted(use_case_at(Stage.SCREENING), officer("second"))
    row = Interest.objects.get()
    path = reverse("admin:usecases_interest_act", args=[row.pk, "lift"])
    for person, status in ((officer(), 404), (auditor(), 404), (approver(), 302)):
        client.force_login(account(person))
        assert client.post(path, {"reason": "An error."}).status_code == status
    assert Interest.objects.get().ended_at is not None


def test_what_was_handed_in_is_read_on_the_tab_and_exported(me: Client) -> None:
    case = use_case_at(Stage.ASSESSING)
    row = handed_in(case)
    assert "Sound." in body(me, f"{LIST}{case.pk}/change/?tab=reviews")
    assert "Sound." in body(me, f"/admin/usecases/assessment/{row.pk}/change/")
    export: Any = me.get("/admin/usecases/assessment/export.csv")
    text = b"".join(export.streaming_content).decode() if export.streaming else ""
    assert case.reference in (text or export.content.decode())


def test_an_officer_who_owes_an_assessment_reads_no_other_s(client: Client) -> None:
    case = use_case_at(Stage.ASSESSING)
    row = handed_in(case)
    make_grant(user_of(officer("both")), "assessor")
    assigned(case, officer("both"))
    client.force_login(account(officer("both")))
    assert "Sound." not in body(client, f"{LIST}{case.pk}/change/?tab=reviews")
    assert "Sound." not in body(client, f"{LIST}{case.pk}/change/?tab=history")
    assert client.get(f"/admin/usecases/assessment/{row.pk}/change/").status_code == 404
    export: Any = client.get("/admin/usecases/assessment/export.csv")
    assert case.reference not in str(getattr(export, "content", b""))
    declared(case)
