"""Which files, notes, earlier references, lineages and viewings a person may see."""

from django.db.models import Q, QuerySet

from usecases.models.access import SavedView
from usecases.models.casefile import Alias, Attachment, Lineage, Note
from usecases.models.person import Person
from usecases.models.trail import Viewing
from usecases.rules.clarified import SIGNED
from usecases.rules.permissions import is_staff, may
from usecases.rules.visibility import reading_grants, use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.trials import NoteKind


def attachments_for(person: Person) -> QuerySet[Attachment]:
    """Files of the cases that the person sees; a bank sees none that are for staff only, and
    those of its unsigned answers nobody else does.
    """
    rows = Attachment.objects.filter(
        use_case__in=use_cases_for(person).values("pk"), removed_at__isnull=True
    )
    if person.system:
        return rows
    if is_staff(person):
        rows = rows.filter(SIGNED)
    return rows if reading_grants(person) else rows.filter(internal=False)


def notes_for(person: Person) -> QuerySet[Note]:
    """Notes of the cases that the person sees: to staff who read cases all of them, to a bank
    those that are addressed to it, to nobody else any.
    """
    rows = Note.objects.filter(use_case__in=use_cases_for(person).values("pk"))
    if reading_grants(person):
        return rows
    if is_staff(person) or person.membership is None:
        return Note.objects.none()
    return rows.exclude(kind=NoteKind.INTERNAL)


def aliases_for(person: Person) -> QuerySet[Alias]:
    """Earlier references of the cases that the person sees."""
    return Alias.objects.filter(use_case__in=use_cases_for(person).values("pk"))


def lineages_for(person: Person) -> QuerySet[Lineage]:
    """Links between two cases of which the person sees both."""
    seen = use_cases_for(person).values("pk")
    return Lineage.objects.filter(earlier__in=seen, later__in=seen, ended_at__isnull=True)


def viewings_for(person: Person) -> QuerySet[Viewing]:
    """Auditors see who looked, at the cases they see and at lists."""
    if not may(person, Action.READ_VIEWINGS):
        return Viewing.objects.none()
    seen = Q(use_case__isnull=True) | Q(use_case__in=use_cases_for(person).values("pk"))
    return Viewing.objects.filter(seen)


def saved_views_for(person: Person) -> QuerySet[SavedView]:
    """One's own views, and what colleagues share."""
    if person.user is None or not is_staff(person):
        return SavedView.objects.none()
    mine = Q(user=person.user) | Q(shared=True, user__grants__isnull=False)
    return SavedView.objects.filter(mine, removed_at__isnull=True).distinct()
