"""Who looks after the tokens and the webhooks of programs."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Member
from usecases.models.person import Person, in_force
from usecases.rules.colleagues import manages
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action


def manages_programs(owner: User, person: Person) -> bool:
    """Whether the person makes tokens and webhooks of this owner: the owner in person, since a
    token makes no further token; of a service an administrator, since of somebody else it would
    be a mask.
    """
    in_person = person.user == owner and person.scopes is None
    return in_person or person.system or (owner.service and may(person, Action.EDIT_PEOPLE))


def ends_programs(owner: User, person: Person) -> bool:
    """Whether the person may end them: the owner, an administrator, or a signatory of the only
    institution that the owner acts for.
    """
    in_person = person.user == owner and person.scopes is None
    return in_person or may(person, Action.EDIT_PEOPLE) or _leads(owner, person)


def _leads(owner: User, person: Person) -> bool:
    if person.membership is None or not _leading(person):
        return False
    now = timezone.now()
    banks = set(owner.memberships.filter(in_force(now)).values_list("institution", flat=True))
    staff = owner.grants.filter(in_force(now)).exists()
    return banks == {person.membership.institution_id} and not staff


def _leading(person: Person) -> bool:
    return person.scopes is None and manages(person)


def known_programs(person: Person) -> Q:
    """The condition that a person knows of a program: of the own; a signatory also of those that
    colleagues made since they act for this institution, and for no other.
    """
    own = Q(user=person.user)
    if person.membership is None or not _leading(person):
        return own
    now, bank = timezone.now(), person.membership.institution_id
    held = Member.objects.filter(in_force(now), user=OuterRef("user"))
    since = held.filter(institution=bank, since__lte=OuterRef("recorded_at"))
    staff = RoleGrant.objects.filter(in_force(now), user=OuterRef("user"))
    elsewhere = Exists(held.exclude(institution=bank)) | Exists(staff)
    return own | (Q(Exists(since)) & ~elsewhere)
