"""What happened before or outside the system is recorded with dates and a source."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import people
from tests.factories.base import system
from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import make_authority, make_phase, phase
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category
from tests.people import officer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, letters, life, refused
from usecases.models.phases import Participation
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.workflow.record import Reached, Told, record, record_stages

pytestmark = pytest.mark.django_db

MAY = datetime(2024, 5, 31, 15, 59, tzinfo=UTC)
JUNE, JULY = MAY + timedelta(days=30), MAY + timedelta(days=60)


def told(*stages: Reached, **fields: Any) -> Told:
    given = {
        "phase": phase(),
        "institution": bank_a(),
        "title": "Recorded",
        "source": "A press release",
        "source_kind": "primary",
        "category": category(),
        **fields,
    }
    return Told(stages=stages, **given)


def test_record() -> None:
    case = record(told(Reached("accepted", MAY, "month"), Reached("trialling", JUNE)), by=officer())
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.stage, stored.basis, stored.reference, stored.source) == (
        "trialling", "recorded", "GS1-001", "A press release",
    )  # fmt: skip
    assert (stored.title, stored.public_title) == ("Recorded", "Recorded")
    assert life(case) == [
        ("record", "", "accepted", officer().user),
        ("record", "accepted", "trialling", officer().user),
    ]
    rows = case.stage_changes.order_by("row")
    assert [(row.happened_on, row.precision, row.basis, row.source) for row in rows] == [
        (MAY, "month", "recorded", "A press release"),
        (JUNE, "day", "recorded", "A press release"),
    ]
    assert {row.recorded_at for row in rows} == {stored.recorded_at}


def test_no_letter_is_written() -> None:
    people.signatory()
    assert letters(recorded_case(Stage.COMPLETED)) == []


def test_recorded_and_live_cases_share_the_run_of_references() -> None:
    references = [recorded_case().reference, use_case_at(Stage.SUBMITTED).reference]
    assert [*references, recorded_case().reference] == ["GS1-001", "GS1-002", "GS1-003"]


@pytest.mark.parametrize("stage", Stage.values)
def test_whoever_was_accepted_took_part(stage: str) -> None:
    if stage not in IMPLIED:
        by = officer()
        answer = refused(record, told(Reached(stage, MAY)), by=by)
        assert answer == [("stage", "invalid")]
        return
    partner = make_partner()
    record(told(Reached(stage, MAY, "month"), partners=[partner]), by=officer())
    accepted = {"accepted", "trialling", "suspended", "terminated", "completed"}
    rows = {
        (row.role, row.since, row.since_precision, row.basis) for row in Participation.objects.all()
    }
    expected = {(role, MAY, "month", "recorded") for role in ("participant", "partner")}
    assert rows == (expected if stage in accepted else set())


def test_a_case_may_lack_a_category_with_a_reason() -> None:
    bare = told(Reached("accepted", MAY), category=None)
    assert refused(record, bare, by=officer()) == [("", "invalid")]
    reason = told(Reached("accepted", MAY), category=None, uncategorised_reason="not-published")
    assert record(reason, by=officer()).category is None


@pytest.mark.parametrize(
    ("stages", "fields", "answer"),
    [
        ((), {}, [("stage", "required")]),
        ((("draft", MAY),), {}, [("stage", "invalid")]),
        ((("winning", MAY),), {}, [("stage", "invalid")]),
        ((("accepted", JUNE), ("trialling", MAY)), {}, [("happened_on", "order")]),
        ((("accepted", MAY),), {"source": " "}, [("source", "required")]),
        ((("accepted", MAY),), {"source_kind": "gossip"}, [("source_kind", "invalid_choice")]),
        (
            (("accepted", MAY),),
            {"title": "x" * 201},
            [("title", "max_length"), ("public_title", "max_length")],
        ),
    ],
)
def test_what_cannot_be_is_refused(stages: Any, fields: Any, answer: Any) -> None:
    given = told(*(Reached(*each) for each in stages), **fields)
    by = officer()
    assert sorted(refused(record, given, by=by)) == sorted(answer)
    assert not UseCase.objects.exists()


def test_nothing_is_recorded_of_the_future() -> None:
    later = told(Reached("accepted", timezone.now() + timedelta(days=1)))
    assert refused(record, later, by=officer()) == [("happened_on", "future")]


def test_a_failed_record_takes_no_reference() -> None:
    refused(record, told(Reached("accepted", MAY), source_kind="gossip"), by=officer())
    assert recorded_case().reference == "GS1-001"


@pytest.mark.parametrize("role", ["approver", "auditor", "assessor", "administrator", "signatory"])
def test_recording_is_the_officers_and_the_commands(role: str) -> None:
    by = getattr(people, role)()
    given = told(Reached("accepted", MAY))
    assert refused(record, given, by=by) == NOT_ALLOWED
    assert record(given, by=system()).stage == "accepted"


def test_record_further_stages() -> None:
    case = record(told(Reached("accepted", MAY)), by=system())
    stages = [Reached("trialling", JUNE), Reached("completed", JULY, "month")]
    later = record_stages(case, stages, source="A report", by=officer())
    assert (later.stage, later.version) == ("completed", case.version + 1)
    assert [row[1:3] for row in life(case)] == [
        ("", "accepted"),
        ("accepted", "trialling"),
        ("trialling", "completed"),
    ]
    rows = case.stage_changes.order_by("row")
    assert [row.source for row in rows] == ["A press release", "A report", "A report"]


@pytest.mark.parametrize(
    ("stages", "source", "answer"),
    [
        ([], "A report", [("stage", "required")]),
        ([Reached("trialling", JUNE)], "", [("source", "required")]),
        ([Reached("trialling", MAY - timedelta(days=1))], "A report", [("happened_on", "order")]),
        ([Reached("void", JUNE)], "A report", [("stage", "invalid")]),
    ],
)
def test_further_stages_that_cannot_be(stages: Any, source: str, answer: Any) -> None:
    case = record(told(Reached("accepted", MAY)), by=system())
    by = officer()
    assert refused(record_stages, case, stages, source=source, by=by) == answer


def test_a_live_case_is_not_recorded_over() -> None:
    case, stages = use_case_at(Stage.SUBMITTED), [Reached("accepted", timezone.now())]
    answer = refused(record_stages, case, stages, source="A report", by=officer())
    assert answer == [("stage", "live")]


def test_further_stages_are_the_officers_of_that_authority() -> None:
    case = record(told(Reached("accepted", MAY)), by=system())
    stages = [Reached("trialling", JUNE)]
    stranger = officer(authority=make_authority("SFC"))
    assert refused(record_stages, case, stages, source="x", by=stranger) == NOT_FOUND
    for by in (people.approver(), people.signatory()):
        assert refused(record_stages, case, stages, source="x", by=by) == NOT_ALLOWED


def test_a_phase_without_dates_takes_recorded_cases() -> None:
    assert recorded_case(phase=make_phase()).stage == "accepted"
