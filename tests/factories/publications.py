"""Publications, by their verbs."""

from datetime import UTC, datetime

from tests.factories.base import add, system
from tests.people import approver, officer, signatory
from usecases.models.base import Record
from usecases.models.proposals import Clearance
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Basis
from usecases.workflow import publish
from usecases.workflow.public_side import public_side


def cleared(case: UseCase) -> Clearance:
    """The bank has agreed to exactly what would be public of its use case now."""
    case = UseCase.objects.get(pk=case.pk)
    now, content = datetime.now(UTC), public_side(case)[1]
    asked = {"asked_by": officer().user, "asked_at": now}
    told = {"answered_by": signatory(case.institution).user, "answered_at": now, "agreed": True}
    return add(Clearance(use_case=case, content=content, **asked, **told))


def proposed_publication(record: Record) -> Publication:
    """The officer proposes to publish a record; of a live use case its bank has agreed to it."""
    if isinstance(record, UseCase) and record.basis == Basis.LIVE:
        cleared(record)
    return publish.propose(record, by=officer())


def published(record: Record) -> Publication:
    """The officer proposes, the approver publishes."""
    return publish.confirm(proposed_publication(record), by=approver())


def loaded(record: Record, source: str = "A press release") -> Publication:
    """The record is public by its source, and by its bank's word where it is a live use case."""
    if isinstance(record, UseCase) and record.basis == Basis.LIVE:
        cleared(record)
    return publish.load(record, source=source, by=system())
