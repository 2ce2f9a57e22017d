"""Who took part in which phases, who was new and who returned: one logic for every reader."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from usecases.models.phases import Participation
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.selection.history import Times, any_of
from usecases.selection.phaseorder import PhaseInfo, earlier
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import ParticipationRole

# What `standing` may be asked for: (new or returning, within what).
STANDINGS: dict[str, tuple[bool, str]] = {
    "new-in-programme": (True, "programme"),
    "returning-in-programme": (False, "programme"),
    "new-in-family": (True, "family"),
    "returning-in-family": (False, "family"),
}


@dataclass(frozen=True)
class Attendance:
    """Participations of the institution or partner of an outer query, private or published."""

    owner: str
    phase: str
    rows: Callable[[Sequence[str]], QuerySet[Any]]
    begun: Q = field(default_factory=Q)

    def took_part(self, codes: Sequence[str]) -> Exists:
        """The condition of having taken part in at least one of these phases, begun then."""
        return Exists(self.rows(codes).filter(self.begun))

    def before(self, codes: Sequence[str]) -> Exists:
        """The condition of having taken part in at least one of these phases, whenever."""
        return Exists(self.rows(codes))

    def count(self, codes: Sequence[str]) -> Coalesce:
        """In how many of these phases the outer row took part."""
        rows = self.rows(codes).filter(self.begun).order_by().values(self.owner)
        return Coalesce(Subquery(rows.annotate(n=Count(self.phase, distinct=True)).values("n")), 0)


def standing_then(times: Times) -> Q:
    """The condition that a participation had begun, was recorded, and was not void yet."""
    stands = Q(voided_at__isnull=True)
    if times.known_at:
        stands |= Q(voided_at__gt=times.known_at)
    return times.by("since") & stands


def recorded_attendance(owner: str, times: Times, begun: Q) -> Attendance:
    """Attendance by participations; `owner` is institution or partner, `begun` says when."""
    role = ParticipationRole.PARTNER if owner == "partner" else ParticipationRole.PARTICIPANT

    def rows(codes: Sequence[str]) -> QuerySet[Participation]:
        return Participation.objects.filter(
            standing_then(times), phase__code__in=codes, role=role, **{owner: OuterRef("pk")}
        )

    return Attendance(owner, "phase", rows, begun)


def published_attendance(owner: str, times: Times, begun: Q) -> Attendance:
    """Attendance by published participations, for outer rows that are publications."""
    role = ParticipationRole.PARTNER if owner == "partner" else ParticipationRole.PARTICIPANT

    def rows(codes: Sequence[str]) -> QuerySet[Publication]:
        return published(Publication.objects.all(), times.known_at).filter(
            Times(as_at=times.as_at).by(),
            kind=Kind.PARTICIPATION,
            phase__in=codes,
            role=role,
            **{owner: OuterRef("record")},
        )

    return Attendance(owner, "phase", rows, begun)


def who_stood_where(
    who: QuerySet[Any], owner: str, times: Times, begun: Q, *, public: bool
) -> dict[str, set[UUID]]:
    """Return, by the code of each phase, which of these institutions or partners took part, begun
    at some time.
    """
    role = ParticipationRole.PARTNER if owner == "partner" else ParticipationRole.PARTICIPANT
    if public:
        rows: QuerySet[Any] = published(Publication.objects.all(), times.known_at).filter(
            Times(as_at=times.as_at).by(),
            kind=Kind.PARTICIPATION,
            role=role,
            **{f"{owner}__in": who.order_by().values("record")},
        )
        pairs = rows.filter(begun).order_by().values_list("phase", owner)
    else:
        mine = {f"{owner}__in": who.order_by().values("pk")}
        rows = Participation.objects.filter(standing_then(times), role=role, **mine)
        pairs = rows.filter(begun).order_by().values_list("phase__code", owner)
    stood: dict[str, set[UUID]] = {}
    for code, key in pairs:
        stood.setdefault(code, set()).add(key)
    return stood


def standing(
    name: str, codes: Iterable[str], phases: Sequence[PhaseInfo], attendance: Attendance
) -> Q:
    """The condition of having taken part in a phase among `codes`, new or returning there."""
    new, within = STANDINGS[name]
    wanted = set(codes)
    chosen = [phase for phase in phases if phase.code in wanted]
    conditions = [_in(phase, earlier(phases, phase, within), new, attendance) for phase in chosen]
    return any_of(conditions) if conditions else Q(pk__in=[])


def _in(phase: PhaseInfo, before: list[str], new: bool, attendance: Attendance) -> Q:
    here = Q(attendance.took_part([phase.code]))
    if not before:
        return here if new else Q(pk__in=[])
    back = Q(attendance.before(before))
    return here & (~back if new else back)


def attended(
    rows: QuerySet[Any], wanted: dict[str, Any], phases: Sequence[PhaseInfo], who: Attendance
) -> QuerySet[Any]:
    """Apply `phase`, `programme`, `standing` and `phases_taken`: who took part, and how."""
    asked = ("phase", "programme", "standing", "phases_taken")
    if not (any(wanted.get(name) for name in asked) or who.begun):
        return rows
    codes = [
        phase.code
        for phase in phases
        if (not wanted.get("phase") or phase.code in wanted["phase"])
        and (not wanted.get("programme") or phase.programme in wanted["programme"])
    ]
    if wanted.get("standing"):
        rows = rows.filter(any_of([standing(e, codes, phases, who) for e in wanted["standing"]]))
    if wanted.get("phases_taken") is not None:
        rows = rows.annotate(taken=who.count(codes)).filter(taken=wanted["phases_taken"])
    return rows.filter(who.took_part(codes))
