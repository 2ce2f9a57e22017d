"""Meetings: held and minuted by whoever proposes, closed to whoever has a conflict."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.conftest import Freeze
from tests.factories.assessments import conflicted
from tests.factories.institutions import bank_b
from tests.factories.phases import make_authority, open_phase, phase
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from usecases.models.meetings import Meeting, Remark
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.rules.visibility_register import changes_for
from usecases.rules.visibility_reviews import meetings_for, remarks_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import meet
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, Stale

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")


def held(by: Person | None = None, **fields: Any) -> Meeting:
    words = {"held_on": DAY, "present": "Olive\nAnson", **fields}
    return meet.hold(phase(), by=by or officer(), **words)


@pytest.mark.parametrize("who", [officer, approver])
def test_held_and_minuted(who: Callable[[], Person]) -> None:
    meeting = held(who())
    changed = meet.minute(
        meeting, fields={"notes": "All read."}, by=who(), based_on=meeting.updated_at
    )
    stored = Meeting.objects.get()
    assert (stored.present, stored.notes, stored.pk) == ("Olive\nAnson", "All read.", changed.pk)
    assert Change.objects.filter(kind="meeting").count() == 2


def test_what_was_said_of_a_case_and_said_again() -> None:
    meeting, case = held(), use_case_at(Stage.ASSESSING)
    first = meet.remark(meeting, case, text="Strong. ", by=officer())
    again = meet.remark(meeting, case, text="Weak after all.", by=approver())
    assert [(row.pk, row.text) for row in Remark.objects.all()] == [(first.pk, "Weak after all.")]
    assert (again.pk, Change.objects.filter(kind="remark", use_case=case).count()) == (first.pk, 2)


@pytest.mark.parametrize("who", [assessor, administrator, auditor])
def test_not_theirs_to_hold(who: Callable[[], Person]) -> None:
    with pytest.raises(NotAllowed):
        held(who())


def test_of_another_authority() -> None:
    with pytest.raises(NotAllowed):
        held(officer(authority=make_authority("IA")))
    held(officer(authority=phase().programme.lead))


def test_an_auditor_reads_and_does_not_write() -> None:
    meeting, case = held(), use_case_at(Stage.ASSESSING)
    assert meetings_for(auditor()).get() == meeting
    with pytest.raises(NotAllowed):
        meet.minute(meeting, fields={"notes": "x"}, by=auditor())
    with pytest.raises(NotAllowed):
        meet.remark(meeting, case, text="x", by=auditor())


@pytest.mark.parametrize("who", [assessor, administrator, signatory])
def test_there_is_none_for_others(who: Callable[[], Person]) -> None:
    meeting, case = held(), use_case_at(Stage.ASSESSING)
    with pytest.raises(NotFound):
        meet.minute(meeting, fields={"notes": "x"}, by=who())
    with pytest.raises(NotFound):
        meet.remark(meeting, case, text="x", by=who())


def test_a_conflict_closes_meetings_and_what_was_said_of_the_case() -> None:
    shut, other = use_case_at(Stage.ASSESSING), use_case_at(Stage.ASSESSING, institution=bank_b())
    meeting = held(notes="SECRET")
    for case in (shut, other):
        meet.remark(meeting, case, text="Said.", by=officer())
    second = approver("second")
    conflicted(shut, second)
    assert [*meetings_for(second)] == []
    assert [row.use_case for row in remarks_for(second)] == [other]
    assert not changes_for(second).filter(kind="meeting").exists()
    assert changes_for(approver()).filter(kind="meeting").exists()
    with pytest.raises(NotAllowed):
        held(second)
    for act in (
        lambda: meet.minute(meeting, fields={"notes": "x"}, by=second),
        lambda: meet.remark(meeting, shut, text="x", by=second),
    ):
        with pytest.raises(NotFound):
            act()


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "to come": ({"held_on": date(2026, 3, 3)}, "held_on"),
    "nobody": ({"present": " "}, "present"),
    "too long": ({"notes": "x" * 20_001}, "notes"),
}


@pytest.mark.parametrize("name", WRONG)
def test_refused(name: str) -> None:
    fields, field = WRONG[name]
    with pytest.raises(Invalid) as caught:
        held(**fields)
    assert list(caught.value.by_field()) == [field]
    meeting = held()
    with pytest.raises(Invalid) as caught:
        meet.minute(meeting, fields=fields, by=officer())
    assert list(caught.value.by_field()) == [field]


def test_a_stale_page_and_a_foreign_field() -> None:
    meeting = held()
    before = meeting.updated_at
    meet.minute(meeting, fields={"notes": "Later."}, by=officer())
    with pytest.raises(Stale):
        meet.minute(meeting, fields={"notes": "x"}, by=officer(), based_on=before)
    with pytest.raises(Invalid) as caught:
        meet.minute(meeting, fields={"phase": open_phase("GS9")}, by=officer())
    assert list(caught.value.by_field()) == ["phase"]


def test_a_case_of_another_phase_and_no_words() -> None:
    meeting = held()
    elsewhere = use_case_at(Stage.ASSESSING, phase=open_phase("GS9"))
    for case, text, field in (
        (elsewhere, "x", "use_case"),
        (use_case_at(Stage.ASSESSING), " ", "text"),
        (use_case_at(Stage.ASSESSING), "x" * 20_001, "text"),
    ):
        with pytest.raises(Invalid) as caught:
            meet.remark(meeting, case, text=text, by=officer())
        assert list(caught.value.by_field()) == [field]
