"""Loads the published record of the sandboxes."""

from pathlib import Path

from usecases.exchange.loading import Loaded
from usecases.exchange.public_record import load_public_record
from usecases.management.loading import LoadCommand
from usecases.management.progress import Progress
from usecases.workflow.people import system


class Command(LoadCommand):
    """`manage.py load_public_record`."""

    help = "Loads what is published of the sandboxes. A second run changes nothing."
    folder = "public_record"

    def load(self, folder: Path, progress: Progress) -> Loaded:
        """Load the facts."""
        return load_public_record(folder, by=system(), progress=progress)
