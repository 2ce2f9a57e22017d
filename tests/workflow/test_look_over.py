"""What an officer recorded after the fact another person looks over."""

from datetime import UTC, datetime

import pytest

from tests.factories.access import make_grant
from tests.factories.phases import make_authority
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, auditor, officer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.models.person import person_for
from usecases.models.usecases import UseCase
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage
from usecases.workflow.look_over import look_over
from usecases.workflow.record import Reached, record_stages

pytestmark = pytest.mark.django_db


def test_an_approver_looks_over_once() -> None:
    case = recorded_case(by=officer())
    look_over(case, by=approver(), reason="As in the speech.")
    assert UseCase.objects.get(pk=case.pk).looked_over_by == approver().user
    assert refused(look_over, case, by=approver("second")) == WRONG_STAGE


def test_what_is_recorded_later_is_looked_over_again() -> None:
    case = look_over(recorded_case(by=officer()), by=approver())
    stages = [Reached(Stage.COMPLETED, datetime(2021, 1, 1, tzinfo=UTC))]
    record_stages(case, stages, source="A report", by=officer())
    assert UseCase.objects.get(pk=case.pk).looked_over_by is None


def test_others_do_not() -> None:
    case = recorded_case(by=officer())
    for person in (officer("second"), auditor()):
        assert refused(look_over, case, by=person) == NOT_ALLOWED
    stranger = approver(authority=make_authority("SFC"))
    assert refused(look_over, case, by=stranger) == NOT_FOUND


def test_nobody_looks_over_what_they_recorded() -> None:
    both = officer("both")
    assert both.user is not None
    make_grant(both.user, Role.APPROVER)
    case = recorded_case(by=both)
    assert refused(look_over, case, by=person_for(both.user)) == [("", "oneself")]


def test_a_live_case_is_not_looked_over() -> None:
    assert refused(look_over, use_case_at(Stage.SUBMITTED), by=approver()) == WRONG_STAGE
