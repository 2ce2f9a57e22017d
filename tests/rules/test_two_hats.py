"""Somebody with a role and a membership, or with two roles, gets no more than each allows."""

from typing import Any

import pytest

from tests import people
from tests.factories.access import make_grant, make_member, make_user
from tests.factories.institutions import bank_b, make_institution
from tests.factories.phases import make_authority
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import use_case_at
from usecases.models.person import Person, person_for
from usecases.rules.readiness import for_many
from usecases.rules.visibility import decisions_for, drafts_for, use_cases_for
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases() -> dict[str, Any]:
    sfc = make_authority("SFC")
    return {
        "a": use_case_at(Stage.SUBMITTED),
        "b": use_case_at(Stage.SUBMITTED, institution=bank_b()),
        "b-draft": use_case_at(Stage.DRAFT, institution=bank_b()),
        "sfc": use_case_at(Stage.SUBMITTED, institution=make_institution("Gamma", authority=sfc)),
    }


def hats(*roles: tuple[str, Any], bank: Any = None) -> Person:
    user = make_user()
    for role, authority in roles:
        make_grant(user, role, authority)
    if bank:
        make_member(user, bank, "viewer")
    return person_for(user)


def seen(cases: dict[str, Any], person: Person) -> set[str]:
    keys = set(use_cases_for(person).values_list("pk", flat=True))
    return {name for name, case in cases.items() if case.pk in keys}


@pytest.mark.parametrize("role", ["administrator", "assessor"])
def test_a_membership_opens_no_other_banks_case_to_a_role_without_cases(
    cases: dict[str, Any], role: str
) -> None:
    assert seen(cases, hats((role, None), bank=bank_b())) == {"b", "b-draft"}


@pytest.mark.parametrize("role", ["administrator", "assessor"])
def test_a_membership_tells_a_role_without_cases_nothing_of_decisions(role: str) -> None:
    case = use_case_at(Stage.ASSESSING, institution=bank_b())
    confirmed_decision(case)
    person = hats((role, None), bank=bank_b())
    (steps,) = for_many([case], person, case.updated_at).values()
    assert [step.move.verb for step in steps] == ["withdraw"]
    assert not decisions_for(person).exists()


def test_a_role_without_cases_does_not_widen_an_authority(cases: dict[str, Any]) -> None:
    sfc = cases["sfc"].authority
    assert seen(cases, hats(("officer", sfc), ("administrator", None))) == {"sfc"}


def test_two_roles_with_cases_add_up(cases: dict[str, Any]) -> None:
    sfc = cases["sfc"].authority
    assert seen(cases, hats(("officer", sfc), ("auditor", None))) == {"a", "b", "sfc"}


def test_an_officer_with_a_membership_reads_no_draft_as_staff(cases: dict[str, Any]) -> None:
    person = hats(("officer", None), bank=bank_b())
    assert [case.pk for case in drafts_for(person)] in ([], [cases["b-draft"].pk])
    assert seen(cases, person) - {"b-draft"} == {"a", "b", "sfc"}


def test_without_a_hat_nothing_is_seen(cases: dict[str, Any]) -> None:
    assert seen(cases, hats()) == set()
    assert seen(cases, people.viewer()) == {"a"}
