"""Who may be trusted with what: nobody by oneself, and never so that nobody is left."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.factories.access import make_grant, make_token, make_user
from tests.factories.phases import FAR, OPENED, authority, make_authority
from tests.people import administrator, approver, officer
from usecases.models.access import RoleGrant, User
from usecases.models.person import Person, person_for
from usecases.rules.accounts import faults
from usecases.rules.grants import (
    covered_until,
    faults_in_end,
    independent,
    is_last_administrator,
    lasting_administrators,
    within_reach,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
TO_COME = {"since": NOW + DAY, "until": NOW + 9 * DAY}


def user_of(person: Person) -> User:
    assert person.user is not None
    return person.user


def told(new: Any, old: Any = None, by: Person | None = None) -> list[tuple[str, str]]:
    """Return field and code of all that is wrong."""
    found = faults(new, old, by or administrator(), NOW)
    return [(each.field, each.code) for each in found]


def a_grant(**fields: Any) -> RoleGrant:
    return RoleGrant(**{"user": fields.pop("user", None) or make_user(), "role": "officer",
                        "since": NOW, **fields})  # fmt: skip


def changed(grant: RoleGrant, **fields: Any) -> tuple[RoleGrant, RoleGrant]:
    """Return a grant as it would be, and as it is."""
    new, old = (RoleGrant.objects.get(pk=grant.pk) for _ in range(2))
    for name, value in fields.items():
        setattr(new, name, value)
    return new, old


def test_a_role_for_somebody_else() -> None:
    assert told(a_grant()) == []
    assert told(a_grant(until=FAR, authority=authority())) == []


def test_nobody_grants_to_oneself() -> None:
    me = administrator()
    assert told(a_grant(user=user_of(me))) == [("user", "oneself")]
    mine = a_grant(user=user_of(me), role="approver", deputy_for=user_of(approver()), until=FAR)
    assert told(mine) == [("user", "oneself")]
    theirs = make_grant(make_user(), "officer")
    assert told(*changed(theirs, user=me.user)) == [("user", "oneself")]
    assert told(*changed(make_grant(user_of(me), "officer"), until=FAR)) == [("user", "oneself")]


def test_a_role_stays_with_its_person() -> None:
    held = make_grant(make_user(), "officer")
    assert told(*changed(held, user=make_user())) == [("user", "fixed")]
    standing = changed(held, deputy_for=user_of(officer()), until=FAR)
    assert told(*standing) == [("deputy_for", "fixed")]


@pytest.mark.parametrize("fields", [{"until": FAR}, {"role": "auditor"}, {"until": None}])
def test_what_has_ended_stays_as_it_was(fields: dict[str, Any]) -> None:
    ended = make_grant(make_user(), "officer", until=NOW - DAY)
    assert told(*changed(ended, **fields))[0] == ("until", "ended")


def test_a_role_ends_now_or_later() -> None:
    held = make_grant(make_user(), "officer")
    assert told(*changed(held, until=NOW - DAY)) == [("until", "past")]
    assert told(*changed(held, until=NOW)) == []
    assert told(a_grant(since=OPENED, until=NOW - DAY)) == [("until", "past")]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("approver", [("user", "service")]),
        ("administrator", [("user", "service")]),
        ("officer", []),
        ("auditor", []),
    ],
)
def test_a_program_confirms_nothing(role: str, expected: list[Any]) -> None:
    assert told(a_grant(user=make_user(service=True), role=role)) == expected


def test_nobody_disabled_is_trusted_anew() -> None:
    assert told(a_grant(user=make_user(is_active=False))) == [("user", "disabled")]


@pytest.mark.parametrize(
    ("fields", "twice"),
    [
        ({}, True),
        ({"until": FAR}, True),
        ({"role": "auditor"}, False),
        ({"since": FAR}, False),
    ],
)
def test_a_role_is_not_held_twice(fields: dict[str, Any], *, twice: bool) -> None:
    user = make_user()
    make_grant(user, "officer", until=NOW + 30 * DAY)
    never = make_grant(user, "officer", since=FAR, until=FAR)
    assert told(a_grant(user=user, **fields)) == ([("role", "held")] if twice else [])
    assert told(a_grant(user=user, authority=authority())) == []
    assert never.since == never.until


class TestDeputies:
    """A deputy has what the other holds in their own right, for a time."""

    def deputy(self, **fields: Any) -> RoleGrant:
        return a_grant(**{"role": "approver", "deputy_for": self.head(), **TO_COME, **fields})

    def head(self) -> User:
        return user_of(approver())

    def test_for_a_time(self) -> None:
        assert told(self.deputy()) == []
        assert told(self.deputy(until=None)) == [("until", "required")]
        assert told(self.deputy(user=self.head())) == [("deputy_for", "oneself")]

    @pytest.mark.parametrize("fields", [{"role": "auditor"}, {"since": OPENED - DAY}])
    def test_of_what_is_held(self, fields: dict[str, Any]) -> None:
        assert told(self.deputy(**fields)) == [("deputy_for", "not-held")]

    def test_the_whole_of_that_time(self) -> None:
        user = make_user()
        make_grant(user, "approver", until=NOW + 5 * DAY)
        standing = self.deputy(deputy_for=user)
        assert told(standing) == [("deputy_for", "not-held")]
        assert covered_until(standing, NOW) == NOW + 5 * DAY
        assert told(self.deputy(deputy_for=user, until=NOW + 5 * DAY)) == []

    def test_for_the_same_authority(self) -> None:
        user = make_user()
        make_grant(user, "approver", authority())
        assert told(self.deputy(deputy_for=user)) == [("deputy_for", "not-held")]
        other = self.deputy(deputy_for=user, authority=make_authority("SFC"))
        assert told(other) == [("deputy_for", "not-held")]
        assert told(self.deputy(deputy_for=user, authority=authority())) == []

    def test_a_deputy_has_no_deputy(self) -> None:
        standing = make_user()
        make_grant(standing, "approver", deputy_for=self.head(), until=FAR)
        assert told(self.deputy(deputy_for=standing)) == [("deputy_for", "not-held")]

    def test_nobody_stands_in_for_who_is_disabled(self) -> None:
        gone = make_user(is_active=False)
        make_grant(gone, "approver")
        assert told(self.deputy(deputy_for=gone)) == [("deputy_for", "not-held")]

    def test_who_proposed_is_left_out_of_what_a_deputy_holds(self) -> None:
        standing = make_user()
        make_grant(standing, "approver", deputy_for=self.head(), until=FAR)
        make_grant(standing, "officer")
        person = person_for(standing)
        assert person.roles == {"approver", "officer"}
        assert independent(person, self.head().pk).roles == {"officer"}
        assert independent(person, user_of(officer()).pk) == person
        assert independent(person, None) == person


class TestTheLastAdministrator:
    """Somebody always has the keys, without an end and for every authority."""

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"until": NOW}, "until"),
            ({"until": FAR}, "until"),
            ({"role": "officer"}, "role"),
            ({"authority": None}, ""),
            ({"since": FAR}, "since"),
        ],
    )
    def test_is_not_lost(self, fields: dict[str, Any], field: str) -> None:
        new, old = changed(administrator().grants[0], **fields)
        expected = [(field, "last-administrator")] if field else []
        other = Person(user=make_user(), system=True)
        assert [(e.field, e.code) for e in faults_in_end(new, old, other, NOW)] == expected

    def test_is_not_narrowed(self) -> None:
        new, old = changed(administrator().grants[0], authority=authority())
        system = Person(user=make_user(), system=True)
        assert told(new, old, system) == [("authority", "last-administrator")]

    @pytest.mark.parametrize(
        ("other", "last"),
        [
            ({}, False),
            ({"until": FAR}, True),
            ({"since": FAR}, True),
            ({"authority": "SFC"}, True),
            ({"user": {"is_active": False}}, True),
            ({"user": {"service": True}}, True),
        ],
    )
    def test_who_counts_as_another(self, other: dict[str, Any], *, last: bool) -> None:
        administrator()
        user = make_user(**other.pop("user", {}))
        code = other.pop("authority", "")
        make_grant(user, "administrator", make_authority(code) if code else None, **other)
        assert is_last_administrator(user_of(administrator()), NOW) is last

    @pytest.mark.parametrize("field", ["is_active", "service"])
    def test_is_not_lost_with_the_account(self, field: str) -> None:
        old = user_of(administrator())
        new = User.objects.get(pk=old.pk)
        setattr(new, field, field == "service")
        assert told(new, old, Person(user=make_user(), system=True))[0] == (
            field, "last-administrator",
        )  # fmt: skip
        administrator("second")
        assert (field, "last-administrator") not in told(new, old, administrator("second"))

    def test_who_was_none_is_not_the_last(self) -> None:
        assert lasting_administrators(NOW).count() == 0
        held = make_grant(make_user(), "administrator", until=FAR)
        assert list(faults_in_end(*changed(held, until=NOW), Person(system=True), NOW)) == []


def test_an_administrator_of_one_authority_gives_no_more_than_that() -> None:
    mine, other = make_authority("SFC"), make_authority("IA")
    user = make_user()
    make_grant(user, "administrator", mine)
    limited = person_for(user)
    assert [within_reach(limited, each) for each in (mine.pk, other.pk, None)] == [
        True, False, False,
    ]  # fmt: skip
    assert told(a_grant(authority=mine), by=limited) == []
    assert told(a_grant(authority=other), by=limited) == [("authority", "beyond")]
    assert told(a_grant(), by=limited) == [("authority", "beyond")]
    held = make_grant(make_user(), "officer")
    assert told(*changed(held, authority=mine), by=limited) == [("authority", "beyond")]
    old = user_of(administrator())
    new = User.objects.get(pk=old.pk)
    new.name = "Somebody"
    assert told(new, old, limited) == [("", "beyond")]


def test_a_person_does_not_become_a_program() -> None:
    old = user_of(officer())
    new = User.objects.get(pk=old.pk)
    new.service = True
    assert told(new, old) == [("service", "fixed")]
    program = make_user(service=True)
    make_token(program)
    person = User.objects.get(pk=program.pk)
    person.service = False
    assert told(person, program) == [("service", "fixed")]
    fresh = make_user()
    mistaken = User.objects.get(pk=fresh.pk)
    mistaken.service = True
    assert told(mistaken, fresh) == []


def test_nobody_disables_oneself() -> None:
    administrator("second")
    old = user_of(administrator())
    new = User.objects.get(pk=old.pk)
    new.is_active = False
    assert told(new, old) == [("is_active", "oneself")]
