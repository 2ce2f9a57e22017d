"""What every row is looked up in: codes of words and phases, zones of programmes.

Read once for each answer, so that no row joins them. Whoever renames one of these changes rows
without number: the digest of all of them stands in every cursor, and a full pull is due.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from usecases.models.phases import Authority, Phase, Programme
from usecases.models.words import Category, Metric, Technique, Term
from usecases.text.digest import digest

_WORDS = (Authority, Programme, Phase, Category, Technique, Metric, Term)


@dataclass(frozen=True)
class Look:
    """Codes by id; phases with their programmes."""

    codes: dict[Any, str]
    phases: dict[Any, Phase]
    zones: dict[Any, ZoneInfo]
    programmes: dict[Any, str]
    programme_codes: dict[Any, str]
    words: tuple[tuple[datetime, str, str], ...]

    def day(self, moment: datetime, phase: Any) -> str | None:
        """Return the day of a moment where the programme of a phase is."""
        zone = self.zones.get(phase)
        return None if zone is None else moment.astimezone(zone).date().isoformat()

    def digest(self, by: datetime) -> str:
        """Return a digest of what was there by a moment, as it reads now."""
        phases = [
            [str(key), str(each.programme_id), str(self.zones[key]), each.clock_stops]
            for key, each in self.phases.items()
            if each.recorded_at <= by
        ]
        words = sorted((key, code) for recorded, key, code in self.words if recorded <= by)
        return digest([words, phases])[:16]


def look() -> Look:
    """Read it, in two queries."""
    told = ("recorded_at", "pk", "code")
    words = [model._base_manager.order_by().values_list(*told) for model in _WORDS]
    found = list(words[0].union(*words[1:], all=True))
    phases = list(Phase.objects.select_related("programme").order_by("pk"))
    return Look(
        codes={key: code for _recorded, key, code in found},
        phases={each.pk: each for each in phases},
        zones={each.pk: ZoneInfo(each.programme.time_zone) for each in phases},
        programmes={each.pk: str(each.programme_id) for each in phases},
        programme_codes={each.pk: each.programme.code for each in phases},
        words=tuple((recorded, str(key), code) for recorded, key, code in found),
    )
