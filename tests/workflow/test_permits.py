"""A late permit lets one institution hand in after a phase closed, until it ends."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests import people
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import CLOSED, make_authority, make_phase, phase
from tests.factories.phases import closed_phase as make_closed
from tests.factories.questions import make_permit
from tests.factories.usecases import answers, use_case_at
from usecases.audit.context import lived_at
from usecases.models.permits import Permit
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.permits import permits_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft, permits, submit
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, NotReady

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=2)


@pytest.fixture
def closed() -> Phase:
    return make_closed("GS9")


def begun(closed: Phase) -> UseCase:
    """A draft of the bank's that was begun while the phase was open."""
    with lived_at(CLOSED - timedelta(days=1)):
        return draft.begin(phase=closed.pk, by=people.signatory(), fields=answers())


def test_it_opens_the_phase_to_one_institution_for_a_time(closed: Phase) -> None:
    case = begun(closed)
    with pytest.raises(NotReady):
        submit.submit(case, by=people.signatory())
    with pytest.raises(Invalid):
        draft.begin(phase=closed.pk, by=people.signatory())
    make_permit(closed, until=timezone.now() + SOON)
    assert submit.submit(case, by=people.signatory()).number == 1
    submit.recall(case, by=people.signatory())
    draft.begin(phase=closed.pk, by=people.signatory())
    with pytest.raises(Invalid):
        draft.begin(phase=closed.pk, by=people.signatory(bank_b()))
    later = timezone.now() + SOON + timedelta(minutes=1)
    with time_machine.travel(later, tick=False), pytest.raises(NotReady):
        submit.submit(case, by=people.signatory())


def test_it_ends_when_it_is_taken_back_or_given_anew(closed: Phase) -> None:
    first = make_permit(closed)
    second = make_permit(closed, until=timezone.now() + SOON, reason="Another fire.")
    assert Permit.objects.get(ended_at=None) == second
    with pytest.raises(Invalid):
        permits.end(first, by=people.approver(), reason="x")
    permits.end(second, by=people.approver(), reason="Not needed.")
    with pytest.raises(Invalid):
        draft.begin(phase=closed.pk, by=people.signatory())


def test_only_an_approver_gives_and_ends(closed: Phase) -> None:
    row = make_permit(closed)
    for name in ("officer", "assessor", "administrator", "auditor", "signatory"):
        by = getattr(people, name)()
        with pytest.raises(NotAllowed):
            make_permit(closed, by=by)
        with pytest.raises((NotAllowed, NotFound)):
            permits.end(row, by=by, reason="x")
    elsewhere = people.approver(authority=make_authority("SFC"))
    with pytest.raises(NotAllowed):
        make_permit(closed, by=elsewhere)
    with pytest.raises(NotFound):
        permits.end(row, by=elsewhere, reason="x")
    assert not permits_for(elsewhere).exists()
    assert set(permits_for(people.officer())) == {row}
    assert set(permits_for(people.signatory())) == {row}
    assert not permits_for(people.signatory(bank_b())).exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": timezone.now() - SOON}, "until"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_a_permit_without_a_point_is_refused(
    closed: Phase, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make_permit(closed, **fields)
    assert list(refused.value.by_field()) == [field]


def test_a_phase_that_is_open_or_not_yet_open_needs_none() -> None:
    with pytest.raises(Invalid) as refused:
        make_permit(phase())
    assert list(refused.value.by_field()) == ["until"]
    with pytest.raises(Invalid) as refused:
        make_permit(make_phase("GS8"), institution=bank_a())
    assert list(refused.value.by_field()) == ["phase"]
    assert use_case_at(Stage.DRAFT).phase == phase()
