"""Roles given, lent for a time and ended; accounts disabled and enabled; memberships ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import people as staff
from tests.conftest import Freeze
from tests.factories.access import make_grant, make_member, make_user
from tests.factories.institutions import bank_b, make_institution
from tests.factories.phases import FAR, OPENED, authority
from tests.factories.publications import proposed_publication
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, officer
from tests.workflow.refusals import NOT_ALLOWED, refused
from usecases.models.access import RoleGrant, User
from usecases.models.person import Person, person_for
from usecases.models.trail import Change
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, edit, people, publish

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_march(freeze: Freeze) -> None:
    freeze(NOW)


@pytest.fixture
def later(freeze: Freeze) -> Callable[[], object]:
    """Let a minute pass: what was written at a stopped clock is a moment ahead of it."""
    return lambda: freeze(NOW + timedelta(minutes=1))


def user_of(person: Person) -> User:
    assert person.user is not None
    return person.user


def head() -> RoleGrant:
    return approver().grants[0]


def test_a_role_with_a_start_and_an_end(freeze: Freeze) -> None:
    user = make_user()
    span: dict[str, Any] = {"since": NOW + DAY, "until": NOW + 3 * DAY}
    row = people.grant(user, "officer", by=administrator(), authority=authority(), **span)
    assert (row.authority, row.granted_by) == (authority(), administrator().user)
    seen = []
    for days in range(4):
        freeze(NOW + days * DAY)
        seen.append(person_for(user).roles)
    assert seen == [set(), {"officer"}, {"officer"}, set()]


def test_a_role_ended_early_says_why(later: Callable[[], object]) -> None:
    row = make_grant(make_user(), "officer", until=FAR)
    ended = people.end_grant(row, by=administrator(), reason="moved to another unit")
    assert ended.until is not None
    later()
    assert person_for(row.user).roles == frozenset()
    change = Change.objects.filter(kind="rolegrant", record=str(row.pk)).latest("row")
    assert (change.reason, change.by) == ("moved to another unit", administrator().user)
    assert refused(people.end_grant, row, by=administrator(), reason="x") == [("until", "ended")]


def test_a_role_ended_before_it_begins_is_never_held(freeze: Freeze) -> None:
    row = make_grant(make_user(), "officer", since=NOW + DAY)
    ended = people.end_grant(row, by=administrator(), reason="plans changed")
    assert ended.until == ended.since
    freeze(NOW + DAY)
    assert person_for(row.user).roles == frozenset()
    freeze(NOW)
    assert refused(people.end_grant, row, by=administrator(), reason="x") == [("until", "ended")]


def test_an_end_needs_a_reason() -> None:
    row = make_grant(make_user(), "officer")
    member = make_member(make_user(), bank_b(), "viewer")
    needed = [("reason", "required")]
    by = administrator()
    assert refused(people.end_grant, row, by=by, reason=" ") == needed
    assert refused(people.leave, member, by=by, reason="") == needed
    assert refused(people.disable, row.user, by=by, reason="") == needed
    assert refused(people.enable, row.user, by=by, reason="") == needed


def test_one_may_end_ones_own_role_but_not_the_last(later: Callable[[], object]) -> None:
    me = administrator()
    last = [("until", "last-administrator")]
    assert refused(people.end_grant, me.grants[0], by=me, reason="leaving") == last
    administrator("second")
    people.end_grant(me.grants[0], by=me, reason="leaving")
    later()
    assert person_for(user_of(me)).roles == frozenset()


EDITS: dict[str, dict[str, Any]] = {
    "until": {"until": NOW + DAY},
    "role": {"role": "auditor"},
    "since": {"since": NOW + DAY},
}


@pytest.mark.parametrize("field", EDITS)
def test_the_last_administrator_is_not_edited_away(field: str) -> None:
    by = make_user()
    make_grant(by, "administrator", until=FAR)  # one with an end is not enough
    fault = refused(edit.change, administrator().grants[0], EDITS[field], by=person_for(by))
    assert fault == [(field, "last-administrator")]
    administrator("second")
    edit.change(administrator().grants[0], EDITS[field], by=administrator("second"))


def test_the_last_administrator_is_not_disabled() -> None:
    by = make_user()
    make_grant(by, "administrator", until=FAR)
    fault = refused(people.disable, user_of(administrator()), by=person_for(by), reason="x")
    assert fault == [("is_active", "last-administrator")]
    assert refused(people.disable, by, by=person_for(by), reason="x") == [("is_active", "oneself")]


def test_who_is_no_longer_trusted_writes_nothing_with_an_old_request(
    later: Callable[[], object],
) -> None:
    late = administrator("second")
    people.end_grant(late.grants[0], by=administrator(), reason="x")
    later()
    row = make_grant(make_user(), "officer")
    for act in (people.end_grant, people.leave):
        target = row if act is people.end_grant else make_member(make_user(), bank_b(), "viewer")
        assert refused(act, target, by=late, reason="x") == NOT_ALLOWED
    assert refused(people.grant, make_user(), "officer", by=late) == NOT_ALLOWED
    assert refused(edit.change, row.user, {"name": "X"}, by=late) == NOT_ALLOWED


def test_a_deputy_gets_the_same_role_for_the_same_authority() -> None:
    held = make_grant(make_user(), "approver", authority())
    row = people.deputise(held, make_user(), by=administrator(), until=NOW + 9 * DAY)
    assert (row.role, row.authority, row.deputy_for) == ("approver", authority(), held.user)
    assert (row.since, row.until) == (NOW, NOW + 9 * DAY) or row.since > NOW


def test_an_administrator_is_nobodys_deputy_by_ones_own_hand() -> None:
    me = administrator()
    fault = refused(people.deputise, head(), user_of(me), by=me, until=FAR)
    assert fault == [("user", "oneself")]


ENDS: dict[str, Callable[[RoleGrant, Person], object]] = {
    "the role ends": lambda held, by: people.end_grant(held, by=by, reason="x"),
    "the role becomes another": lambda held, by: edit.change(held, {"role": "auditor"}, by=by),
    "the person is disabled": lambda held, by: people.disable(held.user, by=by, reason="x"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_deputy_stands_in_no_longer_when(name: str) -> None:
    now = people.deputise(head(), make_user(), by=administrator(), until=FAR)
    later = people.deputise(
        head(), make_user(), by=administrator(), since=NOW + DAY, until=NOW + 2 * DAY
    )
    ENDS[name](head(), administrator())
    assert person_for(now.user).roles == frozenset()
    later.refresh_from_db()
    assert later.until == later.since


def test_a_deputy_stands_in_as_long_as_the_role_lasts() -> None:
    row = people.deputise(head(), make_user(), by=administrator(), until=NOW + 9 * DAY)
    edit.change(head(), {"until": NOW + 5 * DAY}, by=administrator())
    row.refresh_from_db()
    assert row.until == NOW + 5 * DAY


def standing_in(for_: Person, *own: str) -> Person:
    """Return somebody who stands in for that person, and holds roles of one's own besides."""
    user = make_user()
    people.deputise(for_.grants[0], user, by=administrator(), since=OPENED, until=FAR)
    for role in own:
        make_grant(user, role)
    return person_for(user)


