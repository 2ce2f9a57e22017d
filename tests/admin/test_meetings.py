"""Meetings in the console: noted, minuted, and said of a case on its own page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.world import account
from tests.factories.assessments import conflicted
from tests.factories.institutions import bank_b
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import approver, auditor, officer
from usecases.models.meetings import Meeting, Remark
from usecases.models.person import Person
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
PAGE = "/admin/moderation/meetings/"


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def _meeting() -> Meeting:
    words = {"held_on": "2020-03-02", "present": "Olive", "notes": ""}
    answer = _client(officer()).post(f"{PAGE}?phase={phase().code}", words)
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("admin:meeting", args=[meeting.pk])
    return meeting


def test_noted_minuted_and_said() -> None:
    meeting, case = _meeting(), use_case_at(Stage.ASSESSING)
    client, page = _client(officer()), reverse("admin:meeting", args=[meeting.pk])
    said = {"use_case": str(case.pk), "text": "CANARY of the meeting"}
    assert client.post(page, said).status_code == 302
    minutes: dict[str, Any] = {
        "held_on": "2020-03-02",
        "present": "Olive\nAnson",
        "notes": "Read all.",
        "reason": "More came.",
        "based_on": meeting.updated_at.isoformat(),
    }
    assert client.post(page, minutes).status_code == 302
    assert Meeting.objects.get().present == "Olive\nAnson"
    assert Remark.objects.get().text == "CANARY of the meeting"
    tab = reverse("admin:usecases_usecase_change", args=[case.pk]) + "?tab=reviews"
    assert "CANARY of the meeting" in client.get(tab).content.decode()
    assert (
        str(meeting.pk) in client.get(f"/admin/moderation/?phase={phase().code}").content.decode()
    )
    stale = client.post(page, {**minutes, "notes": "Other."})
    assert (stale.status_code, Meeting.objects.get().notes) == (200, "Read all.")
    assert "Somebody else changed this" in stale.content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"held_on": "2999-01-01", "present": "x"}, "held_on"),
        ({"held_on": "2020-01-01", "present": ""}, "present"),
    ],
)
def test_refused_beside_the_field(fields: dict[str, str], wrong: str) -> None:
    answer = _client(officer()).post(f"{PAGE}?phase={phase().code}", fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [wrong])
    assert not Meeting.objects.exists()


def test_an_auditor_reads_and_does_not_write() -> None:
    meeting = _meeting()
    client, page = _client(auditor()), reverse("admin:meeting", args=[meeting.pk])
    assert client.get(page).status_code == 200
    assert b"Note what was said" not in client.get(page).content
    assert client.post(page, {"notes": "x"}).status_code == 403
    assert client.post(f"{PAGE}?phase={phase().code}", {}).status_code == 403


def test_a_conflict_closes_it_like_one_that_never_was() -> None:
    meeting = _meeting()
    conflicted(use_case_at(Stage.ASSESSING, institution=bank_b()), approver())
    client = _client(approver())
    never = reverse("admin:meeting", args=["00000000-0000-4000-8000-000000000000"])
    page = reverse("admin:meeting", args=[meeting.pk])
    assert [client.get(each).status_code for each in (page, never)] == [404, 404]
    shown = client.get(f"{PAGE}?phase={phase().code}").content.decode()
    assert str(meeting.pk) not in shown
    assert "Note a meeting" not in shown


def test_a_case_that_is_not_there() -> None:
    meeting, hidden = _meeting(), use_case_at(Stage.DRAFT)
    page = reverse("admin:meeting", args=[meeting.pk])
    answer = _client(officer()).post(page, {"use_case": str(hidden.pk), "text": "x"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["use_case"])


@pytest.mark.parametrize("query", ["", "?phase=NONE", "?phase=%00"])
def test_no_such_phase(query: str) -> None:
    assert _client(officer()).get(PAGE + query).status_code == 404
