"""Makes the invented programme to try everything on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.demonstration.make import PHASES, SEED, USE_CASES, NotPrepared, Size, make
from usecases.management.progress import Progress
from usecases.workflow.errors import Refused


class Command(BaseCommand):
    """`manage.py make_demo [--phases N --use-cases N --seed N]`."""

    help = "Makes an invented programme with its people, once. The same seed gives the same data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask how much."""
        parser.add_argument("--phases", type=int, default=PHASES)
        parser.add_argument("--use-cases", type=int, default=USE_CASES)
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it, unless it is there."""
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration data is refused where DEMONSTRATION is off.")
        size = Size(options["phases"], options["use_cases"], options["seed"])
        if size.phases < 1 or size.use_cases < 0:
            raise CommandError("--phases must be 1 or more, --use-cases 0 or more.")
        try:
            made = make(size, password=settings.DEMO_PASSWORD, progress=Progress(self.stderr))
        except (NotPrepared, Refused) as wanting:
            raise CommandError(str(wanting)) from wanting
        if options["verbosity"]:
            self.stdout.write("made" if made else "the invented programme is there already")
