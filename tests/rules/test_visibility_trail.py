"""Who sees which people, grants, tokens, changes and messages."""

from typing import Any

import pytest

from tests.factories.access import make_token
from tests.factories.phases import make_authority
from tests.factories.usecases import use_case_at
from tests.people import officer
from tests.rules.world import World, make_world
from usecases.models.access import User
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules import visibility_register as register
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import may_read_content
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

BANK_A = {"editor-a", "signatory-a", "viewer-a"}
STAFF = {"officer", "approver", "auditor", "assessor", "administrator", "officer-sfc"}


@pytest.fixture
def world() -> World:
    return make_world()


def counted(world: World, rows_for: Any) -> dict[str, int]:
    return {who: rows_for(person).count() for who, person in world.people.items()}


def test_people(world: World) -> None:
    seen = {
        who: {user.email for user in register.people_for(person)}
        for who, person in world.people.items()
    }
    everybody = set(User.objects.values_list("email", flat=True))
    own = {f"{role}@alpha-bank.example" for role in ("editor", "signatory", "viewer")}
    colleagues = {f"{name}@regulator.example" for name in STAFF} | {"gone@example.org"}
    assert seen == {
        **dict.fromkeys(("administrator", "auditor", "system"), everybody),
        **dict.fromkeys(("officer", "approver", "assessor", "officer-sfc"), colleagues),
        **dict.fromkeys(BANK_A, own | {"gone@example.org"}),
        "viewer-b": {"viewer@beta-bank.example", "signatory@beta-bank.example"},
        "anonymous": set(),
        "disabled": set(),
    }


def test_members_and_grants(world: World) -> None:
    members, grants = (counted(world, f) for f in (register.members_for, register.grants_for))
    whole = {*STAFF, "system"}
    own = {**dict.fromkeys(BANK_A, 4), "viewer-b": 2}
    assert members == {who: 7 if who in whole else own.get(who, 0) for who in world.people}
    assert grants == {who: 7 if who in whole else 0 for who in world.people}


def test_tokens_are_their_owners_and_the_administrators(world: World) -> None:
    for who in ("officer", "viewer-b"):
        user = world.people[who].user
        assert user is not None
        make_token(user)
    expected = {"administrator": 2, "auditor": 2, "officer": 1, "viewer-b": 1}
    assert counted(world, register.tokens_for) == {
        who: expected.get(who, 0) for who in world.people
    }


def kinds(world: World, who: str) -> set[tuple[str, bool]]:
    rows = register.changes_for(world.people[who]).values_list("kind", "private_to")
    return {(kind, private is not None) for kind, private in rows if kind == "usecase"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("auditor", {("usecase", True), ("usecase", False)}),
        ("officer", {("usecase", False)}),
        ("approver", {("usecase", False)}),
        ("administrator", set()),
        ("assessor", set()),
        ("signatory-a", {("usecase", True)}),
        ("viewer-b", {("usecase", True)}),
        ("anonymous", set()),
        ("disabled", set()),
    ],
)
def test_changes_of_use_cases(world: World, who: str, expected: set[tuple[str, bool]]) -> None:
    assert kinds(world, who) == expected


def test_an_administrator_sees_what_was_done_to_people_and_nothing_else(world: World) -> None:
    administrator = world.people["administrator"]
    seen = set(register.changes_for(administrator).values_list("kind", flat=True))
    assert seen <= {"user", "rolegrant", "member", "token"}
    whole = Change.objects.filter(kind__in=["user", "rolegrant", "member", "token"]).count()
    assert register.changes_for(administrator).count() == whole > 0


def test_a_bank_sees_changes_of_its_own_drafts_only(world: World) -> None:
    rows = register.changes_for(world.people["viewer-b"])
    assert {row.record for row in rows} == {str(world.cases["b-done"].pk)}


def test_a_drafts_content_is_read_by_its_bank_alone(world: World) -> None:
    change = Change.objects.get(record=str(world.cases["a-draft"].pk))
    readers = {who for who, person in world.people.items() if may_read_content(person, change)}
    assert readers == BANK_A


def test_the_discarded_is_seen_by_nobody(world: World) -> None:
    case = use_case_at(Stage.DRAFT)
    UseCase.objects.filter(pk=case.pk).update(discarded_at=case.recorded_at)
    seen = {
        who
        for who, person in world.people.items()
        if use_cases_for(person).filter(pk=case.pk).exists()
    }
    assert seen == set()


def test_messages_are_their_readers_and_those_of_the_cases_one_sees(world: World) -> None:
    own = counted(world, register.messages_for)
    to_a = register.messages_for(world.people["signatory-a"])
    assert {message.recipient for message in to_a} == {world.people["signatory-a"].user}
    assert own == {
        "officer": 24,
        "approver": 24,
        "auditor": 24,
        "assessor": 0,
        "administrator": 0,
        "officer-sfc": 2,
        "editor-a": 0,
        "signatory-a": 12,
        "viewer-a": 0,
        "viewer-b": 0,
        "anonymous": 0,
        "disabled": 0,
        "system": 0,
    }


def test_an_officer_of_one_authority_reads_no_change_of_another_authoritys_case() -> None:
    case = use_case_at(Stage.DECLINED)
    limited, whole = officer(authority=make_authority("SFC")), officer()
    rows = Change.objects.filter(use_case=case)
    assert {"usecase", "submission", "decision"} <= set(rows.values_list("kind", flat=True))
    assert register.changes_for(limited).filter(use_case=case).count() == 0
    told = register.changes_for(whole).filter(use_case=case)
    assert told.count() == rows.filter(private_to=None).count()
