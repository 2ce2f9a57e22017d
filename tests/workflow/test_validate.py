"""A record is validated as Django would, only faster: same faults, fewer questions."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.access import make_user
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import officer
from usecases.models.access import RoleGrant, User
from usecases.models.base import Record
from usecases.models.parties import Party
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.workflow.errors import Invalid, from_validation
from usecases.workflow.validate import validate

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BOOKS = {"recorded_at", "updated_at"}


def spoilt(kind: str) -> Record:
    """Return a record that breaks several rules at once."""
    case = recorded_case()
    user = officer().user
    if kind == "case":
        other = recorded_case()
        other.reference, other.category, other.uncategorised_reason = case.reference, None, ""
        return other
    if kind == "field":
        case.stage, case.discarded_at, case.uncategorised_reason = "nowhere", NOW, ""
        return case
    if kind == "decision":
        return Decision(
            use_case=case, outcome="decline", proposed_by=user, confirmed_by=user,
            released_at=NOW, refused_at=NOW,
        )  # fmt: skip
    if kind == "party":
        return Party(use_case=case, role="joint")
    if kind == "grant":
        return RoleGrant(user=user, granted_by=user, role="officer", since=NOW, until=NOW)
    make_user("one@bank.example")
    return User(email="ONE@bank.example" if kind == "email" else "no address", name="x")


def told(error: Invalid) -> list[tuple[str, str, str]]:
    return sorted((each.field, each.code, str(each.text)) for each in error.faults)


@pytest.mark.parametrize("kind", ["case", "field", "decision", "party", "grant", "email", "other"])
def test_the_faults_are_those_of_django(kind: str) -> None:
    record = spoilt(kind)
    with pytest.raises(ValidationError) as theirs:
        record.full_clean(exclude=BOOKS)
    with pytest.raises(Invalid) as ours:
        validate(record)
    assert told(ours.value) == told(from_validation(theirs.value))


def test_what_is_left_out_is_not_asked() -> None:
    record: Any = spoilt("decision")
    left = {"outcome", "refused_at"}
    with pytest.raises(ValidationError) as theirs:
        record.full_clean(exclude=BOOKS | left)
    with pytest.raises(Invalid) as ours:
        validate(record, exclude=left)
    assert told(ours.value) == told(from_validation(theirs.value))


def test_what_holds_is_taken_with_no_more_queries() -> None:
    case = UseCase.objects.get(pk=use_case_at("submitted").pk)
    with CaptureQueriesContext(connection) as theirs:
        case.full_clean(exclude=BOOKS)
    with CaptureQueriesContext(connection) as ours:
        validate(case)
    assert len(ours) == len(theirs)
