"""Mail that is due is sent, once or in a loop."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from tests.factories.usecases import use_case_at
from usecases.management import rounds
from usecases.models.messages import Message
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("deliver", *arguments, stdout=out)
    return out.getvalue()


def test_what_is_due_is_sent_once() -> None:
    use_case_at(Stage.SUBMITTED)
    due = Message.objects.filter(channel="mail", sent_at=None).count()
    assert due > 0
    assert run() == f"{due} sent, 0 failed\n"
    assert len(mail.outbox) == due
    assert run() == ""
    assert len(mail.outbox) == due


def test_more_than_one_batch_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_BATCH", 1)
    use_case_at(Stage.SUBMITTED)
    use_case_at(Stage.SUBMITTED)
    due = Message.objects.filter(channel="mail", sent_at=None).count()
    assert due > 1
    assert run() == f"{due} sent, 0 failed\n"
