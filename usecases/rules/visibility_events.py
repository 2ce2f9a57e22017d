"""Which documents, events and follow-ons a person may see: the public sees publications only."""

from django.db.models import Q, QuerySet

from usecases.models.document_files import DocumentFile
from usecases.models.documents import Document, DocumentSection
from usecases.models.events import Event, EventItem
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.models.person import Person
from usecases.models.registrations import Registration
from usecases.rules.permissions import is_staff, may
from usecases.rules.visibility import reading_grants, use_cases_for
from usecases.vocabulary.actions import Action


def reads_events(person: Person) -> bool:
    """Whether the person reads cases for a regulator: what hangs on cases is theirs to see."""
    reading = bool(reading_grants(person)) and may(person, Action.READ_CASES)
    return person.system or reading


def documents_for(person: Person) -> QuerySet[Document]:
    """Staff see all, published or not."""
    rows = Document.objects.all()
    return rows if person.system or is_staff(person) else rows.none()


def document_sections_for(person: Person) -> QuerySet[DocumentSection]:
    """Sections of the documents that the person sees."""
    return DocumentSection.objects.filter(document__in=documents_for(person).values("pk"))


def document_files_for(person: Person) -> QuerySet[DocumentFile]:
    """Files of the documents that the person sees."""
    return DocumentFile.objects.filter(document__in=documents_for(person).values("pk"))


def other_cohorts_for(person: Person) -> QuerySet[OtherCohort]:
    """Staff see all."""
    rows = OtherCohort.objects.all()
    return rows if person.system or is_staff(person) else rows.none()


def events_for(person: Person) -> QuerySet[Event]:
    """Staff who read cases see all; of an event they see the items of cases that they see."""
    return Event.objects.all() if reads_events(person) else Event.objects.none()


def event_items_for(person: Person) -> QuerySet[EventItem]:
    """Items of the events that the person sees, save those of cases not seen."""
    if not reads_events(person):
        return EventItem.objects.none()
    seen = Q(use_case__isnull=True) | Q(use_case__in=use_cases_for(person).values("pk"))
    return EventItem.objects.filter(seen)


def registrations_for(person: Person) -> QuerySet[Registration]:
    """Who registered, to staff who read cases."""
    return Registration.objects.all() if reads_events(person) else Registration.objects.none()


def follow_ons_for(person: Person) -> QuerySet[FollowOn]:
    """Staff who read cases see all: what a follow-on is linked to is public already."""
    return FollowOn.objects.all() if reads_events(person) else FollowOn.objects.none()
