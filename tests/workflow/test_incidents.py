"""Incidents: reported in order and inside the trial, put right with a reason, resolved once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import Freeze
from tests.factories.institutions import bank_b
from tests.factories.monitoring import reported_incident
from tests.factories.phases import make_authority
from tests.factories.usecases import use_case_at
from tests.factories.words import make_term, reason
from tests.people import approver, auditor, officer, signatory, viewer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.monitoring import Incident
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility_trials import incidents_for
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind
from usecases.workflow import intervene
from usecases.workflow.incidents import change_incident, report_incident, resolve

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
NOW = START + timedelta(days=30)
TOLD: dict[str, Any] = {
    "severity": "high",
    "description": "It answered out of scope.",
    "detected_at": START + timedelta(days=3),
}


@pytest.fixture
def case(freeze: Freeze) -> UseCase:
    freeze(START)
    made = use_case_at(Stage.TRIALLING)
    freeze(NOW)
    return made


def test_it_is_written_down(case: UseCase) -> None:
    cause = make_term(TermKind.INCIDENT_CAUSE)
    row = report_incident(case, by=officer(), cause=cause, **TOLD)
    assert Incident.objects.get() == row
    assert (row.severity, row.cause, row.reported_at, row.resolved_at) == ("high", cause, NOW, None)
    assert Change.objects.get(kind="incident").use_case == case


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"detected_at": START - timedelta(seconds=1)}, ("detected_at", "before-start")),
        ({"detected_at": NOW + timedelta(seconds=1)}, ("reported_at", "order")),
        ({"reported_at": NOW + timedelta(days=1)}, ("reported_at", "future")),
        ({"reported_at": START + timedelta(days=2)}, ("reported_at", "order")),
        ({"description": " "}, ("description", "required")),
        ({"description": "x" * 10_001}, ("description", "too-long")),
        ({"severity": "awful"}, ("severity", "invalid_choice")),
    ],
)
def test_what_cannot_have_been(
    case: UseCase, fields: dict[str, Any], fault: tuple[str, str]
) -> None:
    assert refused(report_incident, case, by=officer(), **{**TOLD, **fields}) == [fault]


def test_a_term_of_another_kind_is_no_cause(case: UseCase) -> None:
    assert refused(report_incident, case, by=officer(), cause=reason(), **TOLD) == [
        ("cause", "kind")
    ]


def test_after_the_end_of_a_trial_nothing_is_detected_in_it(case: UseCase, freeze: Freeze) -> None:
    intervene.terminate(case, by=approver(), reason="Enough.")
    freeze(NOW + timedelta(days=5))
    late = {**TOLD, "detected_at": NOW + timedelta(days=1)}
    assert refused(report_incident, case, by=officer(), **late) == [("detected_at", "after-end")]
    assert report_incident(case, by=officer(), **TOLD).detected_at == TOLD["detected_at"]


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.ASSESSING])
def test_without_a_trial_there_is_no_incident(stage: str) -> None:
    assert refused(report_incident, use_case_at(stage), by=officer(), **TOLD) == WRONG_STAGE


def test_who_reports_and_who_reads(case: UseCase) -> None:
    row = report_incident(case, by=officer(), **TOLD)
    for person in (approver(), auditor(), viewer()):
        assert refused(report_incident, case, by=person, **TOLD) == NOT_ALLOWED
        assert refused(resolve, row, action="x", by=person) == NOT_ALLOWED
        assert list(incidents_for(person)) == [row]
    for stranger in (signatory(bank_b()), officer(authority=make_authority("SFC"))):
        assert refused(resolve, row, action="x", by=stranger) == NOT_FOUND
        assert list(incidents_for(stranger)) == []


def test_it_is_put_right_with_a_reason(case: UseCase) -> None:
    row = report_incident(case, by=officer(), **TOLD)
    seen = row.updated_at
    assert refused(change_incident, row, {"severity": "low"}, by=officer(), reason=" ") == [
        ("reason", "required")
    ]
    changed = change_incident(
        row, {"severity": "low", "resolved_at": NOW}, by=officer(), reason="Misread."
    )
    assert (changed.severity, changed.resolved_at) == ("low", None)
    assert (
        refused(change_incident, row, {"severity": "high"}, by=officer(), reason="x", based_on=seen)
        == STALE
    )
    early = {"detected_at": START - timedelta(days=1)}
    assert refused(change_incident, row, early, by=officer(), reason="x") == [
        ("detected_at", "before-start")
    ]


def test_it_is_resolved_once_with_what_was_done(case: UseCase) -> None:
    row = report_incident(case, by=officer(), **TOLD)
    assert refused(resolve, row, action="", by=officer()) == [("action", "required")]
    for moment, code in ((NOW + timedelta(days=1), "future"), (START, "order")):
        found = refused(resolve, row, action="x", by=officer(), resolved_at=moment)
        assert found == [("resolved_at", code)]
    done = resolve(row, action=" Filtered. ", by=officer())
    assert (done.action, done.resolved_at) == ("Filtered.", NOW)
    assert refused(resolve, row, action="x", by=officer()) == [("", "resolved")]
    late = {"detected_at": NOW}
    change_incident(row, {**late, "reported_at": NOW}, by=officer(), reason="It was later.")


@pytest.mark.parametrize(
    "fields",
    [
        {"reported_at": START},
        {"resolved_at": START, "action": "x"},
        {"resolved_at": NOW, "action": ""},
    ],
)
def test_the_database_holds_the_order_too(case: UseCase, fields: dict[str, Any]) -> None:
    row = reported_incident(case, detected_at=START + timedelta(days=3))
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=row.pk).update(**fields)
