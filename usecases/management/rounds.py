"""Commands that do what is due, once or again and again, until they are told to stop."""

import signal
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from threading import Event
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from usecases.notices import webhooks
from usecases.notices.outbox import deliver
from usecases.vocabulary.casefile import ScanState
from usecases.workflow import remind
from usecases.workflow.digest import put_together
from usecases.workflow.intervene import resume_due
from usecases.workflow.people import system
from usecases.workflow.prune import prune
from usecases.workflow.scan import scan_waiting

_BATCH = 200
_STATES = (ScanState.CLEAN.value, ScanState.REFUSED.value, ScanState.WAITING.value)

log = structlog.get_logger(__name__)


class RoundsCommand(BaseCommand):
    """A command with `--loop SECONDS`; SIGTERM and SIGINT end it after the step it is at.

    Once it says what it did; in a loop the log does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nobody having asked to stop."""
        super().__init__(*args, **kwargs)
        self.stopped = Event()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to go on."""
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="look again after so long")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what is due, and go on if asked, until told to stop."""
        if not options["loop"]:
            for said in self._steps():
                if options["verbosity"]:
                    self.stdout.write(said)
            return
        before = {each: signal.signal(each, self._stop) for each in _ENDING}
        try:
            self._loop(options["loop"])
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _loop(self, seconds: int) -> None:
        log.info("rounds_started", seconds=seconds)
        while not self.stopped.is_set():
            try:
                for said in self._steps():
                    log.info("round_done", told=said)
            except DatabaseError:  # it may be there again in the next round
                log.exception("round_failed")
            self.stopped.wait(seconds)
            close_old_connections()
        log.info("rounds_stopped")

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.stopped.set()

    def _steps(self) -> Iterator[str]:
        """Take the steps of a round until told to stop, and yield what there is to say."""
        for said in self.round():
            if said:
                yield said
            if self.stopped.is_set():
                return

    @abstractmethod
    def round(self) -> Iterator[str]:
        """Do what is due now, step by step, and yield what to say of each; empty is nothing."""


_ENDING = (signal.SIGTERM, signal.SIGINT)


def sent() -> str:
    """Send every mail that is due now; first put together what goes together."""
    put_together(by=system())
    return _all_of(deliver, "sent")


def told() -> str:
    """Send every webhook that is due now."""
    return _all_of(webhooks.deliver, "webhooks sent")


def _all_of(send: Callable[[int], tuple[int, int]], what: str) -> str:
    went = stayed = 0
    while True:
        done, failed = send(_BATCH)
        went, stayed = went + done, stayed + failed
        if done + failed < _BATCH:
            return f"{went} {what}, {stayed} failed" if went or stayed else ""


def reminded() -> str:
    """Remind people of what falls due."""
    found = remind.remind(by=system())
    return f"reminders: {found.number}, people: {found.people}" if found.number else ""


def scanned() -> str:
    """Scan every file that waits now."""
    found = Counter(row.scan_state for row in scan_waiting())
    return ", ".join(f"{found[each]} {each}" for each in _STATES) if found else ""


def pruned() -> str:
    """Take away what is no record and is kept long enough."""
    found = prune(timezone.now())
    told = f"questions: {found.questions}, files: {len(found.files)}, keys: {found.keys}"
    return f"pruned {told}" if found.any else ""


def resumed() -> str:
    """Let trials go on that an officer suspended for a time that is over."""
    cases = resume_due(by=system())
    return f"resumed: {', '.join(case.reference for case in cases)}" if cases else ""
