"""Has the files scanned that wait for it."""

from collections.abc import Iterator

from usecases.management.rounds import RoundsCommand, scanned


class Command(RoundsCommand):
    """`manage.py scan_files [--loop SECONDS]`."""

    help = "Scans the files that wait, once or again and again; FILE_SCANNER names the scanner."

    def round(self) -> Iterator[str]:
        """Scan everything that waits now."""
        yield scanned()
