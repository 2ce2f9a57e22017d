"""Until a decision is released nothing that the bank can open tells that there is one."""

import re
from uuid import UUID, uuid4

import pytest
from django.core import mail

from tests import people
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, tab, visit
from usecases.models.letters import DecisionLetter
from usecases.models.messages import Message
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.portal.tabs import TABS
from usecases.reporting.funnel import COUNTED
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, edit

pytestmark = pytest.mark.django_db

NOTHING = uuid4()
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
        "/",
        at("home"),
        at("use-cases"),
        at("notices"),
        at("colleagues"),
        at("use-case", case.pk),
        at("submission", case.pk, 1),
        at("receipt", case.pk, 1),
        at("withdraw", case.pk),
        at("letter", case.pk, NOTHING),
        at("figures"),
        *(tab(case, each.name) for each in TABS),
        *(f"{at('use-cases')}?{name}={value}" for name, value in COUNTED.values()),
        *(at(name, case.pk, NOTHING) for name in ("accept-decision", "query-decision")),
        *(at("outcome", case.pk), at("clearance", case.pk, NOTHING)),
    ]
    return {each: _TOKEN.sub("", client.get(each).content.decode()) for each in addresses}


@pytest.mark.parametrize(
    ("role", "outcome"), [("editor", "waitlist"), ("signatory", "decline"), ("viewer", "accept")]
)
def test_proposing_confirming_and_refusing_change_no_byte(
    case: UseCase, role: str, outcome: str
) -> None:
    before = _pages(case, role)
    told = Message.objects.count()
    decision = proposed_decision(case, outcome, text="Canary", conditions="Canary", rank=1)
    decide.confirm(decision, by=people.approver())
    deliver()
    assert _pages(case, role) == before
    client = visit(getattr(people, role)())
    held = client.get(at("letter", case.pk, DecisionLetter.objects.get().pk))
    missing: tuple[UUID, ...] = (case.pk, NOTHING)
    assert (held.status_code, _TOKEN.sub("", held.content.decode())) == (
        404,
        before[at("letter", *missing)],
    )
    for name in ("accept-decision", "query-decision"):
        asked = client.get(at(name, case.pk, decision.pk)).content.decode()
        assert _TOKEN.sub("", asked) == before[at(name, *missing)]
    decide.refuse(decision, by=people.approver(), reason="Canary")
    assert _pages(case, role) == before
    assert Message.objects.count() == told


def test_no_mail_goes_before_the_release(case: UseCase) -> None:
    deliver()
    sent = len(mail.outbox)
    decision = confirmed_decision(case, text="Canary")
    deliver()
    assert len(mail.outbox) == sent
    decide.release([decision], by=people.approver())
    deliver()
    assert ["Canary" in each.body for each in mail.outbox[sent:]] == [True]


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
    page = pages[tab(case, "decision")]
    assert [told for told in ("We look forward", "Weekly samples") if told not in page] == []
    assert "Decided recently" in pages[at("home")]
