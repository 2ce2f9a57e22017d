"""Reminds people of what falls due."""

from collections.abc import Iterator

from usecases.management.rounds import RoundsCommand, reminded


class Command(RoundsCommand):
    """`manage.py remind [--loop SECONDS]`."""

    help = "Writes the reminders that are due; `deliver` sends them, together, once a day."

    def round(self) -> Iterator[str]:
        """Remind of everything that is due now."""
        yield reminded()
