"""Messages are queued with what they tell of, sent once, and tried again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from tests.factories.access import make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import CLOSED
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import editor, signatory, viewer
from usecases.audit.context import lived_at
from usecases.models.messages import Message
from usecases.notices import outbox
from usecases.notices.outbox import deliver
from usecases.vocabulary.stages import Stage
from usecases.workflow import submit
from usecases.workflow.errors import NotReady

pytestmark = pytest.mark.django_db

FAILING = f"{__name__}.Failing"


class Failing(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Fail as a refused connection does."""
        raise ConnectionRefusedError("nobody listens")


def test_nothing_is_queued_before_there_is_something_to_tell() -> None:
    empty_draft()
    case = use_case_at(Stage.SUBMITTED)
    told = Message.objects.count()
    confirmed_decision(use_case_at(Stage.ASSESSING))
    with pytest.raises(NotReady):
        submit.submit(empty_draft(), by=signatory())
    assert {message.letter for message in Message.objects.all()} == {"received"}
    assert Message.objects.filter(use_case=case).count() == told == 2


def test_notices_are_there_at_once_and_mail_waits() -> None:
    use_case_at(Stage.SUBMITTED)
    notice, letter = (Message.objects.get(channel=channel) for channel in ("notice", "mail"))
    assert (notice.sent_at, letter.sent_at) == (notice.recorded_at, None)
    assert (letter.institution, letter.attempts) == (bank_a(), 0)


def test_readers_are_the_present_writers_of_the_bank() -> None:
    signatory(bank_b())
    viewer()
    editor()
    make_member(make_user("gone@example.org"), bank_a(), "editor", until=CLOSED)
    make_member(make_user("off@example.org", is_active=False), bank_a(), "signatory")
    use_case_at(Stage.SUBMITTED)
    assert sorted(each.recipient.email for each in Message.objects.filter(channel="mail")) == [
        "editor@alpha-bank.example",
        "signatory@alpha-bank.example",
    ]


def test_deliver_sends_once() -> None:
    use_case_at(Stage.SUBMITTED)
    assert (deliver(), deliver()) == ((1, 0), (0, 0))
    (sent,) = mail.outbox
    message = Message.objects.get(channel="mail")
    assert (sent.to, sent.subject, sent.body) == (
        ["signatory@alpha-bank.example"],
        message.subject,
        message.body,
    )
    assert (message.attempts, message.failure, message.sent_at is not None) == (1, "", True)


def test_after_a_crash_the_message_id_tells_the_receiver_of_a_second_copy(freeze: Any) -> None:
    use_case_at(Stage.SUBMITTED)
    deliver()
    Message.objects.update(sent_at=None)
    assert deliver() == (0, 0)  # whoever took it may still be at it
    freeze(timezone.now() + timedelta(minutes=11))
    assert deliver() == (1, 0)
    message = Message.objects.get(channel="mail")
    ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox[:2]]
    assert ids == [f"<{message.pk}@sandbox-tracker>"] * 2


def test_what_fails_is_tried_again_later_and_later(settings: Any, freeze: Any) -> None:
    settings.EMAIL_BACKEND = FAILING
    use_case_at(Stage.SUBMITTED)
    start = timezone.now()
    waits = []
    moment = start
    for attempt in range(4):
        freeze(moment)
        assert deliver() == (0, 1)
        assert deliver() == (0, 0)
        message = Message.objects.get(channel="mail")
        assert (message.attempts, message.failure) == (attempt + 1, "nobody listens")
        assert message.next_attempt_at is not None
        waits.append(message.next_attempt_at - moment)
        moment = message.next_attempt_at
    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    freeze(moment)
    assert deliver() == (1, 0)
    message = Message.objects.get(channel="mail")
    assert (message.failure, message.sent_at, len(mail.outbox)) == ("", moment, 1)


def test_what_another_process_took_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    use_case_at(Stage.SUBMITTED)
    counts: list[tuple[int, int]] = []

    def meanwhile(message: Any) -> str:
        if not counts:
            counts.append((0, 0))
            counts.append(deliver())
        return str(message.body)

    monkeypatch.setattr(outbox, "ready_to_send", meanwhile)
    assert deliver() == (1, 0)
    assert counts == [(0, 0), (0, 0)]
    assert len(mail.outbox) == 1


def test_after_twelve_attempts_it_rests(settings: Any, freeze: Any) -> None:
    settings.EMAIL_BACKEND = FAILING
    use_case_at(Stage.SUBMITTED)
    moment = timezone.now()
    tried = []
    for _ in range(14):
        moment += timedelta(days=3)
        freeze(moment)
        tried.append(deliver()[1])
    assert tried == [1] * 12 + [0, 0]


def test_one_failure_does_not_hold_up_the_others(settings: Any) -> None:
    for bank in (bank_a(), bank_b()):
        use_case_at(Stage.SUBMITTED, institution=bank)
    settings.EMAIL_BACKEND = FAILING
    assert deliver(limit=1) == (0, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver() == (1, 0)
    assert [sent.to for sent in mail.outbox] == [["signatory@beta-bank.example"]]


def test_no_more_is_sent_at_a_time_than_asked_and_the_oldest_first() -> None:
    for bank in (bank_a(), bank_b()):
        use_case_at(Stage.SUBMITTED, institution=bank)
    assert [deliver(limit=1) for _ in range(3)] == [(1, 0), (1, 0), (0, 0)]
    assert [sent.to[0] for sent in mail.outbox] == [
        "signatory@alpha-bank.example",
        "signatory@beta-bank.example",
    ]


def test_the_invented_past_is_told_in_the_portal_and_mailed_to_nobody() -> None:
    case = use_case_at(Stage.DRAFT)
    with lived_at(CLOSED):
        submit.submit(case, by=signatory())
    assert [message.channel for message in Message.objects.all()] == ["notice"]
