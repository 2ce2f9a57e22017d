"""Measures on the calibration questions where knowledge ends, for what is published now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from usecases.assistant import corpus
from usecases.assistant.boundary import REFUSALS
from usecases.assistant.calibration import measured


class Command(BaseCommand):
    """`manage.py assistant_calibrate`."""

    help = (
        "Prints from which score on a passage is asserted and shown; ends with 1 where the "
        "calibration is refused, and nothing is asserted until more is published."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Measure and tell."""
        corpus.forget()
        found = corpus.corpus(measured).thresholds
        self.stdout.write(f"questions  inside {found.inside}, outside {found.outside}")
        self.stdout.write(f"asserted   from a score of {found.asserts:.4f} on")
        self.stdout.write(f"shown      from a score of {found.shows:.4f} on")
        self.stdout.write(f"inside questions that reach it: {100 * found.inside_asserted:.1f} %")
        if found.refused:
            raise CommandError(REFUSALS[found.refused])
