"""A joint institution reads the whole of one use case, does nothing, and learns of no other."""

import pytest
from django.db import connection

from tests.factories.clarifications import asked, replied
from tests.factories.institutions import bank_a, bank_b, make_institution
from tests.factories.parties import contributor, joint, named
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import editor, officer, signatory, viewer
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules import visibility, visibility_casefile, visibility_register
from usecases.rules.clarified import reads_reply
from usecases.rules.contributing import contributed_cases_for
from usecases.rules.editing import editable_fields
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

STAGES = (Stage.DRAFT, Stage.ASSESSING, Stage.TRIALLING, Stage.COMPLETED, Stage.DECLINED)


def seen(person: Person) -> list[UseCase]:
    return list(visibility.use_cases_for(person).order_by("recorded_at"))


@pytest.mark.parametrize("stage", STAGES)
def test_it_reads_the_one_use_case_at_every_stage(stage: str) -> None:
    case = use_case_at(stage)
    use_case_at(stage)  # of the same lead, and none of its business
    assert seen(viewer(bank_b())) == []
    joint(case, bank_b())
    assert [seen(person) for person in (viewer(bank_b()), viewer(make_institution()))] == [
        [case],
        [],
    ]


def test_a_case_discarded_is_gone_for_it_too() -> None:
    case = use_case_at(Stage.DRAFT)
    joint(case, bank_b())
    UseCase.objects.filter(pk=case.pk).update(discarded_at=case.recorded_at)
    assert seen(viewer(bank_b())) == []


def test_it_leads_only_its_own() -> None:
    case, own = use_case_at(Stage.DRAFT), use_case_at(Stage.DRAFT, institution=bank_b())
    joint(case, bank_b())
    person = viewer(bank_b())
    assert (seen(person), list(visibility.own_cases_for(person))) == ([case, own], [own])


def test_nothing_on_it_is_its_to_do() -> None:
    case = use_case_at(Stage.DRAFT)
    joint(case, bank_b())
    for person in (editor(bank_b()), signatory(bank_b())):
        here = on_case(person, case)
        acts = (Action.DRAFT, Action.SIGN, Action.WRITE_TRIAL, Action.MANAGE_MEMBERS)
        assert [may(here, act) for act in acts] == [False] * 4
        assert editable_fields(person, case) == frozenset()


def test_what_is_not_released_stays_hidden() -> None:
    case = use_case_at(Stage.ASSESSING)
    joint(case, bank_b())
    proposed_decision(case)
    assert list(visibility.decisions_for(viewer(bank_b()))) == []


def test_it_reads_what_is_written_as_an_answer() -> None:
    case = use_case_at(Stage.CLARIFYING)
    (row,) = replied(case, "We keep the keys.")
    joint(case, bank_b())
    row = type(row).objects.select_related("use_case").get(pk=row.pk)
    readers = (viewer(), viewer(bank_b()), officer())
    assert [reads_reply(person, row) for person in readers] == [True, True, False]


def test_the_lead_itself_stays_unknown() -> None:
    case = use_case_at(Stage.ASSESSING)
    joint(case, bank_b())
    person = signatory(bank_b())
    assert list(visibility_register.institutions_for(person)) == [bank_b()]
    assert {each.institution for each in visibility_register.members_for(person)} == {bank_b()}
    told = visibility_register.participations_for(person)
    assert {each.institution for each in told} <= {bank_b()}
    assert not visibility_register.changes_for(person).filter(use_case=case).exists()
    assert not visibility_register.messages_for(person).filter(use_case=case).exists()


def test_the_plan_of_its_list_stays_cheap() -> None:
    """The condition stands in nearly every query: no table of cases is read as a whole for it."""
    case = use_case_at(Stage.ASSESSING)
    joint(case, bank_b())
    asked(use_case_at(Stage.SCREENING), "Why?")
    if connection.vendor != "sqlite":
        pytest.skip("says how SQLite finds the rows")
    rows = visibility.use_cases_for(viewer(bank_b())).order_by()
    plan = rows.explain()
    assert "SCAN usecases_usecase" not in plan
    assert "SCAN usecases_party" not in plan


def test_a_contributor_sees_nothing_by_the_rules_of_banks() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    person = contributor()
    assert person.membership is None
    for rows_for in (
        visibility.use_cases_for,
        visibility.own_cases_for,
        visibility.drafts_for,
        visibility.parties_for,
        visibility_casefile.attachments_for,
        visibility_register.phases_for,
        visibility_register.institutions_for,
        visibility_register.technology_partners_for,
        visibility_register.people_for,
        visibility_register.changes_for,
    ):
        assert list(rows_for(person)) == []
    assert list(contributed_cases_for(person)) == [case]


def test_a_contributor_is_one_banks() -> None:
    """Bank A's contributor of a partner reads nothing that bank B names to the same partner."""
    for bank in (bank_a(), bank_b()):
        named(use_case_at(Stage.DRAFT, institution=bank), "ai")
    found = [each.institution for each in contributed_cases_for(contributor())]
    assert found == [bank_a()]
