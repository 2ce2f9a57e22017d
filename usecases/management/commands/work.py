"""Does whatever is due, in one process."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from usecases.management.rounds import RoundsCommand, pruned, reminded, resumed, scanned, sent, told
from usecases.vocabulary.limits import REMIND_MINUTES


class Command(RoundsCommand):
    """`manage.py work [--loop SECONDS]`.

    It does not seal the trail: that command comes with it once it is there.
    """

    help = (
        "Resumes trials, scans files, reminds people, sends mail and webhooks as they fall due, "
        "prunes once a day, once or again and again. Sealing is not part of it yet."
    )
    reminded_at: datetime | None = None
    pruned_at: datetime | None = None

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
        if self.pruned_at is None or now - self.pruned_at >= timedelta(days=1):
            yield pruned()
            self.pruned_at = now