def test_a_deputy_confirms_nothing_that_the_other_proposed() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = decide.propose(case, outcome="accept", by=approver())
    assert refused(decide.confirm, decision, by=standing_in(approver())) == NOT_ALLOWED
    own = standing_in(approver(), "approver")
    assert decide.confirm(decision, by=own).confirmed_by == own.user


def test_a_deputy_confirms_nothing_of_ones_own() -> None:
    both = standing_in(approver(), "officer")
    case = use_case_at(Stage.ASSESSING)
    decision = decide.propose(case, outcome="accept", by=both)
    assert refused(decide.confirm, decision, by=both) == NOT_ALLOWED


def test_a_deputy_confirms_what_anybody_else_proposed() -> None:
    deputy = standing_in(approver())
    decision = proposed_decision(use_case_at(Stage.ASSESSING))
    assert decide.confirm(decision, by=deputy).confirmed_by == deputy.user


def test_a_deputy_publishes_nothing_that_the_other_proposed() -> None:
    bank = make_institution()
    proposal = publish.propose(bank, by=approver())
    assert refused(publish.confirm, proposal, by=standing_in(approver())) == NOT_ALLOWED
    publish.confirm(proposed_publication(make_institution()), by=standing_in(approver()))


def test_disabled_and_enabled() -> None:
    user = make_user()
    make_grant(user, "officer")
    people.disable(user, by=administrator(), reason="on leave")
    assert person_for(User.objects.get(pk=user.pk)).anonymous
    people.enable(user, by=administrator(), reason="back")
    assert person_for(User.objects.get(pk=user.pk)).roles == {"officer"}


def test_a_membership_ended(later: Callable[[], object]) -> None:
    member = make_member(make_user(), bank_b(), "viewer")
    people.leave(member, by=administrator(), reason="left the bank")
    later()
    assert person_for(member.user).membership is None
    assert refused(people.leave, member, by=administrator(), reason="x") == [("until", "ended")]
    fault = refused(edit.change, member, {"until": None}, by=administrator())
    assert fault == [("until", "ended")]


def test_a_membership_stays_with_its_person_and_institution() -> None:
    member = make_member(make_user(), bank_b(), "viewer")
    by = administrator()
    fault = refused(edit.change, member, {"institution": make_institution()}, by=by)
    assert fault == [("institution", "fixed")]
    assert refused(edit.change, member, {"user": make_user()}, by=by) == [("user", "fixed")]
    past = refused(edit.change, member, {"until": OPENED + DAY}, by=by)
    assert past == [("until", "past")]


@pytest.mark.parametrize("who", [officer, staff.approver, staff.assessor, staff.auditor])
def test_people_are_the_administrators(who: Callable[[], Person]) -> None:
    row, member = make_grant(make_user(), "officer"), make_member(make_user(), bank_b(), "viewer")
    by = who()
    assert refused(people.end_grant, row, by=by, reason="x") == NOT_ALLOWED
    assert refused(people.leave, member, by=by, reason="x") == NOT_ALLOWED
    assert refused(people.disable, row.user, by=by, reason="x") == NOT_ALLOWED
    assert refused(people.deputise, row, make_user(), by=by, until=FAR) == NOT_ALLOWED


def test_a_token_that_may_not_operate_ends_nothing() -> None:
    row = make_grant(make_user(), "officer")
    reading = replace(administrator(), scopes=frozenset({"read"}))
    assert refused(people.end_grant, row, by=reading, reason="x") == NOT_ALLOWED
