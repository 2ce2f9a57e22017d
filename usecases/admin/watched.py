"""What those watch who look after people, or over everybody's shoulder."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.admin.records import rows_for
from usecases.models.access import RoleGrant, Token, User
from usecases.models.invitations import AccountRequest
from usecases.models.person import Person
from usecases.models.trail import Change, Viewing
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action

_WEEK, _SOON = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True)
class Tile:
    """A number that opens its list."""

    label: Promise | str
    note: Promise | str
    number: int
    url: str


def watched(person: Person, now: datetime) -> list[Tile]:
    """Return the numbers that the person keeps an eye on."""
    return [*_people(person, now), *_trail(person, now)]


def _people(person: Person, now: datetime) -> list[Tile]:
    """What those who look after people watch."""
    if not may(person, Action.READ_PEOPLE):
        return []
    first = timezone.localdate(now)
    soon, note = first + _SOON, _("in the next 30 days; extend them or let them end")
    roles = {"until__gte": first, "until__lt": soon}
    tokens = {"expires_at__gte": first, "expires_at__lt": soon, "revoked_at__isnull": True}
    return [
        _requests(person),
        _tile(person, User, _("People"), _("may sign in"), {"is_active__exact": True}),
        _tile(person, RoleGrant, _("Roles ending"), note, roles),
        _tile(person, Token, _("Tokens ending"), note, tokens),
    ]


def _requests(person: Person) -> Tile:
    """Count who asks for an account and has no answer yet: what their list opens on."""
    number = rows_for(AccountRequest, person).filter(handled_at__isnull=True).count()
    url = reverse("admin:usecases_accountrequest_changelist")
    return Tile(_("Requests for an account"), _("wait for an answer"), number, url)


def _trail(person: Person, now: datetime) -> list[Tile]:
    """What those who look over everybody's shoulder watch."""
    if not may(person, Action.READ_VIEWINGS):
        return []
    since = timezone.localdate(now) - _WEEK
    note = _("since a week ago")
    return [
        _tile(person, Change, _("Changes"), note, {"recorded_at__gte": since}),
        _tile(person, Viewing, _("Viewings"), note, {"hour__gte": since}),
    ]


def _tile(person: Person, model: Any, label: Promise, note: Promise, asked: dict[str, Any]) -> Tile:
    """Count rows by what their list is asked too; a day there is its first moment here."""
    values = {name: _start(v) if isinstance(v, date) else v for name, v in asked.items()}
    number = rows_for(model, person).filter(**values).count()
    address = reverse(f"admin:usecases_{model._meta.model_name}_changelist")
    words = {name: int(v) if v is True else v for name, v in asked.items()}
    return Tile(label, note, number, f"{address}?{urlencode(words)}")


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
