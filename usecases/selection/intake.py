"""What came into open phases, and when."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules.deadlines import is_open
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import phases_for
from usecases.selection.history import Times, arrived_at, stage_changes
from usecases.vocabulary.stages import Stage


def open_phases(person: Person, at: datetime) -> list[Phase]:
    """Return the phases that take submissions now, the one that closes first in front."""
    rows = phases_for(person).select_related("programme").filter(opens_at__lte=at)
    return sorted(
        (phase for phase in rows if is_open(phase, at)),
        key=lambda phase: (phase.closes_at is None, phase.closes_at or at, phase.code),
    )


def came_in(person: Person, phases: Iterable[Phase]) -> dict[UUID, list[datetime]]:
    """Return when each use case of these phases first came in, in order; void ones never did."""
    cases = use_cases_for(person).filter(phase__in=list(phases)).exclude(stage=Stage.VOID)
    rows = stage_changes(Times()).filter(to_stage__in=arrived_at(Stage.SUBMITTED))
    rows = rows.filter(use_case__in=cases.values("pk")).order_by()
    firsts = rows.values("use_case", "use_case__phase").annotate(first=Min("happened_on"))
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for each in firsts:
        found[each["use_case__phase"]].append(each["first"])
    return {phase: sorted(moments) for phase, moments in found.items()}
