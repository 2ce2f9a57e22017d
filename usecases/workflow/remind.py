"""Reminds people of what falls due, each of each thing once a step."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from usecases.audit import writing
from usecases.models.access import RoleGrant, User
from usecases.models.person import Person, in_force, person_for
from usecases.notices.late import remind_staff
from usecases.notices.reminders import remind_banks
from usecases.rules.permissions import STAFF
from usecases.selection.late import late_for
from usecases.selection.owed import owed_by_banks
from usecases.vocabulary.actions import Action


@dataclass(frozen=True)
class Reminders:
    """How many were written, and to how many people."""

    number: int
    people: int


def remind(*, by: Person) -> Reminders:
    """Write the reminders that are due and were not written; they go with the next digest.

    What falls due is read before the writer's lock is taken; what was said already, inside.
    """
    now = timezone.now()
    owed = owed_by_banks(by, now)
    late = [
        (reader, thing) for reader in _officers(now) for thing in late_for(person_for(reader), now)
    ]
    with writing(by=by):
        told = [*remind_banks(owed), *remind_staff(late)]
    return Reminders(len(told), len({each.pk for each in told}))


def _officers(at: datetime) -> list[User]:
    """Return the people who handle cases now."""
    grants = RoleGrant.objects.filter(in_force(at), role__in=STAFF[Action.HANDLE])
    people = User.objects.filter(is_active=True, service=False, pk__in=grants.values("user"))
    return list(people.select_related("notice_preference").order_by("email"))
