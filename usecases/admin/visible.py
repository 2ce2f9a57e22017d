"""The pages' rows, fields and rights, all of them asked of `rules`."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import DecimalField, Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.forms import Field as FormField
from django.http import Http404, HttpRequest
from django.utils import timezone

from usecases.admin.columns import number_field
from usecases.admin.person import person_of
from usecases.admin.records import rows_for, sees_any
from usecases.admin.widgets import TypedSelect, TypedSelectMultiple
from usecases.admin.zones import zone_of
from usecases.models.base import Record
from usecases.rules.editing import ADDED_ONLY, editable_fields, may_add
from usecases.workflow import viewings

M = TypeVar("M", bound=Model)
EXTRA = ("reason", "based_on")


class Choices:
    """Form fields whose choices are what the person sees; shared by pages and inlines."""

    def get_field_queryset(
        self, db: str | None, db_field: Field[Any, Any], request: HttpRequest
    ) -> QuerySet[Any]:
        """Return what a foreign key may point to: anything else is no valid choice."""
        return rows_for(db_field.related_model, person_of(request))  # type: ignore[arg-type]  # never "self"

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Find the one record by typing."""
        widget = TypedSelect(db_field, self.admin_site)  # type: ignore[attr-defined]  # ModelAdmin's
        return super().formfield_for_foreignkey(db_field, request, **{"widget": widget, **kwargs})  # type: ignore[misc]  # ModelAdmin's

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Find the records by typing."""
        widget = TypedSelectMultiple(db_field, self.admin_site)  # type: ignore[attr-defined]  # ModelAdmin's
        return super().formfield_for_manytomany(db_field, request, **{"widget": widget, **kwargs})  # type: ignore[misc]  # ModelAdmin's

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """Leave out the pop-ups beside a foreign key."""
        field: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # ModelAdmin's
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class VisibleAdmin(Choices, ModelAdmin[M]):
    """What the person may not see is not there; what they may not edit is only shown."""

    actions_on_top = True
    view_on_site = False
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Return the rows that the person sees."""
        rows: QuerySet[M] = rows_for(self.model, person_of(request))
        return rows.order_by(*self.get_ordering(request)) if self.get_ordering(request) else rows

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> M | None:
        """Return the record, and note that it was looked at; hidden or never there is one 404.

        From here on the page reads and draws moments in the zone of the record's programme.
        """
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        timezone.activate(zone_of(found))
        viewings.opened(found, by=person_of(request))
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Find nothing by a zero byte, which no stored text has and PostgreSQL does not take."""
        if "\x00" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def get_editable(self, request: HttpRequest, obj: M | None) -> frozenset[str]:
        """Return the names of the fields that the person may set now."""
        if isinstance(obj, Record):
            return editable_fields(person_of(request), obj)
        fields = (*self.opts.fields, *self.opts.many_to_many)
        return frozenset(field.name for field in fields if field.editable)

    def get_readonly_fields(self, request: HttpRequest, obj: M | None = None) -> list[Any]:
        """Return every field on the page that is not the person's to edit now."""
        editable = {*self.get_editable(request, obj), *EXTRA}
        names = [name for name in self.names_on_page(request, obj) if name not in editable]
        return [*names, *self._numbers(names).values()]

    def _numbers(self, names: Iterable[str]) -> dict[str, Any]:
        """Return what draws those that are decimals, without the zeros that say nothing."""
        known = {each.name: each for each in self.opts.fields if isinstance(each, DecimalField)}
        return {name: number_field(known[name]) for name in names if name in known}

    def names_on_page(self, request: HttpRequest, obj: M | None) -> list[str]:
        """Return the names of the fields that the page shows."""
        return [str(name) for _title, each in self.sections(request, obj) for name in each]

    def sections(self, request: HttpRequest, obj: M | None) -> list[tuple[Any, tuple[str, ...]]]:
        """Return titled groups of fields, as the class lists them."""
        return [(None, tuple(str(name) for name in self.fields or ()))]

    def get_fieldsets(self, request: HttpRequest, obj: M | None = None) -> Any:
        """Return the groups of fields, and the reason below the last that can be changed."""
        sections = self.sections(request, obj)
        fixed = [each for each in self.get_readonly_fields(request, obj) if isinstance(each, str)]
        drawn = self._numbers(fixed)
        groups: list[Any] = [
            (title, {"fields": [drawn.get(name, name) for name in names]})
            for title, names in sections
        ]
        if obj is not None and self.has_change_permission(request, obj):
            editable = self.get_editable(request, obj)
            last = max(i for i, (_title, names) in enumerate(sections) if editable & {*names})
            groups.insert(last + 1, (None, {"fields": EXTRA}))
        return groups

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the person sees any of these."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the person sees any of these; which ones, the queryset says."""
        seen: dict[type[Model], bool] = vars(request).setdefault("sees_any", {})
        if self.model not in seen:
            seen[self.model] = sees_any(self.model, person_of(request))
        return seen[self.model]

    def has_add_permission(
        self, request: HttpRequest, obj: InlineModelAdmin[Any, Any] | None = None
    ) -> bool:
        """Whether the person may add one."""
        return may_add(person_of(request), self.opts.model_name or "")

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether any field of this one is the person's to edit now."""
        if isinstance(obj, Record):
            return bool(editable_fields(person_of(request), obj))
        name = self.opts.model_name or ""
        return name not in ADDED_ONLY and may_add(person_of(request), name)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Nothing is ever deleted."""
        return False
