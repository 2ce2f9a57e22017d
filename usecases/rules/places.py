"""The places of a phase: who holds or was promised one, and how many came before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from usecases.models.phases import Phase
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.void import superseded
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import DecisionOutcome

# A case holds its place from acceptance on; one that lapsed, withdrew or is void has left it.
HOLDING = (
    *(Stage.ACCEPTED, Stage.TRIALLING, Stage.SUSPENDED),
    *(Stage.COMPLETED, Stage.TERMINATED),
)
_PROMISED = (Stage.ASSESSING, Stage.WAITLISTED, Stage.CLARIFYING)


@dataclass(frozen=True)
class Places:
    """The places of one phase; for each case that holds or was promised one, since when."""

    capacity: int
    since: Mapping[UUID, datetime | None] = field(default_factory=dict)

    def before(self, case: UUID, at: datetime | None) -> int:
        """Return how many others came before a moment, or by now."""
        others = (since for key, since in self.since.items() if key != case)
        return sum(1 for since in others if at is None or since is None or since < at)


def places_of(phases: Iterable[Phase]) -> dict[UUID, Places]:
    """Return the places of the phases that have a capacity, in two queries; none, no query."""
    bounded = {phase.pk: phase.capacity for phase in phases if phase.capacity is not None}
    if not bounded:
        return {}
    found: dict[UUID, dict[UUID, datetime | None]] = defaultdict(dict)
    held = UseCase.objects.filter(phase__in=bounded, stage__in=HOLDING)
    for case, phase in held.values_list("pk", "phase"):
        found[phase][case] = None
    accepting = Decision.objects.filter(
        use_case__phase__in=bounded, outcome=DecisionOutcome.ACCEPT, refused_at__isnull=True
    ).annotate(superseded=superseded(), is_open=Q(released_at__isnull=True))
    columns = ("use_case", "use_case__phase", "use_case__stage", "proposed_at")
    for case, phase, stage, proposed, is_open, void in accepting.values_list(
        *columns, "is_open", "superseded"
    ):
        promised = is_open and not void and stage in _PROMISED
        if promised or (not is_open and case in found[phase]):
            found[phase][case] = proposed
    return {key: Places(capacity, found[key]) for key, capacity in bounded.items()}
