"""One process does whatever is due."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from tests.factories.usecases import use_case_at
from tests.people import officer
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
