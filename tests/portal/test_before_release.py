"""Until a decision is released nothing that the bank can open tells that there is one."""

import re

import pytest

from tests import people
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, visit
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, edit

pytestmark = pytest.mark.django_db

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def case() -> UseCase:
    use_case_at(Stage.SUBMITTED)
    found = use_case_at(Stage.ASSESSING)
    use_case_at(Stage.DRAFT)
    return found


def _pages(case: UseCase, role: str) -> dict[str, str]:
    """Return every page that a bank can open, what is random on it left out."""
    client = visit(getattr(people, role)())
    addresses = [
        at("home"),
        at("use-cases"),
        at("notices"),
        at("colleagues"),
        at("use-case", case.pk),
        at("submission", case.pk, 1),
        at("receipt", case.pk, 1),
        at("withdraw", case.pk),
    ]
    return {each: _TOKEN.sub("", client.get(each).content.decode()) for each in addresses}


@pytest.mark.parametrize("role", ["editor", "signatory", "viewer"])
@pytest.mark.parametrize("outcome", ["accept", "waitlist", "decline"])
def test_proposing_confirming_and_refusing_change_no_byte(
    case: UseCase, role: str, outcome: str
) -> None:
    before = _pages(case, role)
    decision = proposed_decision(case, outcome, text="Canary", conditions="Canary", rank=1)
    assert _pages(case, role) == before
    decide.confirm(decision, by=people.approver())
    deliver()
    assert _pages(case, role) == before
    decide.refuse(decision, by=people.approver(), reason="Canary")
    assert _pages(case, role) == before


def test_what_staff_edit_of_it_changes_no_byte(case: UseCase) -> None:
    before = _pages(case, "signatory")
    fields = {"case_officer": people.officer().user, "confidentiality": "restricted"}
    edit.change(case, fields, by=people.officer(), reason="Canary")
    assert _pages(case, "signatory") == before


def test_the_release_tells_everything(case: UseCase) -> None:
    decision = proposed_decision(case, text="We look forward", conditions="Weekly samples")
    decide.confirm(decision, by=people.approver())
    decide.release([decision], by=people.approver())
    pages = _pages(case, "viewer")
    page = pages[at("use-case", case.pk)]
    assert [told for told in ("We look forward", "Weekly samples") if told not in page] == []
    assert "Decided recently" in pages[at("home")]
