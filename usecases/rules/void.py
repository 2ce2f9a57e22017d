"""Which open decisions are void: derived from what was handed in, held and left; never stored."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.vocabulary.stages import BEFORE_RELEASE


def superseded() -> Exists:
    """The condition on decisions that a later submission than theirs was handed in."""
    later = Submission.objects.filter(
        use_case=OuterRef("use_case"), number__gt=OuterRef("submission__number")
    )
    return Exists(later)


def is_void() -> Q:
    """The condition on decisions that are open and stand no longer: superseded, letter dropped,
    or the use case left the review.
    """
    is_open = Q(released_at__isnull=True, refused_at__isnull=True)
    left = ~Q(use_case__stage__in=BEFORE_RELEASE)
    return is_open & (Q(superseded()) | Q(letter__dropped_at__isnull=False) | left)


def with_void(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Say of each decision as `void` whether it is."""
    return rows.annotate(void=ExpressionWrapper(is_void(), output_field=BooleanField()))
