"""What the commands that load fixtures share."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.exchange.faults import WrongFile
from usecases.exchange.loading import Loaded
from usecases.management.progress import Progress


class LoadCommand(BaseCommand):
    """Loads a folder of fixtures as the system; a second run changes nothing."""

    folder = ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder than the project's own."""
        parser.add_argument(
            "--from",
            dest="source",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / self.folder,
            help="the folder of CSV files; the project's own if not given",
        )

    def load(self, folder: Path, progress: Progress) -> Loaded:
        """Load the folder."""
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load everything or nothing, and say what was done."""
        try:
            done = self.load(options["source"], Progress(self.stderr))
        except WrongFile as wrong:
            raise CommandError(f"Nothing was loaded.\n{wrong}") from wrong
        for note in done.notes:
            self.stderr.write(note)
        if options["verbosity"]:
            self.stdout.write(f"{done.created} new, {done.changed} changed")
