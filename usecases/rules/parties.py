"""Whom a bank may name on its use case, and what it may name to them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.invitations import Invitation
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.contributing import WRITTEN
from usecases.rules.invitations import invitations_for, still_open
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility_register import published, technology_partners_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.stages import Stage


def joinable_for(person: Person) -> QuerySet[Institution]:
    """The institutions that a bank may name as joint: those in the public register, so that
    nobody learns here who else is known.
    """
    if person.membership is None:
        return Institution.objects.none()
    public = published(Publication.objects.filter(kind=Kind.INSTITUTION)).values("record")
    rows = Institution.objects.filter(pk__in=public, merged_into__isnull=True, active=True)
    return rows.exclude(pk=person.membership.institution_id)


def partners_known_to(person: Person) -> QuerySet[TechnologyPartner]:
    """The technology partners whose names a bank knows: public ones, and those it works with."""
    public = published(Publication.objects.filter(kind=Kind.TECHNOLOGY_PARTNER)).values("record")
    own = technology_partners_for(person).values("pk")
    return TechnologyPartner.objects.filter(Q(pk__in=public) | Q(pk__in=own)).order_by("name")


def may_name_joint(person: Person, case: UseCase) -> bool:
    """Whether the person may let another institution read the draft."""
    return case.stage == Stage.DRAFT and may(on_case(person, case), Action.MANAGE_MEMBERS)


def may_name_partner(person: Person, case: UseCase) -> bool:
    """Whether the person may name technology partners on the draft."""
    return case.stage == Stage.DRAFT and may(on_case(person, case), Action.DRAFT)


def may_name_sections(person: Person, case: UseCase) -> bool:
    """Whether the person may say which sections a technology partner writes."""
    return case.stage in WRITTEN and may(on_case(person, case), Action.DRAFT)


def may_drop(person: Person, party: Party) -> bool:
    """Whether the person may take a party off the draft again."""
    if party.institution_id is not None:
        return may_name_joint(person, party.use_case)
    return may_name_partner(person, party.use_case)


def open_invitations(person: Person, at: datetime) -> QuerySet[Invitation]:
    """The invitations of the person's institution that wait to be accepted."""
    return invitations_for(person).filter(still_open(at)).order_by("recorded_at", "id")
