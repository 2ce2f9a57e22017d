"""Loads categories, techniques and terms."""

from pathlib import Path

from usecases.exchange.loading import Loaded
from usecases.exchange.vocabularies import load_vocabularies
from usecases.management.loading import LoadCommand
from usecases.management.progress import Progress
from usecases.workflow.people import system


class Command(LoadCommand):
    """`manage.py load_vocabularies`."""

    help = "Loads the vocabularies that administrators edit. A second run changes nothing."
    folder = "vocabularies"

    def load(self, folder: Path, progress: Progress) -> Loaded:
        """Load the words."""
        return load_vocabularies(folder, by=system(), progress=progress)
