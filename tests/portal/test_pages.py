"""Every page answers, for everyone of the bank, private and without a word of the invented."""

import pytest

from tests import people
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import REACHED, empty_draft, recorded_case, use_case_at
from tests.portal.visits import at, visit
from usecases.models.person import Person
from usecases.vocabulary.sections import SECTIONS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

ROLES = ("editor", "signatory", "viewer")


def _person(role: str) -> Person:
    person: Person = getattr(people, role)()
    return person


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["home", "use-cases", "notices", "colleagues"])
@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
def test_lists(role: str, name: str, full: bool) -> None:
    if full:
        for stage in REACHED:
            use_case_at(stage)
    response = visit(_person(role)).get(at(name))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", REACHED)
def test_a_use_case_at_every_stage(role: str, stage: str) -> None:
    case = use_case_at(stage)
    response = visit(_person(role)).get(at("use-case", case.pk))
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.COMPLETED, Stage.DECLINED])
def test_a_case_recorded_after_the_fact(stage: str) -> None:
    case = recorded_case(stage)
    assert visit(people.viewer()).get(at("use-case", case.pk)).status_code == 200


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("code", [section.code for section in SECTIONS])
@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
def test_sections(role: str, code: str, full: bool) -> None:
    case = use_case_at(Stage.DRAFT) if full else empty_draft()
    response = visit(_person(role)).get(at("section", case.pk, code))
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")


@pytest.mark.parametrize("role", ROLES)
def test_check_receipt_and_submission(role: str) -> None:
    draft, case = empty_draft(), use_case_at(Stage.ASSESSING)
    confirmed_decision(case)
    client = visit(_person(role))
    addresses = [
        at("check", draft.pk),
        at("check", use_case_at(Stage.DRAFT).pk),
        at("receipt", case.pk, 1),
        at("submission", case.pk, 1),
    ]
    assert [client.get(each).status_code for each in addresses] == [200] * 4
