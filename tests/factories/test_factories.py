"""The factories keep what they promise; every other test rests on that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.institutions import bank_b, make_partner
from tests.factories.phases import CLOSED, closed_phase
from tests.factories.reviews import DECISIONS
from tests.factories.usecases import REACHED, recorded_case, use_case_at
from tests.factories.words import make_category
from usecases.models.trail import Change
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", REACHED)
def test_a_case_is_driven_to_the_stage(stage: str) -> None:
    case = use_case_at(stage)
    assert (case.stage, case.institution.short_name) == (stage, "Alpha Bank")


def test_fields_of_both_owners_are_written() -> None:
    category = make_category("fraud-prevention")
    partner = make_partner()
    case = use_case_at(
        Stage.SUBMITTED,
        institution=bank_b(),
        phase=closed_phase("OLD"),
        at=CLOSED,
        partners=[partner],
        title="Of its own",
        category=category,
    )
    assert (case.reference, case.title, case.category, case.institution) == (
        "OLD-001", "Of its own", category, bank_b(),
    )  # fmt: skip
    assert [party.partner for party in case.parties.all()] == [partner]


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="reference"):
        use_case_at(Stage.DRAFT, reference="GS1-900")


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ACCEPTED, Stage.TERMINATED])
def test_a_case_is_recorded_at_the_stage(stage: str) -> None:
    assert recorded_case(stage).stage == stage


@pytest.mark.parametrize("step", DECISIONS)
def test_a_decision_is_brought_to_its_step(step: str) -> None:
    decision = DECISIONS[step](use_case_at(Stage.ASSESSING))
    reached = [
        name
        for name in ("proposed", "confirmed", "released")
        if getattr(decision, f"{name}_at") is not None
    ]
    assert reached[-1] == step


def test_numbers_begin_anew_in_every_test() -> None:
    assert use_case_at(Stage.SUBMITTED).reference == "GS1-001"


@pytest.mark.parametrize("_turn", [1, 2])
def test_a_record_leaves_its_change(_turn: int) -> None:
    partner = make_partner()
    told = Change.objects.filter(record=str(partner.pk)).values_list("kind", "reason")
    assert (partner.name, list(told)) == ("Partner 1", [("technologypartner", "factory")])


def test_people_are_made_once() -> None:
    use_case_at(Stage.COMPLETED)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        use_case_at(Stage.COMPLETED)
    assert [q["sql"] for q in captured if 'INSERT INTO "usecases_user"' in q["sql"]] == []
