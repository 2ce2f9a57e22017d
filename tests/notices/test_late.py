"""Case officers hear that something is late in their hands: not what, and nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.conftest import Freeze
from tests.factories.access import make_user
from tests.factories.assessments import conflicted
from tests.factories.base import add
from tests.factories.monitoring import due_deliverable, handed_in
from tests.factories.phases import make_programme, open_phase
from tests.factories.trials import planned_trial
from tests.factories.usecases import use_case_at
from tests.models.behind import set_to
from tests.people import approver, officer, system
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.proposals import DecisionReply, PlanProposal
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.vocabulary.stages import Stage
from usecases.workflow import trial
from usecases.workflow.digest import put_together
from usecases.workflow.remind import remind

pytestmark = pytest.mark.django_db

BEGINNING = datetime(2026, 3, 2, 2, tzinfo=UTC)
LATER = BEGINNING + timedelta(days=1)

WORDS = {
    "decision": "A decision is past the programme’s target",
    "start": "A trial should have started by its plan",
    "end": "A trial is past its planned end",
    "sign-off": "A report that was handed in waits to be signed off",
    "plan": "A plan that a bank proposed waits for an answer",
    "query": "A bank’s query about a decision waits for an answer",
}


def furnish(freeze: Freeze) -> None:
    """One of each, all late since 2 March."""
    now = BEGINNING
    freeze(now - timedelta(days=40))
    programme = make_programme("TGT", target_days=40)
    phase = open_phase("TGT1", programme=programme, closes_at=now - timedelta(days=40))
    use_case_at(Stage.ASSESSING, phase=phase)
    planned_trial(
        use_case_at(Stage.ACCEPTED), planned_from=date(2026, 3, 2), planned_to=date(2026, 9, 1)
    )
    planned_trial(running := use_case_at(Stage.ACCEPTED))
    trial.plan(running, fields={"planned_to": date(2026, 3, 2)}, by=officer())
    trial.start(running, by=officer())
    freeze(now - timedelta(days=14))
    handed_in(due_deliverable(running))
    freeze(now - timedelta(days=7))
    accepted = use_case_at(Stage.ACCEPTED)
    add(PlanProposal(use_case=accepted, proposed_by=make_user(), proposed_at=timezone.now()))
    add(
        DecisionReply(
            decision=accepted.decisions.get(), use_case=accepted, accepts=False, text="Why?",
            replied_by=make_user(), replied_at=timezone.now(),
        )
    )  # fmt: skip
    freeze(now)


def told(person: Person) -> list[str]:
    rows = Message.objects.filter(letter="late", recipient=person.user)
    return sorted(row.subject for row in rows)


def test_each_thing_that_is_late_is_told_once_and_what_it_is_not(freeze: Freeze) -> None:
    officer()
    furnish(freeze)
    remind(by=system())
    assert told(officer()) == []
    freeze(LATER)
    remind(by=system())
    remind(by=system())
    assert told(officer()) == sorted(WORDS.values())
    assert told(approver()) == []
    freeze(LATER + timedelta(days=1))
    remind(by=system())
    assert len(told(officer())) == len(WORDS)
    rows = Message.objects.filter(letter="late")
    assert {(row.channel, row.use_case, row.institution) for row in rows} == {("mail", None, None)}


def test_it_goes_in_one_mail_that_names_no_case(freeze: Freeze) -> None:
    officer()
    furnish(freeze)
    freeze(LATER)
    remind(by=system())
    put_together(by=system())
    Message.objects.exclude(letter="digest").filter(in_digest=False).delete()
    deliver()
    (only,) = mail.outbox
    assert (only.to, only.subject) == (
        ["officer@regulator.example"], "6 things are late, 3 March 2026",
    )  # fmt: skip
    assert sorted(each[2:] for each in only.body.splitlines() if each.startswith("- ")) == sorted(
        WORDS.values()
    )
    assert only.body.splitlines()[-1] == "http://127.0.0.1:8000/admin/"


def test_of_a_case_with_an_officer_the_others_hear_nothing(freeze: Freeze) -> None:
    officer("second")
    furnish(freeze)
    for case in UseCase.objects.all():
        set_to(case, case_officer=officer("second").user)
    freeze(LATER)
    remind(by=system())
    assert (told(officer()), told(officer("second"))) == ([], sorted(WORDS.values()))


def test_who_has_a_conflict_is_not_even_told_that_something_is_late(freeze: Freeze) -> None:
    officer("second")
    furnish(freeze)
    for case in UseCase.objects.all():
        conflicted(case, officer("second"))
    freeze(LATER)
    remind(by=system())
    assert (told(officer("second")), len(told(officer()))) == ([], len(WORDS))
