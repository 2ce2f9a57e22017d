"""Whose cases, and judged by whom: newcomer or not, and by assessor; for staff alone."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.access import User
from usecases.models.assessments import Assessment
from usecases.models.person import Person
from usecases.models.phases import Participation
from usecases.rules.interests import conflicts_of
from usecases.rules.missing import Missing
from usecases.rules.visibility import reading_grants
from usecases.rules.visibility_reviews import assessments_for
from usecases.selection.errors import BadParameters
from usecases.selection.history import Times, any_of
from usecases.selection.participants import standing_then
from usecases.selection.phaseorder import PhaseInfo, earlier, recorded_phases
from usecases.vocabulary.terms import ParticipationRole

# Parameters of use cases that are applied here, together.
APPLIED = ("newcomer", "assessor")


def assessments_made(person: Person, times: Times) -> QuerySet[Assessment]:
    """Return what was handed in and not made void by a conflict, as far as the person sees it."""
    made = assessments_for(person).filter(submitted_at__isnull=False)
    for moment in (times.as_at, times.known_at):
        made = made.filter(submitted_at__lte=moment) if moment else made
    return made.exclude(conflicts_of("assessor", "use_case"))


def assessors_for(person: Person) -> QuerySet[User]:
    """Return the people of whom the person sees an assessment that was handed in."""
    made = assessments_made(person, Times())
    return User.objects.filter(pk__in=made.order_by().values("assessor"))


def returning(phases: Sequence[PhaseInfo], times: Times, case: str = "") -> Q:
    """The condition that the institution of a case, found at a path, took part in a phase of the
    family that was announced before the case's own.
    """
    conditions = []
    for phase in phases:
        if before := earlier(phases, phase, "family"):
            stood = Participation.objects.filter(
                standing_then(times),
                phase__code__in=before,
                role=ParticipationRole.PARTICIPANT,
                institution=OuterRef(f"{case}institution"),
            )
            conditions.append(Q(**{f"{case}phase__code": phase.code}) & Q(Exists(stood)))
    return any_of(conditions) if conditions else Q(pk__in=[])


def fairness_filters(
    rows: QuerySet[Any], wanted: dict[str, Any], person: Person, times: Times
) -> QuerySet[Any]:
    """Apply what is asked of newcomers and assessors; whoever is no such staff knows of neither."""
    given = {
        "newcomer": wanted.get("newcomer") in (True, False),
        "assessor": wanted.get("assessor"),
    }
    asked = [name for name in APPLIED if given[name]]
    if asked and not (person.system or reading_grants(person)):
        text = _("There is no such parameter.")
        raise BadParameters(*(Missing(name, "unknown", text) for name in asked))
    if "newcomer" in asked:
        back = returning(recorded_phases(person), times)
        rows = rows.filter(~back) if wanted["newcomer"] else rows.filter(back)
    if "assessor" in asked:
        made = assessments_made(person, times).filter(assessor__in=wanted["assessor"])
        rows = rows.filter(pk__in=made.order_by().values("use_case"))
    return rows
