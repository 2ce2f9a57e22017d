"""What the database selects is what the rules say of each record, in every zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import Freeze
from tests.factories.institutions import bank_b
from tests.factories.monitoring import (
    bank_note,
    due_deliverable,
    handed_in,
    reported_incident,
    signed_off,
)
from tests.factories.phases import make_programme, open_phase
from tests.factories.usecases import use_case_at
from tests.people import approver, auditor, officer, signatory
from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import days_late, state_of
from usecases.rules.lights import lights_for
from usecases.selection.deadlines import deadlines
from usecases.selection.monitored import deliverable_is, handed_in_late, lit, note_is_late
from usecases.selection.strict import Params
from usecases.selection.subjects import SUBJECTS
from usecases.selection.waiting import select
from usecases.vocabulary.monitoring import Colour, DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene
from usecases.workflow.deliverables import waive
from usecases.workflow.note import close_note

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 3, 2)
# Half past midnight of the tenth in Hong Kong, and still the ninth in New York.
NIGHT = datetime(2026, 3, 9, 16, 30, tzinfo=UTC)


def trials(freeze: Freeze) -> list[UseCase]:
    """Make a trial in two zones, one that was terminated, one that is to start."""
    freeze(START)
    far = make_programme("NY", time_zone="America/New_York")
    cases = [
        use_case_at(Stage.TRIALLING),
        use_case_at(Stage.TRIALLING, phase=open_phase("NY1", programme=far)),
        use_case_at(Stage.TRIALLING, institution=bank_b()),
        use_case_at(Stage.ACCEPTED),
    ]
    for case in cases:
        for days in (6, 7, 8):
            due_deliverable(case, due_on=DAY + timedelta(days=days), title=f"In {days} days")
    return cases


def live(freeze: Freeze) -> list[Deliverable]:
    """Hand in, sign off, waive and amend some of what is due."""
    cases = trials(freeze)
    for case in cases[:2]:
        rows = list(Deliverable.objects.filter(use_case=case, kind="milestone").order_by("due_on"))
        freeze(NIGHT - timedelta(minutes=10))
        handed_in(rows[0])
        signed_off(rows[1])
        waive(signed := due_deliverable(case), by=approver(), reason="No need.")
        assert signed.due_on > DAY
        amended = due_deliverable(case, due_on=date(2026, 3, 10), title="Amended")
        Deliverable.objects.filter(pk=amended.pk).update(amended_due_on=date(2026, 3, 8))
    intervene.terminate(cases[2], by=approver(), reason="Enough.")
    freeze(NIGHT)
    return list(Deliverable.objects.select_related("use_case__phase__programme"))


@pytest.mark.parametrize("hours", [0, 1, 14, 24 * 30])
def test_each_state_is_selected_as_the_rules_say(freeze: Freeze, hours: int) -> None:
    rows, at = live(freeze), NIGHT + timedelta(hours=hours)
    for state in DeliverableState:
        said = {row.pk for row in rows if state_of(row, row.use_case, at) == state}
        found = Deliverable.objects.filter(deliverable_is(state, at))
        assert {row.pk for row in found} == said
    assert {state_of(row, row.use_case, at) for row in rows} >= {*DeliverableState} - {
        DeliverableState.DUE
    }


def test_what_came_late_is_selected_as_the_rules_say(freeze: Freeze) -> None:
    rows = live(freeze)
    said = {row.pk for row in rows if days_late(row, row.use_case.phase.programme)}
    assert {row.pk for row in Deliverable.objects.filter(handed_in_late())} == said
    assert len(said) == 3  # of the ninth the one in Hong Kong: in New York its day had not ended


def test_a_list_filters_by_state_and_by_time(freeze: Freeze) -> None:
    rows = live(freeze)

    def listed(params: Params) -> int:
        return SUBJECTS["deliverables"].select(officer(), params).count()

    assert sum(listed({"state": [state]}) for state in DeliverableState) == len(rows)
    assert (listed({"in_time": ["false"]}), listed({"in_time": ["true"]})) == (3, 1)
    assert listed({"kind": ["end-report"]}) == 3
    several = {"state": ["waived", "signed-off"], "kind": ["milestone"]}
    assert listed(several) == 4


def test_notes_are_late_as_their_zone_says(freeze: Freeze) -> None:
    cases = trials(freeze)
    for case in cases[:2]:
        bank_note(case, action_wanted="Stop.", due_on=date(2026, 3, 9))
        bank_note(case, text="For your information.")
        done = bank_note(case, action_wanted="Stop.", due_on=DAY)
        close_note(done, done="Stopped.", by=officer())
    counts = [
        Note.objects.filter(note_is_late(NIGHT + timedelta(hours=hours))).count()
        for hours in (-1, 0, 12)
    ]
    assert counts == [0, 1, 2]
    freeze(NIGHT)

    def listed(late: str) -> int:
        return SUBJECTS["notes"].select(officer(), {"late": [late]}).count()

    assert (listed("true"), listed("false")) == (1, 5)


def test_a_light_is_selected_as_the_rules_say(freeze: Freeze) -> None:
    cases = trials(freeze)
    reported_incident(cases[0], severity="critical")
    reported_incident(cases[1], severity="medium")
    Trial.objects.update(planned_to=date(2027, 1, 1))
    rows = UseCase.objects.select_related("phase__programme")
    lights = lights_for(rows, START)
    for colour in Colour:
        said = {key for key, light in lights.items() if light.colour == colour}
        assert {row.pk for row in UseCase.objects.filter(lit([colour], START))} == said
        assert len(said) == 1
    assert UseCase.objects.filter(lit([], START)).count() == 0


def test_incidents_are_listed_by_severity_cause_and_whether_open(freeze: Freeze) -> None:
    cases = trials(freeze)
    reported_incident(cases[0], severity="critical")

    def listed(**params: str) -> int:
        asked = {name: [value] for name, value in params.items()}
        return SUBJECTS["incidents"].select(signatory(), asked).count()

    assert (listed(), listed(open="true"), listed(open="false")) == (1, 1, 0)
    assert (listed(severity="critical"), listed(severity="low")) == (1, 0)


def test_what_waits_and_what_is_late(freeze: Freeze) -> None:
    live(freeze)
    late = select(officer(), "late-deliverable")
    assert {row.pk for row in late} == {
        row.pk for row in Deliverable.objects.filter(deliverable_is("late", NIGHT))
    }
    assert [row.title for row in select(officer(), "to-sign-off")] == ["In 6 days"] * 2


def test_the_calendar_holds_what_is_due_asked_and_followed_up(freeze: Freeze) -> None:
    cases = trials(freeze)
    bank_note(cases[0], action_wanted="Stop.", due_on=date(2026, 3, 9))
    ended = use_case_at(Stage.COMPLETED)
    handed_in(Deliverable.objects.filter(use_case=cases[0], title="In 6 days").get())
    first, last = date(2026, 3, 8), date(2027, 3, 2)
    found = deadlines(auditor(), first, last, NIGHT)
    kinds = ("deliverable-due", "note-due", "follow-up")
    rows = [(each.kind.value, each.day, each.record, each.late, each.note) for each in found]
    of_first = [row for row in rows if row[0] in kinds and row[2] in (cases[0].pk, ended.pk)]
    assert of_first == [
        ("deliverable-due", date(2026, 3, 9), cases[0].pk, True, "In 7 days"),
        ("note-due", date(2026, 3, 9), cases[0].pk, True, ""),
        ("deliverable-due", date(2026, 3, 10), cases[0].pk, False, "In 8 days"),
        ("follow-up", date(2026, 9, 2), ended.pk, False, ""),
        ("follow-up", date(2027, 3, 2), ended.pk, False, ""),
    ]
