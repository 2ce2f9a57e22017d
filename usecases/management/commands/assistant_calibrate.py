"""Measures on the calibration questions where knowledge ends, for what is published now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from usecases.assistant import corpus
from usecases.assistant.boundary import INSIDE_IN_A, REFUSALS, Thresholds
from usecases.assistant.calibration import measured
from usecases.assistant.runs import Figure, keep
from usecases.vocabulary.asking import Ran


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
        keep(Ran.CALIBRATION, _figures(found), refused=str(REFUSALS.get(found.refused, "")))
        if found.refused:
            raise CommandError(REFUSALS[found.refused])


def _figures(found: Thresholds) -> list[Figure]:
    """Return what was measured as the console keeps it."""
    share = round(100 * found.inside_asserted, 1)
    return [
        Figure("asserted from a score of", round(found.asserts, 4), of=found.outside),
        Figure("shown from a score of", round(found.shows, 4), of=found.outside),
        Figure(
            "inside questions that reach it",
            share,
            "%",
            found.inside,
            goal=f"≥ {100 * INSIDE_IN_A:.0f} %",
            met=not found.refused,
        ),
    ]
