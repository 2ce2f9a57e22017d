"""The interests that were declared, as the report of them lists them."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.rules.visibility_reviews import interests_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.reviews import Standing

_COUNTED = (Standing.CONFLICT, Standing.NONE)


def reads_interests(person: Person) -> bool:
    """Whether the person reads what others declared."""
    return may(person, Action.READ_INTERESTS)


def declared(person: Person, phases: Sequence[str] = ()) -> QuerySet[Interest]:
    """Return what stands declared, of what the person may read."""
    if not reads_interests(person):
        return Interest.objects.none()
    rows = interests_for(person).filter(ended_at__isnull=True)
    return rows.filter(phase__code__in=phases) if phases else rows


def conflicts(rows: QuerySet[Interest]) -> QuerySet[Interest]:
    """Return the conflicts among them, by phase and person."""
    related = ("phase", "person", "institution", "partner", "use_case", "declared_by")
    return (
        rows.filter(standing=Standing.CONFLICT)
        .select_related(*related)
        .order_by("phase__code", "person__name", "person__email", "declared_at", "pk")
    )


def by_person(rows: QuerySet[Interest]) -> list[tuple[str, str, int, int]]:
    """Return phase, person, conflicts and declarations of none: one row for each pair."""
    against, without = (Count("pk", filter=Q(standing=each)) for each in _COUNTED)
    grouped = rows.order_by().values("phase__code", "person__name", "person__email")
    found = grouped.annotate(against=against, without=without)
    return [
        (each["phase__code"], each["person__name"] or each["person__email"], *numbers)
        for each in found.order_by("phase__code", "person__name", "person__email")
        for numbers in [(each["against"], each["without"])]
    ]
