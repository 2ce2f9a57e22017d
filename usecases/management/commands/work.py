"""Does whatever is due, in one process."""

from usecases.management.rounds import RoundsCommand, resumed, scanned, sent


class Command(RoundsCommand):
    """`manage.py work [--loop SECONDS]`."""

    help = "Resumes trials, scans files and sends mail as they fall due, once or again and again."

    def round(self) -> list[str]:
        """Resume, scan, then send: what the first two tell goes out at once."""
        return [resumed(), scanned(), sent()]
