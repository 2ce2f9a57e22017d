"""What was public once and is so no longer: that it was, and until when; never what it said."""

from datetime import datetime
from uuid import UUID

from usecases.models.publications import Publication
from usecases.rules.visibility_register import published


def withdrawn(record: UUID) -> datetime | None:
    """Return when a record was withdrawn that was public once and is not; else nothing."""
    rows = Publication.objects.filter(record=record)
    if published(rows).exists():
        return None
    gone = rows.filter(published_at__isnull=False, withdrawn_at__isnull=False)
    return gone.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()
