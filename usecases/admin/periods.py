"""The filter of a date: since and before, or one of the usual periods."""

from datetime import datetime, time
from typing import Any

from django.contrib.admin import DateFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import DateTimeField, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, localtime, make_aware
from django.utils.translation import gettext_lazy as _


class PeriodFilter(DateFieldListFilter):
    """Offers the usual periods as links, and two days to type."""

    template = "admin/list_period.html"

    def __init__(  # noqa: PLR0917 - as Django calls it
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        self.since = self._moment(self.lookup_kwarg_since)
        self.before = self._moment(self.lookup_kwarg_until)
        empty = self.date_params.get(f"{field_path}__isnull", "")
        if empty not in ("", "True", "False", "1", "0"):
            raise IncorrectLookupParameters
        self.empty = empty in ("True", "1") if empty else None

    def _moment(self, name: str) -> datetime | None:
        """Return the moment that the address names: of a day alone, its start in our zone."""
        text = self.date_params.get(name, "")
        try:
            day = parse_date(text)
            found = datetime.combine(day, time.min) if day else parse_datetime(text)
        except ValueError as error:
            raise IncorrectLookupParameters(error) from error
        if text and found is None:
            raise IncorrectLookupParameters
        return make_aware(found) if found and is_naive(found) else found

    @property
    def typed(self) -> list[tuple[str, str, Any]]:
        """The two days as they are typed: name, value and label."""
        fields = (
            (self.lookup_kwarg_since, self.since, _("From")),
            (self.lookup_kwarg_until, self.before, _("Before")),
        )
        return [
            (name, localtime(at).date().isoformat() if at else "", label)
            for name, at, label in fields
        ]

    @property
    def to_the_day(self) -> bool:
        """Whether what is asked for can be typed as days; a moment in a day cannot."""
        moments = [localtime(at).time() for at in (self.since, self.before) if at]
        return all(at == time.min for at in moments)

    @property
    def applied(self) -> bool:
        """Whether any day was asked for."""
        return bool(self.since or self.before or self.empty is not None)

    def has_output(self) -> bool:
        """There are always days."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the days asked for."""
        wanted = Q()
        for lookup, at in (("gte", self.since), ("lt", self.before)):
            if at is not None:
                value = at if isinstance(self.field, DateTimeField) else localtime(at).date()
                wanted &= Q(**{f"{self.field_path}__{lookup}": value})
        if self.empty is not None:
            wanted &= Q(**{f"{self.field_path}__isnull": self.empty})
        return queryset.filter(wanted)
