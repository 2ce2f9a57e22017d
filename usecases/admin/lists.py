"""Lists: filters limited to what the person sees, unknown ones refused, words when empty."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin import (
    AllValuesFieldListFilter,
    ChoicesFieldListFilter,
    RelatedFieldListFilter,
)
from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.changelist import ConsoleChangeList
from usecases.admin.person import person_of
from usecases.admin.records import rows_for
from usecases.admin.visible import VisibleAdmin
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import Stage

M = TypeVar("M", bound=Model)

_OF_FILTER = frozenset({"exact", "id__exact", "isnull", "gte", "lt"})
_DRAFT = Stage.DRAFT.label
_OF_DATES = frozenset({"year", "month", "day", "gte", "lt"})


class VisibleRelated(RelatedFieldListFilter):
    """Offers the rows that the person sees and that stand in the list."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, Any]]:
        """Return the choices of the filter."""
        used = model_admin.get_queryset(request).order_by().values(self.field_path)
        rows = rows_for(field.related_model, person_of(request)).filter(pk__in=used)
        return [(str(row.pk), str(row)) for row in rows]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Say in a word that there is none."""
        self.empty_value_display = format_html("{}", _("None"))
        return super().choices(changelist)

    def has_output(self) -> bool:
        """Filter by what was asked for even where there is no other choice."""
        return bool(self.lookup_val) or super().has_output()


class AfterDraft(ChoicesFieldListFilter):
    """Offers the stages that staff can meet: a draft is the bank's."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the stages in their order, without the first."""
        return (each for each in super().choices(changelist) if each["display"] != _DRAFT)


class ByLetter(AllValuesFieldListFilter):
    """Offers the letters that were sent, by their names."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the choices, in words for codes."""
        words = dict(Letter.choices)
        for each in super().choices(changelist):
            code, gap, count = str(each["display"]).partition(" ")
            yield {**each, "display": f"{words.get(code, code)}{gap}{count}"}


class ListedAdmin(VisibleAdmin[M]):
    """A list that filters by what it offers and by nothing else."""

    list_per_page = 50
    empty_text: Promise | str = _("What is added will appear here.")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow what the filters beside the list ask, so that no other column can be guessed."""
        for each in self.get_list_filter(request):
            name = str(each[0] if isinstance(each, tuple) else each)
            if lookup in (name, getattr(each, "parameter_name", name)):
                return True
            if lookup.removeprefix(f"{name}__") in _OF_FILTER and lookup.startswith(f"{name}__"):
                return True
        dates = f"{self.date_hierarchy}__"
        return lookup.startswith(dates) and lookup.removeprefix(dates) in _OF_DATES

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that can say exactly what it shows."""
        return ConsoleChangeList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Answer an unknown filter as a wrong value is answered."""
        try:
            return super().get_changelist_instance(request)
        except (DisallowedModelAdminLookup, DisallowedModelAdminToField) as error:
            raise IncorrectLookupParameters(error) from error

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, say what would appear in an empty one, name no hidden table."""
        self.refuse_unseen(request)
        if ERROR_FLAG in request.GET:
            messages.warning(request, _("That filter is not known here; the whole list is shown."))
        extra = {
            "title": capfirst(self.opts.verbose_name_plural),
            "empty_text": self.empty_text,
            **(extra_context or {}),
        }
        return super().changelist_view(request, extra)

    def refuse_unseen(self, request: HttpRequest) -> None:
        """Answer 404 about a table of which the person sees nothing."""
        if not self.has_view_permission(request):
            raise Http404

    def refuse_adding(self, request: HttpRequest) -> None:
        """Answer 403 to whoever sees these but adds none."""
        if not self.has_add_permission(request):
            raise PermissionDenied
