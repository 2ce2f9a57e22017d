"""The list that is on screen: which rows, in which order, with which columns, and why these."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, SEARCH_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from usecases.admin.chips import Chip, chips_of, typed_names
from usecases.admin.list_active import ACTIVE, COLUMNS
from usecases.admin.looks import SIZE, looks_of

CHECKBOX = "action_checkbox"


@dataclass(frozen=True)
class Column:
    """One column of a list: its name in the address, its heading, whether it holds numbers."""

    name: str
    heading: str
    number: bool = False
    shown: bool = True


class ConsoleChangeList(ChangeList):
    """A list that can say exactly what it shows, and sorts by the names of its columns."""

    model_admin: Any  # a ListedAdmin, which stands above this module

    def exact_queryset(self) -> QuerySet[Any]:
        """Return every row of the list on all its pages: filtered, searched, in its order."""
        rows: QuerySet[Any] = self.queryset
        return rows

    def shown_columns(self) -> list[Column]:
        """Return the columns on screen from left to right, without the boxes to tick."""
        return [self.column(str(name)) for name in self.list_display if name != CHECKBOX]

    def offered_columns(self) -> list[Column]:
        """Return every column that may be shown, in the subject's order."""
        return [self.column(name) for name in self.model_admin.offered_columns()]

    def column(self, name: str) -> Column:
        """Return a column with its heading."""
        heading = capfirst(str(label_for_field(name, self.model, self.model_admin)))
        number = self.model_admin.holds_numbers(name)
        return Column(name, heading, number, name in self.list_display)

    def number_classes(self) -> str:
        """Return the classes by which the style sheet sets columns of numbers to the right."""
        shown = enumerate(self.list_display, 1)
        return " ".join(
            f"num-{at}" for at, name in shown if self.model_admin.holds_numbers(str(name))
        )

    def chips(self) -> list[Chip]:
        """Return what is applied, each with the address without it."""
        return chips_of(self)

    def everything(self) -> str:
        """Return the address that looks the same and narrows nothing."""
        looks = {k: v for k, v in self.filter_params.items() if k in (COLUMNS, ORDER_VAR)}
        query = urlencode({ACTIVE: "0", **looks} if self.model_admin.active else looks, doseq=True)
        return f"?{query}"

    def carried_by_form(self) -> list[tuple[str, str]]:
        """Return what the form above the list keeps without a field of its own."""
        typed = {SEARCH_VAR, *typed_names(self.filter_specs)}
        return _pairs({k: v for k, v in self.filter_params.items() if k not in typed})

    def carried_by_looks(self) -> list[tuple[str, str]]:
        """Return what the form of columns keeps: all but the columns."""
        return _pairs({k: v for k, v in self.filter_params.items() if k != COLUMNS})

    def usual_looks(self) -> str:
        """Return the address that shows the same with the usual columns, and keeps them."""
        return self.get_query_string({COLUMNS: None, SIZE: self.list_per_page})

    def whole_query(self) -> str:
        """Return the query string of what is on screen, whoever opens it and whenever."""
        names = ",".join(column.name for column in self.shown_columns())
        query: str = self.get_query_string({COLUMNS: names, ALL_VAR: None})
        return query.removeprefix("?")

    def is_showing(self, query: str) -> bool:
        """Whether a kept query string asks for what is on screen."""
        return _compared(query) == _compared(self.whole_query())

    def get_results(self, request: HttpRequest) -> None:
        """Cut the pages as long as the person likes them."""
        looks = looks_of(request)
        self.list_per_page, self.density = looks.size, looks.density
        super().get_results(request)
        self.result_list = self.prepared(self.result_list)

    def prepared(self, rows: Iterable[Any]) -> Any:
        """Return rows with what a column reads for many at once; a subject adds its own."""
        return rows

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Return what asks for rows; columns are looks."""
        found: dict[str, Any] = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name != COLUMNS}

    def get_filters(self, request: HttpRequest) -> Any:
        """Refuse what no filter of the list takes: nothing asked for is passed over in silence."""
        found = super().get_filters(request)
        dates = f"{self.date_hierarchy}__"
        if [name for name in found[2] if not (self.date_hierarchy and name.startswith(dates))]:
            raise IncorrectLookupParameters
        return found

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        """Return an address; an order is written by names, which a choice of columns keeps."""
        changed = {ORDER_VAR: self.params.get(ORDER_VAR), **(new_params or {})}
        if changed[ORDER_VAR]:
            parts = [self._named(sign, name) for sign, name in _split(changed[ORDER_VAR])]
            changed[ORDER_VAR] = ".".join(parts)
        query: str = super().get_query_string(changed, remove)
        return query

    def _named(self, sign: str, name: str) -> str:
        """Return part of an order with the name of a column for its number."""
        known = name.isdecimal() and int(name) < len(self.list_display)
        return f"{sign}{self.list_display[int(name)]}" if known else f"{sign}{name}"

    def get_ordering(self, request: HttpRequest, queryset: Any) -> Any:
        """Order by any column that is offered, shown or not; numbers mean what stock ones do."""
        asked = self.params.get(ORDER_VAR)
        if not asked:
            return super().get_ordering(request, queryset)
        shown, offered = self.list_display, self.model_admin.offered_columns()
        numbers = [f"{sign}{_number(name, shown, offered)}" for sign, name in _split(asked)]
        self.list_display, self.params[ORDER_VAR] = [*shown, *offered], ".".join(numbers)
        try:
            return super().get_ordering(request, queryset)
        finally:
            self.list_display, self.params[ORDER_VAR] = shown, asked

    def get_ordering_field_columns(self) -> Any:
        """Return by which of the shown columns the list is sorted, and which way."""
        if ORDER_VAR not in self.params:
            return super().get_ordering_field_columns()
        parts = [
            (sign, _number(name, self.list_display))
            for sign, name in _split(self.params[ORDER_VAR])
        ]
        return {int(at): "desc" if sign else "asc" for sign, at in parts if at}


def _pairs(params: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in params.items() for value in values]


def _split(order: str) -> list[tuple[str, str]]:
    """Return the parts of an order: the sign and the name, or the number, of a column."""
    parts = order.split(".")
    return [("-" if part.startswith("-") else "", part.lstrip("-")) for part in parts]


def _number(name: str, shown: Sequence[Any], offered: Sequence[str] = ()) -> str:
    """Return the place of a column among the shown ones and then the offered ones."""
    names = [str(each) for each in (*shown, *offered)]
    if name.isdecimal() and int(name) < len(shown):
        return name
    return str(names.index(name)) if name in names else ""


def _compared(query: str) -> dict[str, list[str]]:
    """Return a query string so that the order of its parts does not matter."""
    return {name: sorted(values) for name, values in parse_qs(query).items()}
