"""What a bank's signatories may do to the people of their own institution, and what not."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.institutions import Contributor, Member
from usecases.models.person import Person, in_force
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import MemberRole
from usecases.vocabulary.stages import Stage

WRITERS = (MemberRole.EDITOR, MemberRole.SIGNATORY)

# At these nothing will fall due any more; after a trial the bank is still asked what became of it.
OVER = frozenset({Stage.DECLINED, Stage.LAPSED, Stage.WITHDRAWN, Stage.TERMINATED, Stage.VOID})


def manages(person: Person) -> bool:
    """Whether the person manages the people of the institution they act for."""
    return person.membership is not None and may(person, Action.MANAGE_MEMBERS)


def acting_for(institution: UUID, at: datetime) -> QuerySet[Member]:
    """Return who acts for an institution now."""
    return Member.objects.filter(in_force(at), institution=institution, user__is_active=True)


def writing_for(institution: UUID, at: datetime) -> QuerySet[Member]:
    """Return who writes for an institution now: one of them is responsible for each use case."""
    return acting_for(institution, at).filter(role__in=WRITERS)


def contributors_for(person: Person) -> QuerySet[Contributor]:
    """The people of technology partners whom the person's own institution has let in."""
    if person.membership is None:
        return Contributor.objects.none()
    return Contributor.objects.filter(institution=person.membership.institution_id)


def duties_of(member: Member) -> QuerySet[UseCase]:
    """Return the use cases of the institution for which a member is responsible."""
    rows = UseCase.objects.filter(institution=member.institution_id, responsible=member.user_id)
    return rows.filter(discarded_at__isnull=True).exclude(stage__in=OVER).order_by("recorded_at")


def faults_in_role(member: Member, role: str, by: Person, at: datetime) -> Iterator[Missing]:
    """What is wrong with giving a member this role, or none: that ends their access."""
    if by.user is not None and by.user.pk == member.user_id:
        text = _("Nobody changes one's own role or ends one's own access. Another signatory can.")
        yield Missing("", "oneself", text)
    elif member.until is not None and member.until <= at:
        yield Missing("", "ended", _("This access has ended already."))
    elif member.role == MemberRole.SIGNATORY != role and not _others_sign(member, at):
        text = _("An institution keeps at least one signatory. Make somebody else one first.")
        yield Missing("role", "last-signatory", text)


def _others_sign(member: Member, at: datetime) -> bool:
    """Whether others sign for the institution for as long as this one would have."""
    rows = acting_for(member.institution_id, at).filter(role=MemberRole.SIGNATORY)
    others = rows.exclude(pk=member.pk)
    return others.filter(until__isnull=True).exists() if member.until is None else others.exists()
