"""Commands that do what is due, once or again and again."""

from abc import abstractmethod
from collections import Counter
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from usecases.notices.outbox import deliver
from usecases.vocabulary.casefile import ScanState
from usecases.workflow.intervene import resume_due
from usecases.workflow.people import system
from usecases.workflow.scan import scan_waiting

_BATCH = 200
_STATES = (ScanState.CLEAN.value, ScanState.REFUSED.value, ScanState.WAITING.value)


class RoundsCommand(BaseCommand):
    """A command with `--loop SECONDS`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to go on."""
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="look again after so long")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what is due, and go on if asked, until interrupted."""
        self._round(options["verbosity"])
        while options["loop"]:
            try:
                sleep(options["loop"])
                close_old_connections()
                self._round(options["verbosity"])
            except KeyboardInterrupt:
                return

    def _round(self, verbosity: int) -> None:
        for told in self.round():
            if verbosity and told:
                self.stdout.write(told)

    @abstractmethod
    def round(self) -> list[str]:
        """Do what is due now and return what to say of it; nothing to say is empty."""


def sent() -> str:
    """Send every mail that is due now."""
    went = stayed = 0
    while True:
        done, failed = deliver(_BATCH)
        went, stayed = went + done, stayed + failed
        if done + failed < _BATCH:
            return f"{went} sent, {stayed} failed" if went or stayed else ""


def scanned() -> str:
    """Scan every file that waits now."""
    found = Counter(row.scan_state for row in scan_waiting())
    return ", ".join(f"{found[each]} {each}" for each in _STATES) if found else ""


def resumed() -> str:
    """Let trials go on that an officer suspended for a time that is over."""
    cases = resume_due(by=system())
    return f"resumed: {', '.join(case.reference for case in cases)}" if cases else ""
