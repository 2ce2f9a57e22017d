"""Who sees what the assistant was asked, and how it did."""

from django.db.models import QuerySet

from usecases.models.enquiries import Enquiry, Evaluation, SampleQuestion
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action


def reads_enquiries(person: Person) -> bool:
    """Return whether the person may look at gaps and evaluations at all."""
    return may(person, Action.READ_REPORTS)


def enquiries_for(person: Person) -> QuerySet[Enquiry]:
    """What was asked: for staff who read reports, and for commands."""
    rows = Enquiry.objects.select_related("guidance", "sample", "closed_by", "gap_by")
    return rows if person.system or reads_enquiries(person) else rows.none()


def samples_for(person: Person) -> QuerySet[SampleQuestion]:
    """The sample questions, likewise."""
    rows = SampleQuestion.objects.select_related("written_by")
    return rows if person.system or reads_enquiries(person) else rows.none()


def evaluations_for(person: Person) -> QuerySet[Evaluation]:
    """The runs, likewise."""
    rows = Evaluation.objects.all()
    return rows if person.system or reads_enquiries(person) else rows.none()
