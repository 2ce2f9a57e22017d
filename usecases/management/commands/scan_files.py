"""Has the files scanned that wait for it."""

from collections import Counter
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from usecases.vocabulary.casefile import ScanState
from usecases.workflow.scan import scan_waiting


class Command(BaseCommand):
    """`manage.py scan_files [--loop SECONDS]`."""

    help = "Scans the files that wait, once or again and again; FILE_SCANNER names the scanner."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to go on."""
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="look again after so long")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Scan, and go on if asked, until interrupted."""
        self._round(options["verbosity"])
        while options["loop"]:
            try:
                sleep(options["loop"])
                close_old_connections()
                self._round(options["verbosity"])
            except KeyboardInterrupt:
                return

    def _round(self, verbosity: int) -> None:
        """Scan everything that waits now."""
        found = Counter(row.scan_state for row in scan_waiting())
        if verbosity and found:
            self.stdout.write(", ".join(f"{found[each]} {each}" for each in _ORDER))


_ORDER = (ScanState.CLEAN.value, ScanState.REFUSED.value, ScanState.WAITING.value)
