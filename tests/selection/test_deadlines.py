"""Deadlines: each on its day, in the zone of its programme, for whom it concerns."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Freeze
from tests.factories.access import make_grant, make_user
from tests.factories.phases import make_authority, make_phase, make_programme, open_phase
from tests.factories.trials import planned_trial
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import administrator, approver, assessor, auditor, officer
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.selection.deadlines import Deadline, deadlines
from usecases.selection.waiting import select
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, intervene
from usecases.workflow.amend import amend

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)  # nine in the morning in Hong Kong
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def found(person: Person, *phases: str, last: date = LAST) -> list[Deadline]:
    return deadlines(person, FIRST, last, NOW, phases)


def told(rows: list[Deadline]) -> list[tuple[str, date]]:
    return [(each.kind.value, each.day) for each in rows]


def targeted(days: int, **fields: object) -> Phase:
    """Return an open phase of a programme that means to decide in so many days."""
    programme = make_programme("TGT", target_days=days)
    return open_phase("TGT1", programme=programme, **fields)


def test_a_phase_on_all_its_days() -> None:
    make_phase(
        "FULL",
        opens_at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC),
        closes_at=datetime(2026, 4, 30, 15, 59, tzinfo=UTC),
        announced_on=date(2026, 5, 5),
        trials_from=date(2026, 6, 1),
        trials_from_words="mid 2026",
        trials_to=date(2026, 9, 1),
        report_due_on=date(2026, 10, 1),
    )
    rows = found(assessor())
    assert told(rows) == [
        ("opens", date(2026, 3, 2)),
        ("closes", date(2026, 4, 30)),
        ("announced", date(2026, 5, 5)),
        ("trials-from", date(2026, 6, 1)),
        ("trials-to", date(2026, 9, 1)),
        ("report-due", date(2026, 10, 1)),
    ]
    assert [row.note for row in rows] == ["", "", "", "mid 2026", "", ""]
    assert [bool(row.moment) for row in rows] == [True, True, False, False, False, False]


def test_what_is_known_to_the_month_has_no_moment_and_says_so() -> None:
    closes = datetime(2026, 6, 30, 15, 59, tzinfo=UTC)
    make_phase("VAGUE", closes_at=closes, window_precision=Precision.MONTH)
    [row] = found(officer())
    assert (row.day, row.moment, row.note) == (date(2026, 6, 30), None, "the day is not known")


def test_the_zone_of_the_programme_cuts_the_day() -> None:
    programme = make_programme("FAR", time_zone="America/New_York")
    make_phase("FAR1", programme=programme, closes_at=datetime(2026, 5, 1, 3, tzinfo=UTC))
    [row] = found(officer())
    assert (row.day, row.zone) == (date(2026, 4, 30), "America/New_York")


def test_a_decision_is_due_after_the_later_of_submission_and_closing(freeze: Freeze) -> None:
    freeze(NOW)
    phase = targeted(30, closes_at=None)
    use_case_at(Stage.SUBMITTED, phase=phase, at=NOW - timedelta(days=40))
    use_case_at(Stage.ASSESSING, phase=phase, at=NOW - timedelta(days=10))
    use_case_at(Stage.ACCEPTED, phase=phase, at=NOW - timedelta(days=10))
    recorded_case(Stage.SUBMITTED, phase=phase)
    late, due = found(auditor(), "TGT1")
    assert (late.day, late.late) == (date(2026, 2, 20), True)
    assert (due.day, due.late) == (date(2026, 3, 22), False)
    assert [row.pk for row in select(auditor(), "late-decision")] == [late.record]
    edit.change(phase, {"closes_at": NOW + timedelta(days=1)}, by=officer(), reason="Known now.")
    days = {row.day for row in found(auditor(), "TGT1") if row.kind == "decision-due"}
    assert days == {date(2026, 4, 2)}


def test_a_trial_is_to_start_and_to_end_until_it_does(freeze: Freeze) -> None:
    freeze("2024-01-12T09:00:00+08:00")
    use_case_at(Stage.COMPLETED)  # long ago: it is not to be followed up any more
    freeze("2026-01-12T09:00:00+08:00")
    plan = {"planned_from": date(2026, 2, 1), "planned_to": date(2026, 7, 1)}
    waiting = planned_trial(use_case_at(Stage.ACCEPTED), **plan).use_case
    running = use_case_at(Stage.TRIALLING)
    shorter = {"planned_to": date(2026, 3, 1)}
    amend(running.trial, fields=shorter, by=officer(), reason="Shorter.")
    freeze(NOW)
    assert [(row.kind.value, row.record, row.day, row.late) for row in found(officer())] == [
        ("trial-starts", waiting.pk, date(2026, 2, 1), True),
        ("trial-ends", running.pk, date(2026, 3, 1), True),
        ("trial-ends", waiting.pk, date(2026, 7, 1), False),
    ]
    for name, kind in (("late-start", "trial-starts"), ("late-end", "trial-ends")):
        late = {row.record for row in found(officer()) if row.kind == kind and row.late}
        assert {row.pk for row in select(officer(), name)} == late


def test_a_suspension_ends_unless_it_was_lifted(freeze: Freeze) -> None:
    freeze(NOW)
    held, lifted = use_case_at(Stage.TRIALLING), use_case_at(Stage.TRIALLING)
    for case in (held, lifted):
        intervene.suspend(case, by=officer(), reason="A fault.")
    intervene.resume(lifted, by=approver(), reason="Mended.")
    rows = [row for row in found(officer()) if row.kind == "suspension-ends"]
    assert [(row.record, row.day, row.late) for row in rows] == [(held.pk, date(2026, 3, 4), False)]


def test_roles_that_end_concern_administrators() -> None:
    user = make_user("passing@regulator.example")
    since, until = NOW - timedelta(days=1), NOW + timedelta(days=5)
    make_grant(user, Role.OFFICER, since=since, until=until)
    assert [told(found(each())) for each in (administrator, officer, auditor)] == [
        [("grant-ends", date(2026, 3, 7))],
        [],
        [],
    ]


@pytest.mark.parametrize("person", [administrator, assessor])
def test_who_reads_no_cases_learns_of_none(person: Callable[[], Person], freeze: Freeze) -> None:
    freeze(NOW)
    phase = targeted(30, closes_at=None)
    use_case_at(Stage.SUBMITTED, phase=phase)
    planned_trial(use_case_at(Stage.ACCEPTED), planned_to=date(2026, 7, 1))
    assert told(found(person(), "TGT1")) == []


def test_another_authority_has_its_own(freeze: Freeze) -> None:
    freeze(NOW)
    use_case_at(Stage.SUBMITTED, phase=targeted(30, closes_at=None))
    elsewhere = officer(authority=make_authority("SFC"))
    assert (len(found(officer(), "TGT1")), len(found(elsewhere, "TGT1"))) == (1, 0)


def test_only_the_days_asked_for_and_only_the_phases() -> None:
    make_phase("ONE", announced_on=date(2026, 5, 5))
    make_phase("TWO", announced_on=date(2026, 5, 6))
    assert [row.phase for row in found(officer())] == ["ONE", "TWO"]
    assert [row.phase for row in found(officer(), "TWO")] == ["TWO"]
    assert [row.phase for row in found(officer(), last=date(2026, 5, 5))] == ["ONE"]


def test_three_ask_the_database_as_often_as_one(freeze: Freeze) -> None:
    freeze(NOW)
    phase = targeted(30, closes_at=None)

    def grow() -> None:
        use_case_at(Stage.SUBMITTED, phase=phase)
        planned_trial(use_case_at(Stage.ACCEPTED, phase=phase), planned_to=date(2026, 7, 1))
        case = use_case_at(Stage.TRIALLING, phase=phase)
        intervene.suspend(case, by=officer(), reason="A fault.")

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            rows = found(officer())
        return len(rows), len(captured)

    grow()
    once = asked()
    grow()
    grow()
    thrice = asked()
    assert (once[1], thrice[0] > once[0]) == (thrice[1], True)
