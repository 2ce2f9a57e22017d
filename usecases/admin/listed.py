"""Lists: what they offer to filter by and to show, what they open on, what is said of them."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import DecimalField, Field, IntegerField, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.changelist import ConsoleChangeList
from usecases.admin.list_active import COLUMNS, Active, ActiveFilter, settled
from usecases.admin.lists import filter_of
from usecases.admin.looks import DENSITIES, DENSITY, SIZE, SIZES, looks_of, remember
from usecases.admin.saved_views import change_view, keep_view, views_of
from usecases.admin.visible import VisibleAdmin

M = TypeVar("M", bound=Model)

_OF_FILTER = frozenset({"exact", "id__exact", "isnull", "gte", "lt"})
_OF_DATES = frozenset({"year", "month", "day", "gte", "lt"})


class ListedAdmin(VisibleAdmin[M]):
    """A list that filters by what it offers and by nothing else."""

    list_per_page = 50
    show_facets = ShowFacets.NEVER
    empty_text: Promise | str = _("What is added will appear here.")
    active: Active | None = None
    further_columns: ClassVar[Sequence[str]] = ()
    number_columns: ClassVar[Sequence[str]] = ()

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Return the filters: of a field that is named alone, the one for its kind."""
        found = [filter_of(self.model, each) for each in super().get_list_filter(request)]
        return [ActiveFilter, *found] if self.active else found

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

    def offered_columns(self) -> list[str]:
        """Return every column that the list may show."""
        return [str(name) for name in (*self.list_display, *self.further_columns)]

    def holds_numbers(self, name: str) -> bool:
        """Whether a column is set to the right."""
        try:
            found = self.opts.get_field(name)
        except FieldDoesNotExist:
            return name in self.number_columns
        plain = isinstance(found, Field) and not found.is_relation and not found.choices
        return plain and isinstance(found, (DecimalField, IntegerField))

    def get_list_display(self, request: HttpRequest) -> Any:
        """Return the columns of the address, else those last chosen; the first always stays."""
        offered = self.offered_columns()
        if COLUMNS in request.GET:
            asked = _columns(request)
            if {*asked} - {*offered}:
                raise IncorrectLookupParameters
        else:
            asked = looks_of(request).columns.get(self.opts.model_name or "", [])
        chosen = {*asked} & {*offered} or {*map(str, self.list_display)}
        return [name for name in offered if name in chosen or name == offered[0]]

    def get_list_select_related(self, request: HttpRequest) -> Any:
        """Fetch with each row the records that its further columns name."""
        keys = {each.name for each in self.opts.fields if each.is_relation}
        kept: Any = super().get_list_select_related(request)
        return [*kept, *keys.intersection(self.further_columns)] if kept else kept

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that can say exactly what it shows."""
        return ConsoleChangeList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Say what an address leaves unsaid; answer an unknown filter as a wrong value."""
        request.GET = settled(request.GET, self.active)  # type: ignore[assignment]  # a copy as frozen as its use
        try:
            return super().get_changelist_instance(request)
        except (DisallowedModelAdminLookup, DisallowedModelAdminToField) as error:
            raise IncorrectLookupParameters(error) from error

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, say what would appear in an empty one, name no hidden table."""
        self.refuse_unseen(request)
        if DENSITY in request.GET or SIZE in request.GET:
            return self._remembered(request)
        if {*request.GET} == {ERROR_FLAG}:
            text = _("The address asked for a filter or value not known here: it was left out.")
            messages.warning(request, text)
        request.GET = _without_flag(request.GET)  # type: ignore[assignment]  # a copy as frozen as its use
        extra = {
            "title": capfirst(self.opts.verbose_name_plural),
            "empty_text": self.empty_text,
            "looks": looks_of(request),
            "densities": DENSITIES,
            "sizes": SIZES,
            "views": views_of(request, self.opts.model_name or ""),
            **(extra_context or {}),
        }
        return super().changelist_view(request, extra)

    def _remembered(self, request: HttpRequest) -> HttpResponse:
        """Keep how the list is to look, and go on to what was shown."""
        asked, chosen = request.GET.copy(), _columns(request)
        known = not {*chosen} - {*self.offered_columns()}
        if not known or not remember(request, self.opts.model_name or "", chosen):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        for name in (DENSITY, SIZE, COLUMNS):
            asked.pop(name, None)
        if chosen:
            asked[COLUMNS] = ",".join(chosen)
        return HttpResponseRedirect(f"{request.path}?{asked.urlencode()}")

    def view_pages(self) -> list[tuple[str, Callable[..., HttpResponse], str]]:
        """Return the addresses of what the list keeps: a new view, and one that is there."""
        return [
            ("views/", self.keep_view, "views"),
            ("views/<uuid:view_id>/", self.change_view_kept, "view"),
        ]

    def keep_view(self, request: HttpRequest) -> HttpResponse:
        """Keep what is on screen under a name."""
        self.refuse_unseen(request)
        return keep_view(request, self.opts.model_name or "", self.list_address())

    def change_view_kept(self, request: HttpRequest, view_id: UUID) -> HttpResponse:
        """Rename, share or remove a view of one's own."""
        self.refuse_unseen(request)
        return change_view(request, self.opts.model_name or "", view_id, self.list_address())

    def list_address(self) -> str:
        """Return the address of the list."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def refuse_unseen(self, request: HttpRequest) -> None:
        """Answer 404 about a table of which the person sees nothing."""
        if not self.has_view_permission(request):
            raise Http404

    def refuse_adding(self, request: HttpRequest) -> None:
        """Answer 403 to whoever sees these but adds none."""
        if not self.has_add_permission(request):
            raise PermissionDenied


def _without_flag(asked: QueryDict) -> QueryDict:
    """Return an address without the mark of a wrong one, which a second wrong one may carry."""
    found = asked.copy()
    found.pop(ERROR_FLAG, None)
    return found


def _columns(request: HttpRequest) -> list[str]:
    """Return the columns that the address names, one by one or together."""
    return [name for part in request.GET.getlist(COLUMNS) for name in part.split(",") if name]
