"""Drafts that staff prepare for a bank."""

from typing import Any

import pytest

from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import closed_phase, make_authority, make_phase, phase
from tests.factories.usecases import use_case_at
from tests.factories.words import category
from tests.people import approver, officer, signatory, system
from tests.workflow.refusals import NOT_ALLOWED, letters, life, refused
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.workflow import draft, submit
from usecases.workflow.take_in import Prepared, announce, take_in

pytestmark = pytest.mark.django_db


def prepared(**more: Any) -> Prepared:
    fields = {"title": "A use", "own_category": category()}
    return Prepared(**{"phase": phase(), "institution": bank_a(), "fields": fields, **more})


def test_it_works() -> None:
    partner = make_partner()
    case = take_in(prepared(partners=[partner], imported_as="f" * 64), by=officer())
    case.refresh_from_db()
    assert (case.title, case.own_category, case.stage) == ("A use", category(), "draft")
    assert (case.reference, case.authority, case.imported_as) == ("", None, "f" * 64)
    assert [party.partner for party in case.parties.all()] == [partner]
    private = Change.objects.filter(use_case=case).values_list("kind", "private_to")
    assert sorted(private) == [("party", bank_a().pk), ("usecase", bank_a().pk)]
    assert life(case) == []


def test_the_bank_goes_on_from_there() -> None:
    case = take_in(prepared(), by=system())
    other = use_case_at("draft")
    rest = {
        field.name: getattr(other, field.name)
        for field in other._meta.fields
        if field.name in {"summary", "problem", "solution", "expected_impact", "role_of_ai",
                          "data_description", "compute_asked", "testing_plan", "success_measures",
                          "risks", "safeguards", "human_oversight", "autonomy", "customer_facing"}
    }  # fmt: skip
    draft.write(case, fields=rest, by=signatory())
    submit.submit(case, by=signatory())
    case.refresh_from_db()
    assert (case.stage, case.reference) == ("submitted", "GS1-001")


@pytest.mark.parametrize("who", [approver, signatory])
def test_it_is_an_officers_act(who: Any) -> None:
    person: Person = who()
    assert refused(take_in, prepared(), by=person) == NOT_ALLOWED
    assert refused(announce, [use_case_at("draft")], by=person) == NOT_ALLOWED


def test_another_authority_is_not_ones_own() -> None:
    person = officer(authority=make_authority("SFC"))
    assert refused(take_in, prepared(), by=person) == NOT_ALLOWED


def test_before_a_phase_opens_but_not_after_it_closed() -> None:
    assert take_in(prepared(phase=make_phase("LATER")), by=officer()).phase.code == "LATER"
    late = prepared(phase=closed_phase("OVER"))
    assert refused(take_in, late, by=officer()) == [("phase", "closed")]


def test_values_that_cannot_be() -> None:
    officer()
    wrong = prepared(fields={"title": "two\nlines", "autonomy": "perhaps"})
    assert sorted(refused(take_in, wrong, by=officer())) == [
        ("autonomy", "invalid_choice"),
        ("title", "line-break"),
    ]
    long = prepared(fields={"title": "x", "summary": "word " * 151})
    assert refused(take_in, long, by=officer()) == [("summary", "too-long")]


def test_only_the_banks_fields_are_taken() -> None:
    case = take_in(prepared(fields={"title": "x", "stage": "accepted", "reference": "GS1-999"}),
                   by=officer())  # fmt: skip
    assert (case.stage, case.reference) == ("draft", "")


def test_the_same_is_not_taken_in_twice() -> None:
    take_in(prepared(imported_as="a" * 64), by=officer())
    again = prepared(imported_as="a" * 64)
    assert refused(take_in, again, by=officer()) == [("", "invalid")]


def test_one_letter_a_bank() -> None:
    signatory()
    cases = [take_in(prepared(), by=officer()) for _number in range(3)]
    announce(cases, by=officer())
    told = [letters(case) for case in cases]
    mail = "signatory@alpha-bank.example"
    assert told == [[("prepared", "mail", mail), ("prepared", "notice", mail)], [], []]
