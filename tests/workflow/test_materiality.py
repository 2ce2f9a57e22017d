"""Whether what a new submission changed matters to the assessments made before it."""

import pytest

from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.assessments import Materiality
from usecases.models.usecases import UseCase
from usecases.rules.assessed import standing_versions, unsaid, versions_of
from usecases.selection.waiting import select
from usecases.vocabulary.stages import Stage
from usecases.workflow import materiality

pytestmark = pytest.mark.django_db


def anew(case: UseCase) -> UseCase:
    asked(case)
    answered(case)
    return UseCase.objects.get(pk=case.pk)


def standing(case: UseCase) -> list[int]:
    return [each.number for each in standing_versions(versions_of([case])[case.pk])]


@pytest.mark.parametrize(("material", "numbers"), [(True, [2]), (False, [2, 1])])
def test_it_decides_which_assessments_stand(material: bool, numbers: list[int]) -> None:
    case = anew(use_case_at(Stage.ASSESSING))
    assert standing(case) == [2]
    assert unsaid(versions_of([case])[case.pk]) is not None
    row = materiality.say(case, material=material, by=officer(), reason=" A typing error. ")
    assert (row.reason, row.said_by) == ("A typing error.", officer().user)
    assert standing(case) == numbers
    assert unsaid(versions_of([case])[case.pk]) is None


def test_it_is_said_anew_of_the_same_version() -> None:
    case = anew(use_case_at(Stage.ASSESSING))
    materiality.say(case, material=True, by=officer(), reason="The data changed.")
    materiality.say(case, material=False, by=officer(), reason="Looked again.")
    row = Materiality.objects.get()
    assert (row.material, row.reason, row.submission.number) == (False, "Looked again.", 2)


def test_who_may_and_when() -> None:
    case = anew(use_case_at(Stage.ASSESSING))
    for person in (approver(), auditor(), signatory()):
        assert refused(materiality.say, case, material=True, by=person, reason="x") == NOT_ALLOWED
    for person in (assessor(), signatory(bank_b())):
        assert refused(materiality.say, case, material=True, by=person, reason="x") == NOT_FOUND
    said = {"material": True, "by": officer()}
    assert refused(materiality.say, case, **said, reason=" ") == [("reason", "required")]
    assert refused(materiality.say, case, **said, reason="x", version=0) == STALE
    first = use_case_at(Stage.ASSESSING)
    assert refused(materiality.say, first, **said, reason="x") == [("material", "first")]
    early = anew(use_case_at(Stage.SCREENING))
    assert refused(materiality.say, early, **said, reason="x") == WRONG_STAGE


def test_what_waits_to_be_said() -> None:
    case, _untouched = use_case_at(Stage.ASSESSING), use_case_at(Stage.ASSESSING)
    anew(case)
    assert [*select(officer(), "change-to-judge")] == [case]
    materiality.say(case, material=False, by=officer(), reason="A typing error.")
    assert [*select(officer(), "change-to-judge")] == []
