"""Takes away what is no record: old questions, files that no row tells of, spent keys."""

from dataclasses import dataclass
from datetime import datetime

from usecases.assistant import log
from usecases.workflow import replays, stored


@dataclass(frozen=True)
class Pruned:
    """How many questions and spent keys, and which files."""

    questions: int
    files: tuple[str, ...]
    keys: int

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.questions or self.files or self.keys)


def due(now: datetime) -> Pruned:
    """Return what would go, and leave everything where it is."""
    return Pruned(log.old(now), tuple(stored.orphans()), replays.spent(now).count())


def prune(now: datetime) -> Pruned:
    """Take it away: questions after 90 days, files a day after they were left over, keys after a
    day.
    """
    questions, files = log.forget(now), tuple(stored.orphans())
    for name in files:
        stored.remove(name)
    return Pruned(questions, files, replays.spent(now).delete()[0])
