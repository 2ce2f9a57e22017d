"""Who can handle use cases: offered where a case officer is chosen."""

from django.db.models import QuerySet
from django.utils import timezone

from usecases.models.access import RoleGrant, User
from usecases.models.person import Person, in_force
from usecases.rules.permissions import STAFF
from usecases.rules.visibility_register import people_for
from usecases.vocabulary.actions import Action


def officers_for(person: Person) -> QuerySet[User]:
    """Return the active colleagues who hold, now, a role that handles cases."""
    held = RoleGrant.objects.filter(in_force(timezone.now()), role__in=STAFF[Action.HANDLE])
    return people_for(person).filter(is_active=True, pk__in=held.values("user"))
