"""Which open decisions are void: derived from what was handed in and held, never stored."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from usecases.models.reviews import Decision
from usecases.models.submissions import Submission


def superseded() -> Exists:
    """The condition on decisions that a later submission than theirs was handed in."""
    later = Submission.objects.filter(
        use_case=OuterRef("use_case"), number__gt=OuterRef("submission__number")
    )
    return Exists(later)


def is_void() -> Q:
    """The condition on decisions that are open and stand no longer: superseded, letter dropped."""
    is_open = Q(released_at__isnull=True, refused_at__isnull=True)
    return is_open & (Q(superseded()) | Q(letter__dropped_at__isnull=False))


def with_void(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Say of each decision as `void` whether it is."""
    return rows.annotate(void=ExpressionWrapper(is_void(), output_field=BooleanField()))
