"""Reads parameters strictly: what is unknown, empty or given twice is refused by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from django_filters.filters import MultipleChoiceFilter

from usecases.models.person import Person
from usecases.rules.missing import Missing
from usecases.selection.columns import hidden_from
from usecases.selection.errors import BadParameters
from usecases.vocabulary.limits import SEARCH_CHARACTERS

Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Subject:
    """A kind of record that can be listed: who sees which, how they are filtered and sorted."""

    name: str
    visible: Callable[[Person], QuerySet[Any]]
    filterset: type[FilterSet]
    search: tuple[str, ...] = ()
    orderings: dict[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the parameters that `select` takes."""
        return frozenset(
            {*self.filterset.base_filters, "ordering", *(("search",) if self.search else ())}
        )

    @property
    def sorting(self) -> dict[str, str]:
        """By what the rows are sorted: the own orders, and the columns that the filters name."""
        own = {each: each for each in getattr(self.filterset, "sorted_by", ())}
        return {**own, **self.orderings}

    def parameters_for(self, person: Person) -> frozenset[str]:
        """Return the parameters that there are for this person."""
        return self.parameters - hidden_from(self.filterset, person)

    def select(self, person: Person, params: Params) -> QuerySet[Any]:
        """Return the rows that the person sees and that the parameters name."""
        refuse_unknown(params, self.parameters_for(person))
        hidden = hidden_from(self.filterset, person)
        texts = tuple(name for name in self.search if name.partition("__")[0] not in hidden)
        orders = {name: by for name, by in self.sorting.items() if by not in hidden}
        rows = filtered(self.filterset, self.visible(person), person, params)
        rows = searched(rows, texts, params)
        return ordered(rows, orders, params).select_related(*self.related)


def refuse_unknown(params: Params, known: Iterable[str]) -> None:
    """Refuse parameters nobody knows, and empty ones."""
    text = _("There is no such parameter.")
    faults = [Missing(name, "unknown", text) for name in sorted(set(params) - set(known))]
    empty = _("This parameter is empty.")
    faults += [
        Missing(name, "empty", empty)
        for name, values in sorted(params.items())
        if any(not value.strip() or "\x00" in value for value in values)
    ]
    if faults:
        raise BadParameters(*faults)


def filtered(
    filterset: type[FilterSet], rows: QuerySet[Any], person: Person, params: Params
) -> QuerySet[Any]:
    """Return the rows that the filters name; a value they do not know is refused."""
    mine = {name: list(params[name]) for name in params if name in filterset.base_filters}
    refuse_repeated(filterset, mine)
    filters = filterset(MultiValueDict(mine), queryset=rows, request=person)
    if not filters.form.is_valid():
        raise BadParameters(
            *(
                Missing(name, "invalid", str(text))
                for name, texts in filters.form.errors.items()
                for text in texts
            )
        )
    selected: QuerySet[Model] = filters.qs
    return selected


def refuse_repeated(filterset: type[FilterSet], params: Params) -> None:
    """Refuse a second value where a filter takes one."""
    text = _("This parameter takes one value.")
    faults = [
        Missing(name, "repeated", text)
        for name, values in sorted(params.items())
        if len(values) > 1 and not isinstance(filterset.base_filters[name], MultipleChoiceFilter)
    ]
    if faults:
        raise BadParameters(*faults)


def one(params: Params, name: str) -> str | None:
    """Return the only value of a parameter, or None."""
    values = params.get(name)
    if not values:
        return None
    if len(values) > 1:
        raise BadParameters(Missing(name, "repeated", _("This parameter takes one value.")))
    return values[0]


def searched(
    rows: QuerySet[Any],
    names: tuple[str, ...],
    params: Params,
    form: Callable[[str], str] = str,
) -> QuerySet[Any]:
    """Narrow to rows in which every word of `search` stands in one of the columns; `form` gives
    the words the form of writing in which the columns are kept.
    """
    text = form(one(params, "search") or "")
    if len(text) > SEARCH_CHARACTERS:
        raise BadParameters(Missing("search", "long", _("This is too long to be searched for.")))
    for word in text.split():
        condition = Q()
        for name in names:
            condition |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(condition)
    return rows


def ordered(rows: QuerySet[Any], orderings: Mapping[str, str], params: Params) -> QuerySet[Any]:
    """Sort by `ordering` (a minus turns it round), then by key, so that pages never overlap."""
    wanted = one(params, "ordering")
    if wanted is None:
        return rows
    name = wanted.removeprefix("-")
    if name not in orderings:
        raise BadParameters(Missing("ordering", "unknown", _("It cannot be sorted by this.")))
    sign = "-" if wanted.startswith("-") else ""
    return rows.order_by(f"{sign}{orderings[name]}", "pk")
