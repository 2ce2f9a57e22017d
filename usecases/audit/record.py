"""Writes records and leaves the `Change` row that tells of it. Inside `writing()` only."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from usecases.audit.difference import differing, links, picture
from usecases.audit.writing import current
from usecases.models.base import Record
from usecases.models.casefile import Lineage
from usecases.models.institutions import Institution
from usecases.models.publications import Publication
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.publications import Kind

R = TypeVar("R", bound=Record)


def add(record: R, private_to: Institution | None = None, **many: Any) -> R:
    """Write a new record; `many` holds its many-to-many fields."""
    opened = current()
    record.recorded_at = record.updated_at = opened.now
    record.save(force_insert=True)
    for name, values in many.items():
        getattr(record, name).set(values)
    after = {k: v for k, v in picture(record).items() if v not in (None, "")}
    _tell(record, {}, {**after, **links(record, list(many))}, private_to)
    return record


def amend(
    record: R, fields: Mapping[str, Any], private_to: Institution | None = None
) -> dict[str, Any]:
    """Write `fields` of a record and return what differs; nothing differs, nothing is written."""
    opened = current()
    names = {field.name for field in record._meta.many_to_many}
    many = [name for name in fields if name in names]
    before = {**picture(record), **links(record, many)}
    for name, value in fields.items():
        if name in names:
            getattr(record, name).set(value)
        else:
            setattr(record, name, value)
    old, new = differing(before, {**picture(record), **links(record, many)})
    if new:
        record.updated_at = opened.now
        record.save(update_fields=[*(n for n in fields if n not in names), "updated_at"])
        _tell(record, old, new, private_to)
    return new


def drop(record: Record, private_to: Institution | None = None) -> None:
    """Take back a row that was never anybody's record yet; what it said stays on the trail."""
    before = {k: v for k, v in picture(record).items() if v not in (None, "")}
    _tell(record, before, {}, private_to)
    record.delete()


def step(case: UseCase, verb: str, origin: str, *, reason: str, **dated: Any) -> StageChange:
    """Append the row that tells of a move; `dated` says when, if not now, and from which source."""
    opened = current()
    return StageChange.objects.create(
        use_case=case,
        verb=verb,
        from_stage=origin,
        by=opened.user,
        on_behalf_of=opened.on_behalf_of,
        reason=reason,
        door=opened.door,
        recorded_at=opened.now,
        **{"to_stage": case.stage, "happened_on": opened.moment, **dated},
    )


def _tell(
    record: Record, before: dict[str, Any], after: dict[str, Any], private_to: Institution | None
) -> None:
    opened = current()
    Change.objects.create(
        recorded_at=opened.now,
        by=opened.user,
        on_behalf_of=opened.on_behalf_of,
        reason=opened.reason,
        door=opened.door,
        request=opened.request,
        kind=record._meta.model_name or "",
        record=str(record.pk),
        before=before,
        after=after,
        use_case_id=_case_of(record),
        private_to=private_to,
    )


def _case_of(record: Record) -> UUID | None:
    """Return the use case that a record is, or is a part of: who sees it sees its changes."""
    if isinstance(record, UseCase):
        return record.pk
    if isinstance(record, Publication) and record.kind == Kind.USE_CASE:
        return record.record
    if isinstance(record, Lineage):
        return record.later_id
    found: UUID | None = getattr(record, "use_case_id", None)
    return found
