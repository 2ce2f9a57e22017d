"""Documents, and what other regulators announced."""

from typing import Any

from tests.factories.base import RecordFactory, declare
from tests.factories.phases import authority
from usecases.models.documents import Document, DocumentSection
from usecases.models.follow_ons import OtherCohort
from usecases.vocabulary.documents import DocumentKind


class DocumentFactory(RecordFactory[Document]):
    """Makes circulars."""

    class Meta:
        model = Document

    kind = DocumentKind.CIRCULAR
    title_en = declare.Sequence(lambda n: f"Circular {n}")
    authority = declare.LazyFunction(authority)
    source = "A press release"


class SectionFactory(RecordFactory[DocumentSection]):
    """Makes sections."""

    class Meta:
        model = DocumentSection

    anchor = declare.Sequence(lambda n: f"section-{n}")
    text = "Check the answer against its source."


class OtherCohortFactory(RecordFactory[OtherCohort]):
    """Makes cohorts of a sandbox elsewhere."""

    class Meta:
        model = OtherCohort

    programme = "Sandbox elsewhere"
    cohort = declare.Sequence(lambda n: f"Cohort {n}")
    source = "An annual report"


def make_document(sections: int = 1, **fields: Any) -> Document:
    """Make a circular with so many sections."""
    made = DocumentFactory.create(**fields)
    for _number in range(sections):
        SectionFactory.create(document=made)
    return made


def make_other_cohort(**fields: Any) -> OtherCohort:
    """Make a cohort of a sandbox elsewhere."""
    return OtherCohortFactory.create(**fields)
