"""A running trial in the console: what its tab shows, and every act by its form."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.world import account
from tests.conftest import Freeze
from tests.factories.monitoring import (
    bank_note,
    due_deliverable,
    handed_in,
    reported_incident,
    watched,
)
from tests.factories.trials import final_results
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric
from tests.people import approver, auditor, officer
from usecases.models.casefile import Attachment, Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.person import Person
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
NOW = START + timedelta(days=20)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def page(case: UseCase, tab: str, person: Person | None = None) -> str:
    address = reverse("admin:usecases_usecase_change", args=[case.pk])
    answer = signed_in(person or officer()).get(address, {"tab": tab})
    assert answer.status_code == 200
    return answer.content.decode()


def act(record: Any, name: str, person: Person | None = None, **fields: Any) -> Any:
    model = record._meta.model_name
    address = reverse(f"admin:usecases_{model}_act", args=[record.pk, name])
    return signed_in(person or officer()).post(address, fields)


@pytest.fixture
def case(freeze: Freeze) -> UseCase:
    freeze(START)
    made = use_case_at(Stage.TRIALLING)
    Trial.objects.filter(use_case=made).update(customers_limit=100, planned_to=date(2026, 9, 1))
    freeze(NOW)
    return made


def test_the_tab_of_a_trial_says_how_it_goes_and_why(case: UseCase) -> None:
    watched(case)
    due_deliverable(case, title="First results", due_on=date(2026, 4, 1))
    shown = page(case, "trial")
    for text in (
        '<span class="light light-amber">Amber: watch</span>',
        "1 incident is open (medium).",
        "It answered out of scope.",
        "Due: First results",
        "Supervisory note to the bank",
        "Take it out.",
        "20.0 days in trial, suspensions out",
    ):
        assert text in shown
    assert "Secret of staff" not in shown


def test_what_is_due_is_set_handed_in_signed_off_and_sent_back(case: UseCase) -> None:
    told: dict[str, Any] = {"kind": "milestone", "title": "Half-way", "due_on": "2026-04-01"}
    refused = act(case, "due", **told)
    assert refused.status_code == 200
    assert act(case, "due", **told, reason="Agreed.").status_code == 302
    row = Deliverable.objects.get(title="Half-way")
    sheet = SimpleUploadedFile("report.csv", b"metric,value\nprecision,0.9\n")
    came = act(row, "hand-in", text="All of it.", file=sheet, handed_in_at="2026-03-20T10:00")
    assert came.status_code == 302
    row.refresh_from_db()
    assert (row.file, row.handed_in_at) == (
        Attachment.objects.get(),
        datetime(2026, 3, 20, 2, tzinfo=UTC),
    )
    assert act(row, "send-back", reason="Part two is missing.").status_code == 302
    assert act(row, "hand-in", text="With part two.").status_code == 302
    assert act(row, "sign-off").status_code == 302
    row.refresh_from_db()
    assert (row.text, row.signed_off_by) == ("With part two.", officer().user)
    assert act(row, "sign-off").status_code == 404


def test_an_approver_waives(case: UseCase) -> None:
    row = due_deliverable(case)
    assert act(row, "waive", reason="No need.").status_code == 404
    assert act(row, "waive", approver()).status_code == 200
    assert act(row, "waive", approver(), reason="No need.").status_code == 302
    assert Deliverable.objects.get(pk=row.pk).waiver == "No need."


def test_before_the_start_what_is_due_is_changed() -> None:
    row = due_deliverable(use_case_at(Stage.ACCEPTED))
    told: dict[str, Any] = {"kind": "milestone", "title": "Renamed", "due_on": "2099-01-01"}
    assert act(row, "change", **told).status_code == 302
    assert Deliverable.objects.get(pk=row.pk).title == "Renamed"
    assert act(row, "hand-in", text="x").status_code == 404


def test_an_incident_is_reported_put_right_and_resolved(case: UseCase) -> None:
    told: dict[str, Any] = {
        "severity": "high",
        "description": "It quoted a withdrawn tariff.",
        "detected_at": "2026-03-10T10:30",
    }
    assert act(case, "incident", **{**told, "detected_at": "2026-03-01T10:30"}).status_code == 200
    assert act(case, "incident", **told).status_code == 302
    row = Incident.objects.get()
    assert row.detected_at == datetime(2026, 3, 10, 2, 30, tzinfo=UTC)
    right: dict[str, Any] = {**told, "severity": "low", "reason": "Misread."}
    assert act(row, "change", **right).status_code == 302
    assert act(row, "resolve", action="Taken out.").status_code == 302
    row.refresh_from_db()
    assert (row.severity, row.action, row.reported_at, row.resolved_at) == (
        "low",
        "Taken out.",
        NOW,
        NOW,
    )
    assert act(row, "resolve", action="x").status_code == 404
    assert act(row, "change", auditor(), **right).status_code == 404


def test_numbers_over_the_limit_are_warned_of_then_recorded(case: UseCase) -> None:
    told: dict[str, Any] = {"customers_exposed": "101", "as_of": "2026-03-20"}
    warned = act(case, "exposure", **told)
    assert warned.status_code == 200
    assert "this is over the limit of 100. Say why" in warned.content.decode()
    assert act(case, "exposure", **told, reason="A second branch.").status_code == 302
    assert Trial.objects.get(use_case=case).customers_exposed == 101
    assert "101 of 100 customers, over the limit." in page(case, "trial")


def test_a_note_goes_to_the_bank_and_is_closed(case: UseCase) -> None:
    told: dict[str, Any] = {
        "kind": "supervisory",
        "text": "Mind.",
        "action_wanted": "Stop.",
        "due_on": "2026-04-01",
    }
    assert act(case, "bank-note", **{**told, "kind": "internal"}).status_code == 200
    assert act(case, "bank-note", **told).status_code == 302
    note = Note.objects.get()
    shown = page(case, "notes")
    assert "Supervisory, to the bank" in shown
    assert reverse("admin:usecases_note_act", args=[note.pk, "close"]) in shown
    assert act(note, "close", done="They stopped.").status_code == 302
    assert "They stopped." in page(case, "notes")


def test_an_outcome_is_told_with_its_numbers_and_as_a_reply(freeze: Freeze) -> None:
    freeze(START)
    case, metric = use_case_at(Stage.COMPLETED), make_metric("time-saved")
    freeze(datetime(2026, 9, 10, tzinfo=UTC))
    assert "To be asked" in page(case, "outcome")
    half: dict[str, Any] = {"result": "in-production", "follow_up": "6", "metric_1": str(metric.pk)}
    assert act(case, "outcome", **half).status_code == 200
    told: dict[str, Any] = {
        **half,
        "value_1": "40",
        "upper_1": "50",
        "operator_1": "about",
        "words_1": "a case",
    }
    assert act(case, "outcome", **told).status_code == 302
    latest = Outcome.objects.get(follow_up=6)
    claim = Benefit.objects.get(outcome=latest)
    assert (claim.metric, claim.value, claim.upper, claim.words) == (
        metric,
        Decimal(40),
        Decimal(50),
        "a case",
    )
    shown = page(case, "outcome")
    assert ("claimed, not tested" in shown, "To be asked" in shown) == (True, False)


@pytest.mark.parametrize(
    ("model", "query", "number"),
    [
        ("deliverable", "state=handed-in", 1),
        ("deliverable", "state=handed-in&state=due", 3),
        ("deliverable", "waiting=to-sign-off", 1),
        ("incident", "", 1),
        ("incident", "severity__exact=low", 0),
        ("note", "", 1),
        ("note", "late=yes", 0),
        ("note", "kind__exact=internal", 1),
        ("trial", "light=amber", 1),
        ("trial", "light=red&light=green", 0),
    ],
)
def test_lists_narrow(case: UseCase, model: str, query: str, number: int) -> None:
    watched(case)
    due_deliverable(case, title="Second")
    handed_in(due_deliverable(case))
    address = reverse(f"admin:usecases_{model}_changelist")
    answer = signed_in(officer()).get(f"{address}?{query}")
    assert (answer.status_code, answer.context["cl"].result_count) == (200, number)


def test_the_export_of_trials_says_their_lights(case: UseCase) -> None:
    reported_incident(case, severity="critical")
    client, address = signed_in(officer()), reverse("admin:usecases_trial_export", args=["csv"])
    answer = client.get(address, {"_cols": "use_case,light,light_why"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # it streams
    assert lines[0] == "Use case,Traffic light,Reasons for the light"
    assert lines[1].endswith(",Red: act now,1 incident is open (critical).")


def test_the_tab_asks_as_often_for_much_as_for_little(case: UseCase) -> None:
    def asked() -> int:
        page(case, "trial")
        with CaptureQueriesContext(connection) as captured:
            page(case, "trial")
        return len(captured)

    watched(case)
    final_results(case)
    first = asked()
    for _ in range(2):
        watched(case)
        due_deliverable(case)
    bank_note(case)
    assert asked() == first
