"""Where duplicates are merged and cases move, no conflict of interest is lost."""

import pytest

from tests.factories.assessments import assigned, conflicted, declared
from tests.factories.institutions import bank_b, make_institution, make_partner
from tests.factories.phases import open_phase
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, assessor, officer
from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.stages import Stage
from usecases.workflow.declare import declare
from usecases.workflow.merge import merge_institutions, merge_partners
from usecases.workflow.transfer import transfer

pytestmark = pytest.mark.django_db


def sees(person: Person, case: UseCase) -> bool:
    return use_cases_for(person).filter(pk=case.pk).exists()


def standing() -> list[tuple[str, str]]:
    rows = Interest.objects.filter(ended_at=None).order_by("recorded_at")
    return [
        (str(each.institution or each.partner or each.use_case), each.standing) for each in rows
    ]


def test_a_conflict_in_a_duplicate_holds_in_the_survivor() -> None:
    duplicate = make_institution("Alfa")
    case = recorded_case(institution=duplicate)
    declare(case.phase, conflicts=[duplicate], by=officer("second"))
    declare(case.phase, free=[duplicate], by=approver())
    merge_institutions(duplicate, bank_b(), by=officer(), reason="The same bank.")
    assert standing() == [("Beta Bank", "conflict")]
    assert (sees(officer("second"), case), sees(approver(), case)) == (False, True)


@pytest.mark.parametrize("which", ["duplicate", "survivor", "both"])
def test_a_conflict_in_either_outweighs_none_in_the_other(which: str) -> None:
    one, two = make_partner("Cloud Co"), make_partner("Cloud Company")
    case = use_case_at(Stage.SCREENING, partners=[one])
    against = {"duplicate": [one], "survivor": [two], "both": [one, two]}[which]
    free = [each for each in (one, two) if each not in against]
    declare(case.phase, conflicts=against, free=free, by=officer("second"))
    merge_partners(one, two, by=officer(), reason="The same firm.")
    assert standing() == [("Cloud Company", "conflict")]
    assert not sees(officer("second"), case)


def test_a_case_that_moves_to_another_phase_stays_closed() -> None:
    partner = make_partner("Cloud Co")
    case = use_case_at(Stage.SCREENING, partners=[partner])
    declare(case.phase, conflicts=[case.institution], by=officer("bank"))
    declare(case.phase, conflicts=[partner], by=officer("partner"))
    conflicted(case, officer("case"))
    assigned(case)
    declared(case)
    transfer(case, phase=open_phase("GS9"), by=officer(), reason="Entered wrongly.")
    for name in ("bank", "partner", "case"):
        assert not sees(officer(name), case)
    assert sees(assessor(), case)
    phases = Interest.objects.filter(use_case=case, ended_at=None).values_list("phase__code")
    assert {code for (code,) in phases} == {"GS9"}


def test_of_another_bank_everybody_declares_anew_and_conflicts_stay() -> None:
    case = recorded_case()
    declare(case.phase, conflicts=[case.institution], by=officer("second"))
    declare(case.phase, free=[case], by=officer("third"))
    transfer(case, institution=bank_b(), by=officer(), reason="Entered wrongly.")
    assert not sees(officer("second"), case)
    assert [said for _about, said in standing()] == ["conflict", "conflict"]
