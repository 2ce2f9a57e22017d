"""Who of a bank is told: whoever writes for it, or the one colleague who looks after the case."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from usecases.models.access import User
from usecases.models.institutions import Member
from usecases.models.messages import NoticePreference
from usecases.models.person import in_force
from usecases.models.usecases import UseCase
from usecases.vocabulary.roles import MemberRole

WRITERS = (MemberRole.EDITOR, MemberRole.SIGNATORY)


def writers_of(case: UseCase, at: datetime) -> list[User]:
    """Return everyone who writes for the bank of a use case."""
    members = case.institution.members.filter(in_force(at), role__in=WRITERS)
    rows = members.select_related("user__notice_preference")
    return [each.user for each in rows if each.user.is_active]


def reminded_of(cases: Iterable[UseCase], at: datetime) -> dict[UUID, list[User]]:
    """Return who is reminded of each of these: whoever is responsible for it, as long as they are
    of its bank; else everyone who writes for that bank. In one query.
    """
    known = {case.pk: case for case in cases}
    banks = {case.institution_id for case in known.values()}
    rows = Member.objects.filter(in_force(at), institution__in=banks, user__is_active=True)
    people = dict[UUID, dict[UUID, User]]()
    writers = dict[UUID, list[User]]()
    for each in rows.select_related("user__notice_preference").order_by("user__email"):
        people.setdefault(each.institution_id, {})[each.user_id] = each.user
        if each.role in WRITERS:
            writers.setdefault(each.institution_id, []).append(each.user)
    found = dict[UUID, list[User]]()
    for key, case in known.items():
        one = people.get(case.institution_id, {}).get(case.responsible_id or key)
        found[key] = [one] if one else writers.get(case.institution_id, [])
    return found


def preference_of(reader: User) -> NoticePreference | None:
    """Return how somebody wants to be told, if they ever said so."""
    found: NoticePreference | None = getattr(reader, "notice_preference", None)
    return found
