"""Which use cases follow from earlier ones, how, and where those stood."""

from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from usecases.models.casefile import Lineage
from usecases.models.person import Person
from usecases.rules.visibility import use_cases_for
from usecases.selection.history import Times, stage_changes, void_cases
from usecases.vocabulary.stages import UNCOUNTED

# Parameters of use cases that are applied here, together.
DESCENT = ("follows", "earlier_stage")


def links(person: Person, times: Times) -> QuerySet[Lineage]:
    """Return the links that were known, to earlier cases that count and that the person sees, with
    `earlier_then`: the stage at which those stood.
    """
    known = Q(ended_at__isnull=True)
    if times.known_at:
        known = known | Q(ended_at__gt=times.known_at)
        known &= Q(recorded_at__lte=times.known_at)
    rows = Lineage.objects.filter(known, earlier__in=use_cases_for(person).values("pk"))
    if times.now:
        return rows.annotate(earlier_then=F("earlier__stage")).exclude(earlier__stage__in=UNCOUNTED)
    moves = stage_changes(times).filter(use_case=OuterRef("earlier"))
    latest = Subquery(moves.order_by("-happened_on", "-row").values("to_stage")[:1])
    gone = void_cases(times).values("use_case")
    rows = rows.annotate(earlier_then=Coalesce(latest, Value(""), output_field=CharField()))
    return rows.exclude(earlier_then__in=("", *UNCOUNTED)).exclude(earlier__in=gone)


def descent_filters(
    rows: QuerySet[Any], wanted: dict[str, Any], person: Person, times: Times
) -> QuerySet[Any]:
    """Keep, of placed use cases, those that follow so from a case that stood there."""
    if not any(wanted.get(name) for name in DESCENT):
        return rows
    found: QuerySet[Any] = links(person, times)
    if wanted.get("follows"):
        found = found.filter(kind__in=wanted["follows"])
    if wanted.get("earlier_stage"):
        found = found.filter(earlier_then__in=wanted["earlier_stage"])
    return rows.exclude(stage_then__in=UNCOUNTED).filter(pk__in=found.values("later"))
