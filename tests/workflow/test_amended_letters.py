"""Letters: to a bank when its trial's plan is amended, to assessors who are asked again."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.assessments import assigned, conflicted, handed_in
from tests.factories.clarifications import answered, asked
from tests.factories.monitoring import due_deliverable
from tests.factories.usecases import use_case_at
from tests.people import assessor, officer
from usecases.models.messages import Message
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import amend, materiality

pytestmark = pytest.mark.django_db


def test_a_bank_is_told_what_is_amended_from_what_to_what_and_why() -> None:
    case = use_case_at(Stage.TRIALLING)
    fields = {"planned_to": date(2099, 3, 1), "customers_limit": 40}
    amend.amend(case.trial, fields=fields, reason="It takes longer.", by=officer())
    amend.amend(case.targets.get(), fields={"value": Decimal(85)}, reason="Too high.", by=officer())
    due_deliverable(case, title="Interim", reason="Asked for by both.")
    plan, target, due = Message.objects.filter(letter="amended", channel="notice").order_by(
        "recorded_at"
    )
    assert plan.subject == f"The trial plan of {case.reference} is amended"
    for words in ("Planned to", "31 December 2020", "1 March 2099", "now: 40", "It takes longer."):
        assert words in plan.body, words
    for words in ("before: 90 %", "now: 85 %", "Too high."):
        assert words in target.body, words
    assert "Interim" in due.body
    assert "31 December 2099" in due.body


def changed(case: UseCase) -> UseCase:
    asked(case)
    answered(case)
    return UseCase.objects.get(pk=case.pk)


def told() -> list[str]:
    mails = Message.objects.filter(letter="asked-again").order_by("recipient__email")
    return [mail.recipient.email for mail in mails]


def test_who_assessed_before_is_asked_again_once_and_told_of_no_case() -> None:
    case = use_case_at(Stage.ASSESSING)
    first, second, idle = assessor(), assessor("second"), assessor("idle")
    for person in (first, second):
        handed_in(case, person)
    assigned(case, idle)
    conflicted(case, second)
    case = changed(case)
    materiality.say(case, material=False, by=officer(), reason="A typing error.")
    assert told() == []
    for _times in range(2):
        materiality.say(case, material=True, by=officer(), reason="Another model.")
    assert first.user is not None
    assert told() == [first.user.email]
    mail = Message.objects.get(letter="asked-again")
    text = mail.subject + mail.body
    assert (mail.use_case, mail.channel) == (None, "mail")
    assert [word in text for word in (case.reference, case.title, "Alpha", "GS1")] == [
        *(False, False, False, True),
    ]
