"""What the assistant was asked, what it should answer, and how it did."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.people import officer
from usecases.models.enquiries import Enquiry, SampleQuestion
from usecases.models.person import Person
from usecases.vocabulary.asking import AnswerKind, Gap, Tier


def make_enquiry(question: str, *, days_ago: int = 0, **fields: Any) -> Enquiry:
    """Make a question that was refused, so many days ago."""
    refused = {"tier": Tier.REFUSES, "kind": AnswerKind.REFUSAL, "gap": Gap.OPEN, "language": "en"}
    asked_at = timezone.now() - timedelta(days=days_ago)
    return Enquiry.objects.create(question=question, asked_at=asked_at, **{**refused, **fields})


def make_sample(
    question: str, gold: Sequence[Sequence[str]] = (("x",),), by: Person | None = None
) -> SampleQuestion:
    """Make a question that evaluations ask."""
    writer = (by or officer()).user
    assert writer is not None
    return SampleQuestion.objects.create(
        question=question,
        language="en",
        gold=[list(each) for each in gold],
        written_at=timezone.now(),
        written_by=writer,
    )
