"""Puts together what goes in one mail a day."""

from django.utils import timezone

from usecases.audit import writing
from usecases.models.person import Person
from usecases.notices.digests import bundle, waits_for_digest


def put_together(*, by: Person) -> int:
    """Write the digests that are due and return how many; nothing waits, nothing is locked."""
    if not waits_for_digest(timezone.now()):
        return 0
    with writing(by=by):
        return bundle()
