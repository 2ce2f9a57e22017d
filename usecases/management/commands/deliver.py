"""Sends what waits in the outbox."""

from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from usecases.notices.outbox import deliver

_BATCH = 200


class Command(BaseCommand):
    """`manage.py deliver [--loop SECONDS]`."""

    help = "Sends the mail that is due, once or again and again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to go on."""
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="look again after so long")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Send, and go on if asked, until interrupted."""
        self._round(options["verbosity"])
        while options["loop"]:
            try:
                sleep(options["loop"])
                close_old_connections()
                self._round(options["verbosity"])
            except KeyboardInterrupt:
                return

    def _round(self, verbosity: int) -> None:
        """Send everything that is due now."""
        sent = failed = 0
        while True:
            went, stayed = deliver(_BATCH)
            sent, failed = sent + went, failed + stayed
            if went + stayed < _BATCH:
                break
        if verbosity and (sent or failed):
            self.stdout.write(f"{sent} sent, {failed} failed")
