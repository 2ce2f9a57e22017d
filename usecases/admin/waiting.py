"""What waits on the person, as links to lists and as the filter behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.admin.person import person_of
from usecases.audit.stamp import stamp
from usecases.models.person import Person
from usecases.selection.errors import BadParameters
from usecases.selection.waiting import counts, narrow, open_to
from usecases.text.digest import digest

# The lists of the console, by their names in the API.
MODELS: dict[str, str] = {
    "use-cases": "usecase",
    "decisions": "decision",
    "publications": "publication",
    "deliverables": "deliverable",
}
SUBJECTS: dict[str, str] = {model: subject for subject, model in MODELS.items()}


@dataclass(frozen=True)
class WaitingLink:
    """How many wait, and the list of exactly these."""

    name: str
    model: str
    label: Promise
    note: Promise
    number: int
    url: str
    late: bool


def counted(request: HttpRequest) -> Mapping[str, int]:
    """Return how many wait under each name, counted once a request."""
    known = vars(request).get("waiting")
    if known is None:
        known = vars(request)["waiting"] = _remembered(person_of(request))
    found: Mapping[str, int] = known
    return found


def _remembered(person: Person) -> Mapping[str, int]:
    """Return what was counted for this person last, while nothing was written since.

    What falls late meanwhile is seen after `WAITING_SECONDS`; 0 counts on every page.
    """
    seconds: int = settings.WAITING_SECONDS
    if not seconds or person.user is None:
        return counts(person)
    held = sorted(f"{each.role}{each.authority_id}{each.deputy_for_id}" for each in person.grants)
    key = f"waiting:{person.user.pk.hex}:{digest([*held, stamp()])}"
    found: Mapping[str, int] | None = cache.get(key)
    if found is None:
        found = dict(counts(person))
        cache.set(key, found, seconds)
    return found


def waiting_links(request: HttpRequest) -> list[WaitingLink]:
    """Return everything that can wait on the person, with its number and its list."""
    numbers = counted(request)
    return [
        WaitingLink(
            name=each.name,
            model=MODELS[each.subject],
            label=each.label,
            note=each.note,
            number=numbers[each.name],
            url=list_url(MODELS[each.subject], each.params),
            late=each.late,
        )
        for each in open_to(person_of(request))
    ]


def list_url(model: str, params: Mapping[str, str]) -> str:
    """Return the address of a list of the console, narrowed."""
    return f"{reverse(f'admin:usecases_{model}_changelist')}?{urlencode(params)}"


class WaitingFilter(SimpleListFilter):
    """Narrows a list to what waits on the person who looks."""

    title = _("what waits")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return what can wait on the person in this list."""
        self.person, self.subject = person_of(request), SUBJECTS[model_admin.opts.model_name]
        mine = [each for each in open_to(self.person) if each.subject == self.subject]
        return [(each.name, each.label) for each in mine]

    def has_output(self) -> bool:
        """Answer what was asked for even where nothing can wait on the person."""
        return self.value() is not None or super().has_output()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list; a name that is not the person's is answered as a wrong value is."""
        if self.value() is None:
            return queryset
        try:
            return narrow(queryset, self.subject, str(self.value()), self.person)
        except BadParameters as error:
            raise IncorrectLookupParameters(error) from error
