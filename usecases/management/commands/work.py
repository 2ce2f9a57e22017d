"""Does whatever is due, in one process."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from usecases.management.rounds import RoundsCommand, reminded, resumed, scanned, sent, told
from usecases.vocabulary.limits import REMIND_MINUTES


class Command(RoundsCommand):
    """`manage.py work [--loop SECONDS]`.

    It does not seal the trail or prune: those commands come with it once they are there.
    """

    help = (
        "Resumes trials, scans files, reminds people, sends mail and webhooks as they fall due, "
        "once or again and again. Sealing and pruning are not part of it yet."
    )
    reminded_at: datetime | None = None

    def round(self) -> Iterator[str]:
        """Resume, scan, remind, then send: what the first three tell goes out at once."""
        yield resumed()
        yield scanned()
        now = timezone.now()
        if self.reminded_at is None or now - self.reminded_at >= timedelta(minutes=REMIND_MINUTES):
            yield reminded()
            self.reminded_at = now
        yield sent()
        yield told()
