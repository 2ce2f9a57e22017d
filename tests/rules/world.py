"""A small world of two banks and two authorities, and everybody who looks at it."""

from dataclasses import dataclass

from tests import people
from tests.factories.access import make_grant, make_member, make_user
from tests.factories.base import system
from tests.factories.institutions import bank_a, bank_b, make_institution, make_partner
from tests.factories.phases import make_authority
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import use_case_at
from usecases.models.person import ANONYMOUS, Person, person_for
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage


@dataclass(frozen=True)
class World:
    """Named cases, and named people; the cases of A, B and a firm of the SFC."""

    cases: dict[str, UseCase]
    people: dict[str, Person]


def make_world() -> World:
    """A draft, a case with an unreleased decision and a completed one of bank A; one of B; ..."""
    sfc = make_authority("SFC")
    broker = make_institution("Gamma Securities", authority=sfc)
    cases = {
        "a-draft": use_case_at(Stage.DRAFT),
        "a-open": use_case_at(Stage.ASSESSING, partners=[make_partner("Of A")]),
        "a-done": use_case_at(Stage.COMPLETED),
        "b-done": use_case_at(Stage.COMPLETED, institution=bank_b()),
        "sfc-open": use_case_at(Stage.ASSESSING, institution=broker),
    }
    confirmed_decision(cases["a-open"])
    return World(
        cases,
        {
            "officer": people.officer(),
            "approver": people.approver(),
            "auditor": people.auditor(),
            "assessor": people.assessor(),
            "administrator": people.administrator(),
            "officer-sfc": people.officer(authority=sfc),
            "editor-a": people.editor(),
            "signatory-a": people.signatory(),
            "viewer-a": people.viewer(),
            "viewer-b": people.viewer(bank_b()),
            "anonymous": ANONYMOUS,
            "disabled": disabled(),
            "system": system(),
        },
    )


def disabled() -> Person:
    """Somebody who was both an officer and a signatory, and is disabled."""
    user = make_user("gone@example.org", is_active=False)
    make_grant(user, "officer")
    make_member(user, bank_a(), "signatory")
    return person_for(user)
