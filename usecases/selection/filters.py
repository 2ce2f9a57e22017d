"""Filters that refuse what they do not know, instead of ignoring it."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters import (
    Filter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
    TypedChoiceFilter,
)

from usecases.models.person import Person
from usecases.models.words import Term
from usecases.rules.visibility_register import terms_for
from usecases.selection.periods import read_day
from usecases.vocabulary.limits import TIME_ZONE

_YES_NO = (("true", _("Yes")), ("false", _("No")))


class FilterSet(django_filters.FilterSet):
    """Builds the filters that are asked for and no others: each costs a form field and, of many
    records, a query, to narrow nothing.
    """

    base_filters: dict[str, Filter]

    def __init__(self, data: MultiValueDict[str, str], *args: Any, **kwargs: Any) -> None:
        self.base_filters = {name: each for name, each in self.base_filters.items() if name in data}
        super().__init__(data, *args, **kwargs)


class Several(ModelMultipleChoiceFilter):
    """Several records that the person sees, by code or id; others are unknown values."""

    def __init__(
        self,
        field_name: str | None,
        visible: Callable[[Person], QuerySet[Any]],
        key: str = "code",
        *,
        many: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(field_name=field_name, queryset=visible, to_field_name=key, **kwargs)
        self.many = many

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Keep rows with one of the values; a column of many values is asked in a subquery."""
        if not value:
            return qs
        condition = {f"{self.field_name}__in": [record.pk for record in value]}
        if not self.many:
            return qs.filter(**condition)
        return qs.filter(pk__in=qs.model._base_manager.filter(**condition).values("pk"))


class SeveralTerms(Several):
    """Several terms of one kind, by code."""

    def __init__(self, field_name: str, kind: str, **kwargs: Any) -> None:
        def visible(person: Person) -> QuerySet[Term]:
            return terms_for(person).filter(kind=kind)

        super().__init__(field_name, visible, **kwargs)


class SeveralChoices(MultipleChoiceFilter):
    """Several of a fixed set of words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(distinct=False, **kwargs)


class SeveralTexts(SeveralChoices):
    """Several texts, matched whole."""

    field_class = type(
        "AnyTexts",
        (forms.MultipleChoiceField,),
        {"valid_value": lambda self, value: True},
    )


class YesNo(TypedChoiceFilter):
    """true or false, and nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_YES_NO, coerce=lambda value: value == "true", **kwargs)


class MomentField(forms.Field):
    """A moment (ISO 8601), or a date, which means the end of that day."""

    default_error_messages = {"invalid": _("Give a date or a moment as in ISO 8601.")}

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment in its zone; one without a zone is in UTC."""
        if value in self.empty_values:
            return None
        moment = read_moment(str(value))
        if moment is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class Moment(Filter):
    """A moment to compare with."""

    field_class = MomentField


class DayField(forms.Field):
    """A day, which each programme cuts in its own zone."""

    default_error_messages = {"invalid": _("Give a day as in ISO 8601: 2026-03-31.")}

    def to_python(self, value: Any) -> date | None:
        """Return the day."""
        if value in self.empty_values:
            return None
        day = read_day(str(value))
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class PeriodDay(Filter):
    """A day at one end of a period."""

    field_class = DayField


def read_moment(text: str) -> datetime | None:
    """Return the moment that a text names, or None; what no zone could tell is none."""
    try:
        day: date | None = parse_date(text)
        moment = None if day else parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    named = day or moment
    if named is None or not MINYEAR < named.year < MAXYEAR:
        return None
    if day is not None:
        return datetime.combine(day, time.max, ZoneInfo(TIME_ZONE))
    if moment is not None and moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo("UTC"))
    return moment


def last_day(moment: datetime, zone: str) -> date:
    """Return the last day that had ended in a zone by a moment."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if local.time() == time.max else local.date() - timedelta(days=1)
