"""Publications, by their verbs."""

from tests.factories.base import system
from tests.people import approver, officer
from usecases.models.base import Record
from usecases.models.publications import Publication
from usecases.workflow import publish


def proposed_publication(record: Record) -> Publication:
    """The officer proposes to publish a record."""
    return publish.propose(record, by=officer())


def published(record: Record) -> Publication:
    """The officer proposes, the approver publishes."""
    return publish.confirm(proposed_publication(record), by=approver())


def loaded(record: Record, source: str = "A press release") -> Publication:
    """The record is public by its source."""
    return publish.load(record, source=source, by=system())
