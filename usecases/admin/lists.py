"""Filters of lists: several values each, as alternatives, and only what the person may see."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.admin import FieldListFilter, ListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import BooleanField, DateField, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.periods import PeriodFilter
from usecases.admin.person import person_of
from usecases.admin.records import rows_for
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import Stage

Option = tuple[str, Promise | str]


class Alternatives(ListFilter):
    """A filter of which several values hold at once, each one an alternative."""

    template = "admin/list_filter.html"
    parameter = ""
    none_parameter = ""
    options: list[Option]
    chosen: list[str]
    none = False

    def take(self, params: dict[str, list[str]]) -> None:
        """Take out of the address what is this filter's."""
        self.chosen = list(dict.fromkeys(params.pop(self.parameter, [])))
        empty = params.pop(self.none_parameter, [])
        self.none = bool(empty)
        if {*empty} - {"1", "True"}:
            raise IncorrectLookupParameters

    def hold(self, options: list[Option]) -> None:
        """Keep what the filter offers; a value that it does not know is never passed over."""
        self.options = options
        if {*self.chosen} - {value for value, _label in options}:
            raise IncorrectLookupParameters

    def condition(self) -> Q:
        """Return what the chosen values ask of a row."""
        raise NotImplementedError

    @property
    def number_chosen(self) -> int:
        """How many values are chosen."""
        return len(self.chosen) + self.none

    def has_output(self) -> bool:
        """Filter by what was asked for even where there is no other choice."""
        offered = len(self.options) + bool(self.none_parameter)
        return bool(self.chosen) or self.none or offered > 1

    def expected_parameters(self) -> list[str | None]:
        """Return the names that are this filter's."""
        return [self.parameter, *filter(None, [self.none_parameter])]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the rows of which any chosen value holds."""
        return queryset.filter(self.condition()) if self.chosen or self.none else queryset

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the values, each with the address that adds it or takes it away."""
        for value, label in self.options:
            kept = [each for each in self.chosen if each != value]
            selected = value in self.chosen
            wanted = kept if selected else [*kept, value]
            yield {
                "selected": selected,
                "query_string": changelist.get_query_string({self.parameter: wanted or None}),
                "display": label,
                "name": self.parameter,
                "value": value,
            }
        if self.none_parameter:
            wanted_none = None if self.none else "True"
            yield {
                "selected": self.none,
                "query_string": changelist.get_query_string({self.none_parameter: wanted_none}),
                "display": _("None"),
                "name": self.none_parameter,
                "value": "True",
            }


class FieldAlternatives(Alternatives, FieldListFilter):
    """Several values of one field."""

    ending = "__exact"

    def __init__(  # noqa: PLR0917 - as Django calls it
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
        field_path: str,
    ) -> None:
        self.parameter = f"{field_path}{self.ending}"
        self.none_parameter = f"{field_path}__isnull" if field.null else ""
        self.take(params)
        super().__init__(field, request, params, model, model_admin, field_path)
        self.hold(self.offered(model_admin))

    def offered(self, model_admin: Any) -> list[Option]:
        """Return the values that the field may have."""
        return [(str(code), label) for code, label in self.field.flatchoices if code != ""]

    def condition(self) -> Q:
        """Return that the field has any of the chosen values, or none at all."""
        wanted = Q(**{f"{self.field_path}__in": self.chosen})
        return wanted | Q(**{f"{self.field_path}__isnull": True}) if self.none else wanted


class VisibleRelated(FieldAlternatives):
    """Offers the rows that the person sees and that stand in the list."""

    ending = "__id__exact"

    def offered(self, model_admin: Any) -> list[Option]:
        """Return the rows that stand in the list, and those asked for that the person sees."""
        used = model_admin.get_queryset(self.request).order_by().values(self.field_path)
        wanted = Q(pk__in=used) | Q(pk__in=[UUID(each) for each in self.chosen])
        related: type[Model] = self.field.related_model  # type: ignore[assignment]  # never "self"
        rows = rows_for(related, person_of(self.request)).filter(wanted)
        return [(str(row.pk), str(row)) for row in rows]

    def take(self, params: dict[str, list[str]]) -> None:
        """Take what can be an id, written as ids are."""
        super().take(params)
        try:
            self.chosen = [str(UUID(each)) for each in self.chosen]
        except ValueError as error:
            raise IncorrectLookupParameters(error) from error


class YesOrNo(FieldAlternatives):
    """Offers yes and no."""

    def offered(self, model_admin: Any) -> list[Option]:
        """Return both answers."""
        return [("1", _("Yes")), ("0", _("No"))]

    def take(self, params: dict[str, list[str]]) -> None:
        """Take the answers as Django writes them too."""
        super().take(params)
        plain = {"True": "1", "False": "0"}
        self.chosen = list(dict.fromkeys(plain.get(each, each) for each in self.chosen))


class AfterDraft(FieldAlternatives):
    """Offers the stages that staff can meet: a draft is the bank's."""

    def offered(self, model_admin: Any) -> list[Option]:
        """Return the stages in their order, without the first."""
        return [each for each in super().offered(model_admin) if each[0] != Stage.DRAFT]


class ByLetter(FieldAlternatives):
    """Offers the letters that were sent, by their names."""

    def offered(self, model_admin: Any) -> list[Option]:
        """Return the letters, in words for codes."""
        return [(str(code), label) for code, label in Letter.choices]


class ByState(Alternatives):
    """Several states, each one a condition; a subject names them."""

    title = _("state")
    parameter_name = "state"
    states: ClassVar[Mapping[str, tuple[Promise | str, Q]]]

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self.parameter = self.parameter_name
        self.take(params)
        super().__init__(request, params, model, model_admin)
        self.hold([(code, label) for code, (label, _condition) in self.states.items()])

    def condition(self) -> Q:
        """Return that any of the chosen states holds."""
        wanted = Q(pk__in=())
        for code in self.chosen:
            wanted |= self.states[code][1]
        return wanted


def filter_of(model: type[Model], named: Any) -> Any:
    """Return the filter of a field that is named without one."""
    if not isinstance(named, str):
        return named
    field = get_fields_from_path(model, named)[-1]
    if isinstance(field, BooleanField):
        return (named, YesOrNo)
    if isinstance(field, DateField):
        return (named, PeriodFilter)
    return (named, VisibleRelated if field.is_relation else FieldAlternatives)
