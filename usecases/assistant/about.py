"""What can be answered from at all: how many passages and records there are, and as of when."""

from dataclasses import dataclass
from datetime import datetime

from usecases.assistant.calibration import measured
from usecases.assistant.corpus import corpus
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class Extent:
    """How much is known; `as_at` is when the last of it was published."""

    passages: int
    records: int
    documents: int
    phases: int
    institutions: int
    use_cases: int
    as_at: datetime | None


def extent() -> Extent:
    """Return how much can be answered from now."""
    found = corpus(measured)
    kinds = found.kinds
    return Extent(
        passages=len(found.passages),
        records=sum(kinds.values()),
        documents=kinds.get(Kind.DOCUMENT, 0),
        phases=kinds.get(Kind.PHASE, 0),
        institutions=kinds.get(Kind.INSTITUTION, 0),
        use_cases=kinds.get(Kind.USE_CASE, 0),
        as_at=found.as_at,
    )
