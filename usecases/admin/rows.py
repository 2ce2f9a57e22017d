"""Rows of a record within its page: what the person sees of them, and may add and change."""

from typing import Any, TypeVar

from django.contrib.admin import StackedInline
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from usecases.admin.person import person_of
from usecases.admin.records import rows_for
from usecases.admin.visible import Choices
from usecases.models.base import Record
from usecases.rules.editing import editable_fields, may_add

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Model)


class RowsInline(Choices, StackedInline[R, P]):
    """The rows that belong to one record."""

    extra = 0
    can_delete = False
    max_num = 200

    def get_formset(
        self, request: HttpRequest, obj: P | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Any, Any, Any]]:
        """Draw no more rows than a record can have, whatever number is sent."""
        formset: type[BaseInlineFormSet[Any, Any, Any]] = super().get_formset(
            request, obj, absolute_max=self.max_num, **kwargs
        )
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[R]:
        """Return the rows that the person sees."""
        rows: QuerySet[R] = rows_for(self.model, person_of(request))
        return rows

    def _may(self, request: HttpRequest, obj: P | None) -> bool:
        return obj is not None and may_add(person_of(request), self.opts.model_name or "")

    def has_view_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        """Whoever sees the record sees those of its rows that are theirs to see."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        """Whether a row may be added now."""
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the rows may be changed now."""
        if isinstance(obj, self.model):
            return bool(editable_fields(person_of(request), obj))
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        """Nothing is ever deleted."""
        return False
