"""Late permits: whether an institution may still hand in to a phase that is no longer open."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from usecases.models.institutions import Institution
from usecases.models.permits import Permit
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.deadlines import is_open
from usecases.rules.permissions import is_staff
from usecases.rules.visibility import reading_grants


def permits_for(person: Person) -> QuerySet[Permit]:
    """Staff who read cases see those of their authority; a bank those that it has, or had."""
    rows = Permit.objects.all()
    if person.system:
        return rows
    if grants := reading_grants(person):
        return rows.filter(_of_authorities([grant.authority_id for grant in grants]))
    if is_staff(person) or person.membership is None:
        return rows.none()
    return rows.filter(institution=person.membership.institution_id)


def _of_authorities(authorities: list[UUID | None]) -> Q:
    """The condition that what the institution hands in would be of one of these authorities."""
    if None in authorities:
        return Q()
    led = Q(institution__authority=None, phase__programme__lead__in=authorities)
    return Q(institution__authority__in=authorities) | led


def in_force(at: datetime) -> QuerySet[Permit]:
    """Return the permits that stand at a moment; the last moment still counts."""
    return Permit.objects.filter(standing(at))


def standing(at: datetime) -> Q:
    """Return the condition that a permit stands at a moment."""
    return Q(ended_at__isnull=True, until__gte=at)


def stands(permit: Permit, at: datetime) -> bool:
    """Whether a permit stands at a moment."""
    return permit.ended_at is None and permit.until >= at


def permit_for(institution: Institution, phase: Phase, at: datetime) -> Permit | None:
    """Return the permit by which the institution may hand in late, if it has one."""
    return in_force(at).filter(institution=institution, phase=phase).first()


def permits_of(person: Person, at: datetime) -> dict[UUID, Permit]:
    """Return the permits that the person's own bank has, by their phases."""
    if person.membership is None:
        return {}
    rows = in_force(at).filter(institution=person.membership.institution_id)
    return {row.phase_id: row for row in rows}


def takes_from(institution: Institution, phase: Phase, at: datetime) -> bool:
    """Whether the institution may hand in to the phase at a moment: it is open, or a permit says
    so; no query while it is open.
    """
    return is_open(phase, at) or permit_for(institution, phase, at) is not None


def permitted(cases: Iterable[UseCase], at: datetime) -> dict[UUID, Permit]:
    """Return the permits of those cases whose phase is not open, in one query; none, no query."""
    shut = [case for case in cases if not is_open(case.phase, at)]
    if not shut:
        return {}
    rows = in_force(at).filter(phase__in={case.phase_id for case in shut})
    known = {(row.institution_id, row.phase_id): row for row in rows}
    found = {case.pk: known.get((case.institution_id, case.phase_id)) for case in shut}
    return {key: row for key, row in found.items() if row is not None}
