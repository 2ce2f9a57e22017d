"""Writes down who opened, exported or downloaded what is confidential.

Once an hour for each person and record. Not inside `writing()`: a viewing changes no record and
stands in no order with those that do.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model
from django.utils import timezone

from usecases.audit import context
from usecases.models.person import Person
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.text.digest import digest
from usecases.vocabulary.casefile import Looked


def looked_at(record: Model, *, by: Person, how: Looked = Looked.OPENED) -> None:
    """Note that a person opened or downloaded a record."""
    case: UUID | None = (
        record.pk if isinstance(record, UseCase) else getattr(record, "use_case_id", None)
    )
    key = str(getattr(record, "uuid", record.pk))
    _note(by, kind=record._meta.model_name or "", record=key, how=how, use_case_id=case)


def exported(kind: str, what: str, number: int, *, by: Person) -> None:
    """Note that a person took a list with them: which, and how many rows it gave."""
    key = digest({"what": what, "number": number})[:40]
    _note(by, kind=kind, record=key, how=Looked.EXPORTED, what=what, number=number)


def _note(by: Person, *, kind: str, record: str, how: Looked, **more: object) -> None:
    if by.user is None:
        return
    key = {"hour": _hour(), "by": by.user, "kind": kind, "record": record, "looked": how}
    if Viewing.objects.filter(**key).exists():
        return
    row = Viewing(**key, door=context.door.get(), **more)
    try:
        Viewing.objects.bulk_create([row], ignore_conflicts=True)
    except IntegrityError:  # on SQLite the trigger answers whoever comes second at the same moment
        if not Viewing.objects.filter(**key).exists():
            raise


def _hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)
