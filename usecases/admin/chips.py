"""What a list is narrowed by: one chip for each value, which takes it away again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ListFilter
from django.contrib.admin.views.main import SEARCH_VAR
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from usecases.admin.list_active import ACTIVE, ActiveFilter
from usecases.admin.lists import Alternatives
from usecases.admin.periods import PeriodFilter


@dataclass(frozen=True)
class Chip:
    """One thing that is applied, and the address without it."""

    label: str
    url: str


def chips_of(changelist: Any) -> list[Chip]:
    """Return what narrows a list: search, filters, and the date that was gone down to."""
    found = []
    if changelist.query and changelist.search_fields:
        text = _("Search: {text}").format(text=changelist.query)
        found.append(Chip(text, changelist.get_query_string({SEARCH_VAR: None})))
    for spec in changelist.filter_specs:
        found.extend(_of_filter(spec, changelist))
    return found + list(_of_dates(changelist))


def _of_filter(spec: ListFilter, changelist: Any) -> Iterator[Chip]:
    title = capfirst(str(spec.title))
    if isinstance(spec, ActiveFilter):
        if spec.chip:
            yield Chip(str(spec.chip), changelist.get_query_string({ACTIVE: "0"}))
        return
    without = changelist.get_query_string(dict.fromkeys(spec.expected_parameters()))
    if isinstance(spec, PeriodFilter):
        if spec.applied:
            yield Chip(f"{title}: {_period(spec, changelist)}", without)
        return
    several = isinstance(spec, Alternatives)
    each: Any
    for number, each in enumerate(spec.choices(changelist)):
        # The first choice of a stock filter is "All", which narrows nothing.
        if each["selected"] and (several or number):
            yield Chip(f"{title}: {each['display']}", each["query_string"] if several else without)


def _period(spec: PeriodFilter, changelist: Any) -> str:
    """Return the days asked for, by the word of a usual period where it is one."""
    words = [str(each["display"]) for each in spec.choices(changelist) if each["selected"]]
    if words:
        return words[0]
    parts = (
        (spec.since, _("since {day}")),
        (spec.before, _("before {day}")),
    )
    return " ".join(
        text.format(day=date_format(localtime(at), "DATE_FORMAT")) for at, text in parts if at
    )


def _of_dates(changelist: Any) -> Iterator[Chip]:
    stem = f"{changelist.date_hierarchy}__"
    asked = [changelist.params.get(f"{stem}{part}") for part in ("year", "month", "day")]
    found = "-".join(part.zfill(2) for part in asked if part)
    if changelist.date_hierarchy and found:
        yield Chip(found, changelist.get_query_string(remove=[stem]))


def typed_names(specs: Iterable[ListFilter]) -> set[str]:
    """Return the names for which the filters themselves have fields in the form."""
    found: set[str] = set()
    for spec in specs:
        if isinstance(spec, Alternatives):
            found |= {str(name) for name in spec.expected_parameters()}
        elif isinstance(spec, PeriodFilter):
            found |= {spec.lookup_kwarg_since, spec.lookup_kwarg_until}
            found |= set() if spec.to_the_day else {*spec.date_params}
    return found
