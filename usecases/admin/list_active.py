"""Lists open on what is active: a filter that holds until something else is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import ListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ORDER_VAR, PAGE_VAR
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIVE = "_active"
COLUMNS = "_cols"
# What an address may say without asking for any rows in particular.
_OF_LOOKS = frozenset({ORDER_VAR, PAGE_VAR, ERROR_FLAG, COLUMNS})


@dataclass(frozen=True)
class Active:
    """What a list opens on: its word, that of all the rest, and the condition at a moment."""

    label: Promise | str
    rest: Promise | str
    rows: Callable[[datetime], Q]


def settled(asked: QueryDict, active: Active | None) -> QueryDict:
    """Return what an address asks for: no empty fields, and what is active unless it says more."""
    found = asked.copy()
    for name in list(found):
        if name != "all" and not any(found.getlist(name)):
            del found[name]
    if active is not None and ACTIVE not in found:
        found[ACTIVE] = "0" if {*found} - _OF_LOOKS else "1"
    return found


class ActiveFilter(ListFilter):
    """Narrows to what is active."""

    title = _("shown")
    parameter_name = ACTIVE
    template = "admin/list_active.html"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        self.active: Active = model_admin.active
        asked = {*params.pop(ACTIVE, ["0"])}
        self.words = {"1": self.active.label, "2": self.active.rest, "0": _("All")}
        if len(asked) > 1 or asked - {*self.words}:
            raise IncorrectLookupParameters
        self.chosen = asked.pop()

    @property
    def chip(self) -> Promise | str:
        """What the list is narrowed to, if to anything."""
        return "" if self.chosen == "0" else self.words[self.chosen]

    def has_output(self) -> bool:
        """There is always the rest."""
        return True

    def expected_parameters(self) -> list[str | None]:
        """Return the one name."""
        return [ACTIVE]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list."""
        if self.chosen == "0":
            return queryset
        active = self.active.rows(timezone.now())
        return queryset.filter(active) if self.chosen == "1" else queryset.exclude(active)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the active ones, the rest, and all."""
        for value, label in self.words.items():
            yield {
                "selected": value == self.chosen,
                "query_string": changelist.get_query_string({ACTIVE: value}),
                "display": label,
            }


# What a vocabulary or a register marks as in use; what stands until it is ended.
IN_USE = Active(_("Active only"), _("Inactive only"), lambda _now: Q(active=True))
IN_FORCE = Active(
    _("In force only"),
    _("Ended only"),
    lambda now: Q(until__isnull=True) | Q(until__gt=now),
)
