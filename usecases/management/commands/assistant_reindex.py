"""Cuts everything that is published into passages anew."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from usecases.assistant import corpus
from usecases.assistant.calibration import measured


class Command(BaseCommand):
    """`manage.py assistant_reindex`."""

    help = (
        "Reads everything that is published, cuts it into passages and counts them by kind and "
        "language. Nothing is stored: each process does the same at its first question."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Read, cut and count."""
        begun = perf_counter()
        corpus.forget()
        found = corpus.corpus(measured)
        counts: dict[tuple[str, str], int] = {}
        for each in found.passages.values():
            key = (each.kind, each.draft.language)
            counts[key] = counts.get(key, 0) + 1
        for (kind, language), number in sorted(counts.items()):
            self.stdout.write(f"{kind:<10} {language:<8} {number:>6}")
        seconds = perf_counter() - begun
        self.stdout.write(f"{len(found.passages)} passages, {len(found.index)} indexed,")
        self.stdout.write(f"as at {found.as_at}, in {seconds:.1f} s")
