"""What stands in the way of publishing a document, an event or a follow-on, word by word.

What is public names nothing that is not: neither a use case nor a finding, institution, partner,
phase or document. Nor may a follow-on name a use case beside an anonymous finding on it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from usecases.models.base import Record
from usecases.models.documents import Document
from usecases.models.events import Event, EventItem
from usecases.models.findings import Finding
from usecases.models.follow_ons import FollowOn
from usecases.models.publications import Publication
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import published
from usecases.vocabulary.casefile import ScanState
from usecases.vocabulary.events import ItemKind


def public_items(event: Event) -> list[EventItem]:
    """Return what of an event is told: not who came, nor a case that is not public itself."""
    rows = event.items.exclude(kind=ItemKind.CAME)
    shown = _public({each.use_case_id for each in rows})
    return [
        each
        for each in rows
        if each.kind != ItemKind.ORIGIN or each.use_case_id is None or each.use_case_id in shown
    ]


def obstacles(record: Record) -> list[Missing]:
    """Return what of a stored record is private or not confirmed; nothing where it may go out."""
    if isinstance(record, Document):
        return list(_of_document(record))
    if isinstance(record, Event):
        return list(_of_event(record))
    if isinstance(record, FollowOn):
        return list(_of_follow_on(record))
    return list(_of_finding(record)) if isinstance(record, Finding) else []


def unpublished(many: Mapping[str, Sequence[Any]]) -> Iterator[Missing]:
    """Return what a follow-on would be linked to that is not public: it tells of nothing else."""
    for field in ("findings", "use_cases"):
        yield from _private(field, many.get(field, ()))


def _of_finding(finding: Finding) -> Iterator[Missing]:
    yield from _private("document", [finding.document])


def _of_document(document: Document) -> Iterator[Missing]:
    yield from _private("phase", [document.phase])
    yield from _private("programme", [document.programme])
    if document.files.filter(replaced_at__isnull=True).exclude(scan_state=ScanState.CLEAN).exists():
        yield Missing("file", "not-clean", _("Its file has not been found clean yet."))


def _of_event(event: Event) -> Iterator[Missing]:
    yield from _private("phase", [event.phase])
    yield from _private("programme", [event.programme])
    items = public_items(event)
    for name in ("use_case", "institution", "partner"):
        yield from _private("items", [getattr(each, name) for each in items])


def _of_follow_on(record: FollowOn) -> Iterator[Missing]:
    findings = record.findings.prefetch_related("results", "outcomes")
    yield from _private("phases", record.phases.all())
    yield from _private("findings", findings)
    yield from _private("use_cases", record.use_cases.all())
    yield from _private("document", [record.document])
    named = set(record.use_cases.values_list("pk", flat=True))
    for finding in findings:
        of = {each.use_case_id for each in finding.results.all()}
        of |= {each.use_case_id for each in finding.outcomes.all()}
        if named & of:
            said = _("“{finding}” is anonymous: beside its use case it tells whose it is.")
            yield Missing("findings", "telling", said.format(finding=finding))


def _private(field: str, records: Iterable[Any]) -> Iterator[Missing]:
    """Return those of the records that are not public themselves, each by its name, once."""
    linked = {each.pk: each for each in records if each is not None}
    shown = _public(linked)
    for key, record in linked.items():
        if key not in shown:
            said = _("“{name}” is not public. Publish it first, or leave it out.")
            yield Missing(field, "not-public", said.format(name=record))


def _public(keys: Iterable[UUID | None]) -> set[UUID]:
    rows = Publication.objects.filter(record__in=[each for each in keys if each is not None])
    return set(published(rows).values_list("record", flat=True))
