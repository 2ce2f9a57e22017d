"""The other institutions and the partners on a use case, within its page."""

from typing import Any

from django.contrib.admin import StackedInline
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from usecases.admin.person import person_of
from usecases.admin.records import rows_for
from usecases.admin.visible import Choices
from usecases.models.parties import Party
from usecases.models.usecases import UseCase
from usecases.rules.editing import editable_fields

MOST = 100


class PartyInline(Choices, StackedInline[Party, UseCase]):
    """The other institutions and the partners on a use case."""

    model = Party
    fields = ("role", "institution", "partner")
    extra = 0
    can_delete = False
    max_num = MOST

    def get_formset(
        self, request: HttpRequest, obj: UseCase | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Any, Any, Any]]:
        """Draw no more rows than a use case can have, whatever number is sent."""
        formset: type[BaseInlineFormSet[Any, Any, Any]] = super().get_formset(
            request, obj, absolute_max=MOST, **kwargs
        )
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Party]:
        """Return the parties that the person sees."""
        rows: QuerySet[Party] = rows_for(Party, person_of(request))
        return rows.select_related("institution", "partner")

    def _may(self, request: HttpRequest, case: UseCase | None) -> bool:
        person = person_of(request)
        return case is not None and bool(editable_fields(person, Party(use_case=case)))

    def has_view_permission(self, request: HttpRequest, obj: UseCase | None = None) -> bool:
        """Whoever sees the case sees its parties."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: UseCase | None = None) -> bool:
        """Whether a party may be added to this case now."""
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: UseCase | None = None) -> bool:
        """Whether the parties of this case may be changed now."""
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: UseCase | None = None) -> bool:
        """Nothing is ever deleted."""
        return False
