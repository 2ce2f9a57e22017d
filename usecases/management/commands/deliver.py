"""Sends what waits in the outbox."""

from collections.abc import Iterator

from usecases.management.rounds import RoundsCommand, sent, told


class Command(RoundsCommand):
    """`manage.py deliver [--loop SECONDS]`."""

    help = "Sends the mail and the webhooks that are due, once or again and again."

    def round(self) -> Iterator[str]:
        """Send everything that is due now."""
        yield sent()
        yield told()
