"""Which phases come before which: within the programme by number, within the family by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.rules.visibility_register import phases_for, published
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class PhaseInfo:
    """What reports say of a phase and sort it by."""

    code: str
    name: str
    number: int
    programme: str
    family: str
    announced_on: date | None
    coverage: str = ""
    invented: bool = False
    time_zone: str = TIME_ZONE

    def after(self, other: "PhaseInfo", within: str) -> bool:
        """Whether this phase comes after another `within` its programme or family."""
        if within == "programme":
            return self.programme == other.programme and self.number > other.number
        if self.family != other.family:
            return False
        if self.announced_on is None or other.announced_on is None:
            return self.announced_on is None and other.announced_on is not None
        return self.announced_on > other.announced_on


def recorded_phases(person: Person) -> list[PhaseInfo]:
    """Return the phases that the person sees, in order."""
    return [_recorded(phase) for phase in phases_for(person).select_related("programme")]


def _recorded(phase: Phase) -> PhaseInfo:
    return PhaseInfo(
        code=phase.code,
        name=phase.name,
        number=phase.number,
        programme=phase.programme.code,
        family=phase.programme.family,
        announced_on=phase.announced_on,
        coverage=phase.coverage,
        invented=phase.programme.invented,
        time_zone=phase.programme.time_zone,
    )


def published_phases() -> list[PhaseInfo]:
    """Return the phases that are public, in order."""
    kinds = (Kind.PROGRAMME, Kind.PHASE)
    rows = list(published(Publication.objects.filter(kind__in=kinds)).order_by("sort"))
    programmes = {row.code: row.content for row in rows if row.kind == Kind.PROGRAMME}
    return [_published(row.content, programmes) for row in rows if row.kind == Kind.PHASE]


def _published(content: dict[str, Any], programmes: dict[str, dict[str, Any]]) -> PhaseInfo:
    announced, programme = content["announced_on"], programmes.get(content["programme"], {})
    return PhaseInfo(
        code=content["code"],
        name=content["name_en"],
        number=content["number"],
        programme=content["programme"],
        family=programme.get("family", content["programme"]),
        announced_on=date.fromisoformat(announced) if announced else None,
        invented=programme.get("invented", False),
        time_zone=programme.get("time_zone", TIME_ZONE),
    )


def earlier(phases: Iterable[PhaseInfo], phase: PhaseInfo, within: str) -> list[str]:
    """Return the codes of the phases that come before one."""
    return [other.code for other in phases if phase.after(other, within)]
