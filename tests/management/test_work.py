"""One process does whatever is due."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests.factories.phases import open_phase
from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.management.commands import work
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def run() -> list[str]:
    out = StringIO()
    call_command("work", stdout=out)
    return out.getvalue().splitlines()


def test_a_suspension_that_nobody_upheld_ends_and_the_bank_hears_of_it() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        case = use_case_at(Stage.TRIALLING)
        run()
        intervene.suspend(case, by=officer(), reason="Odd.")
        assert run() == ["1 sent, 0 failed"]
        clock.shift(timedelta(hours=49))
        assert run() == [f"resumed: {case.reference}", "1 sent, 0 failed"]
        assert run() == []
    assert UseCase.objects.get(pk=case.pk).stage == Stage.TRIALLING
    assert mail.outbox[-1].subject == f"The trial of {case.reference} goes on"


def test_it_reminds_and_sends_what_is_to_go_together_in_the_morning() -> None:
    closes = datetime(2026, 3, 20, 15, 59, tzinfo=UTC)
    with time_machine.travel(NOW, tick=False) as clock:
        use_case_at(Stage.DRAFT, phase=open_phase("GS2", closes_at=closes), title="Chat")
        assert run() == []
        clock.move_to(datetime(2026, 3, 12, 23, tzinfo=UTC))  # seven o'clock in Hong Kong
        assert run() == ["reminders: 1, people: 1"]
        clock.shift(timedelta(hours=1))
        assert (run(), run()) == (["1 sent, 0 failed"], [])
    assert [each.subject for each in mail.outbox] == [
        "Due 20 March 2026: hand in the draft “Chat” for phase GS2"
    ]


def test_it_looks_at_what_falls_due_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[datetime] = []
    for step in ("resumed", "scanned", "sent"):
        monkeypatch.setattr(work, step, str)

    def look() -> str:
        looked.append(timezone.now())
        return ""

    monkeypatch.setattr(work, "reminded", look)
    command = work.Command()
    with time_machine.travel(NOW, tick=False) as clock:
        for _minute in range(0, 150, 30):
            list(command.round())
            clock.shift(timedelta(minutes=30))
    assert [(each - NOW) // timedelta(minutes=1) for each in looked] == [0, 60, 120]
