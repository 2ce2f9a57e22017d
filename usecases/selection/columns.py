"""Plain filters of plain columns: after and before, at least and at most, yes or no, one of."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet
from django_stubs_ext import StrOrPromise

from usecases.models.person import Person
from usecases.rules.permissions import is_staff
from usecases.selection.filters import Moment, SeveralChoices, SeveralTexts, YesNo

F = TypeVar("F", bound=type[FilterSet])
Column = models.Field[Any, Any]
STAMPS = ("recorded_at", "updated_at")
_NUMBERS = (models.IntegerField, models.DecimalField)
_AFTER, _BEFORE = _("{name}: after this."), _("{name}: up to this.")
_LEAST, _MOST = _("{name}: this or more."), _("{name}: this or less.")


class Day(Filter):
    """A day to compare with."""

    field_class = forms.DateField


class Whole(Filter):
    """A whole number to compare with."""

    field_class = forms.IntegerField


class Exact(Filter):
    """A number to compare with, of no more digits than the column has."""

    field_class = forms.DecimalField


def by_columns(*names: str, staff_only: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Give a filter set the plain filters of these columns, and the orders that go with them.

    What is shown to staff only is a parameter for staff only; to others there is no such. A
    filter of the set's own stands where there is one.
    """

    def given(filterset: F) -> F:
        own, columns = filterset.base_filters, filterset._meta.model._meta
        plain = [*names, *(n for n in staff_only if n not in own and not _is_long(columns, n))]
        made = {name: dict(_filters(columns.get_field(name))) for name in plain}
        every = {name: each for filters in made.values() for name, each in filters.items()}
        filterset.base_filters = {**every, **own}
        told = {name for each in staff_only for name in made.get(each, ())}
        filterset.staff_only = frozenset({*staff_only, *told})
        filterset.sorted_by = tuple(name for name in made if _is_sorted(columns.get_field(name)))
        return filterset

    return given


def hidden_from(filterset: type[FilterSet], person: Person) -> frozenset[str]:
    """Return the columns, and the parameters that tell of them, which this person is not shown."""
    if person.system or is_staff(person):
        return frozenset()
    found: frozenset[str] = getattr(filterset, "staff_only", frozenset())
    return found


def stem(column: str) -> str:
    """Return what the parameters of a date begin with: `signed` of `signed_at`."""
    return column.removesuffix("_at").removesuffix("_on")


def _is_long(columns: Any, name: str) -> bool:
    """Whether it is a text that is searched, and not matched."""
    return isinstance(columns.get_field(name), models.TextField)


def _is_sorted(column: Any) -> bool:
    return isinstance(column, (models.DateField, *_NUMBERS))


def _filters(column: Any) -> Iterator[tuple[str, Filter]]:
    name, label = column.name, capfirst(column.verbose_name)

    def said(text: StrOrPromise) -> dict[str, Any]:
        return {"field_name": name, "label": format_lazy(text, name=label)}

    if isinstance(column, models.DateField):
        kind = Moment if isinstance(column, models.DateTimeField) else Day
        yield f"{stem(name)}_after", kind(**said(_AFTER), lookup_expr="gt")
        yield f"{stem(name)}_before", kind(**said(_BEFORE), lookup_expr="lte")
    elif isinstance(column, _NUMBERS):
        yield f"{name}_at_least", _number(column, lookup_expr="gte", **said(_LEAST))
        yield f"{name}_at_most", _number(column, lookup_expr="lte", **said(_MOST))
    elif isinstance(column, models.BooleanField):
        yield name, YesNo(**said("{name}."))
    elif column.choices:
        yield name, SeveralChoices(choices=column.choices, **said("{name}."))
    else:
        yield name, SeveralTexts(**said(_("{name}, whole.")))


def _number(column: Any, **kwargs: Any) -> Filter:
    if isinstance(column, models.DecimalField):
        return Exact(max_digits=column.max_digits, decimal_places=column.decimal_places, **kwargs)
    return Whole(min_value=-(2**31), max_value=2**31 - 1, **kwargs)
