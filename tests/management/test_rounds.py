"""A loop goes on until it is told to stop, through a database that is away for a while."""

import os
import signal
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError

from usecases.management import rounds
from usecases.management.rounds import RoundsCommand


class Rounds(RoundsCommand):
    """Counts its rounds; each has two steps."""

    steps: list[str]
    rounds = 0
    ended_in = (0, "")
    away_in = 2

    def round(self) -> Iterator[str]:
        """Take two steps; something happens before one of them."""
        self.rounds += 1
        for name in ("first", "second"):
            if self.ended_in == (self.rounds, name):
                os.kill(os.getpid(), signal.SIGTERM)
            self.steps.append(name)
            if self.rounds == self.away_in:
                raise OperationalError("away")
            yield name


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Rounds:
    made = Rounds()
    made.steps = []
    monkeypatch.setattr(rounds, "close_old_connections", lambda: None)
    return made


def waits(command: Rounds, monkeypatch: pytest.MonkeyPatch, most: int) -> list[float]:
    """Let the command wait no time, and stop it when it has waited so often."""
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        if len(waited) == most:
            command.stopped.set()
        return command.stopped.is_set()

    monkeypatch.setattr(command.stopped, "wait", wait)
    return waited


def test_once_it_takes_every_step_and_says_so(command: Rounds) -> None:
    out = StringIO()
    call_command(command, stdout=out)
    assert out.getvalue() == "first\nsecond\n"


def test_it_goes_on_though_the_database_was_away(
    command: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = waits(command, monkeypatch, most=3)
    call_command(command, "--loop", "5")
    assert waited == [5, 5, 5]
    assert command.steps == ["first", "second", "first", "first", "second"]


def test_a_signal_ends_it_after_the_step_it_is_at(
    command: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(command, monkeypatch, most=5)
    before = signal.getsignal(signal.SIGTERM)
    command.ended_in = (1, "first")
    call_command(command, "--loop", "5")
    assert command.steps == ["first"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_signal_ends_the_waiting(command: Rounds) -> None:
    command.ended_in = (1, "second")
    call_command(command, "--loop", "600")
    assert command.steps == ["first", "second"]
