"""Who looked, for auditors: beside the history of a use case, and as a list of its own."""

from typing import Any
from urllib.parse import unquote_plus

from django.contrib.admin import display
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import FieldAlternatives, Option
from usecases.admin.person import person_of
from usecases.admin.records import KINDS
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.rules.confidential import is_confidential
from usecases.rules.permissions import may
from usecases.rules.visibility_casefile import viewings_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.doors import Door

SHOWN = 20


def _noted(model: type[Model]) -> bool:
    return model is not Viewing and is_confidential(model)


def kind_in_words(kind: str) -> str:
    """Return a kind of record as people say it."""
    model = KINDS.get(kind)
    return capfirst(str(model._meta.verbose_name)) if model else kind


class ByKind(FieldAlternatives):
    """Offers the kinds of record that are confidential, by their names."""

    def offered(self, model_admin: Any) -> list[Option]:
        """Return the kinds, in words for codes."""
        return [(kind, kind_in_words(kind)) for kind, each in KINDS.items() if _noted(each)]


class ViewingAdmin(ConsoleAdmin[Viewing]):
    """Who opened, exported or downloaded what is confidential."""

    list_display = ("hour", "by", "looked", "what_record", "reference", "rows", "query", "door")
    list_display_links = None
    number_columns = ("rows",)
    list_filter = (
        "looked",
        "door",
        ("kind", ByKind),
        "by",
        "use_case__phase",
        "hour",
    )
    list_select_related = ("by", "use_case")
    search_fields = ("use_case__reference", "by__email", "by__name", "what")
    ordering = ("-row",)
    empty_text = _("Who opens, exports or downloads what is confidential will appear here.")

    @display(description=_("record"), ordering="kind")
    def what_record(self, viewing: Viewing) -> str:
        """The kind of record, as people say it."""
        return kind_in_words(viewing.kind)

    @display(description=_("reference"), ordering="use_case__reference")
    def reference(self, viewing: Viewing) -> SafeString | str:
        """The use case, and the way to it."""
        if viewing.use_case is None:
            return "–"
        url = reverse("admin:usecases_usecase_change", args=[viewing.use_case_id])
        return format_html('<a href="{}">{}</a>', url, viewing.use_case.reference or _("Draft"))

    @display(description=_("rows"), ordering="number")
    def rows(self, viewing: Viewing) -> str:
        """How many rows a list gave."""
        return "–" if viewing.use_case_id else str(viewing.number)

    @display(description=_("query"))
    def query(self, viewing: Viewing) -> SafeString | str:
        """What was asked of a list: of one here the way to it, of another in its own words."""
        model = KINDS.get(viewing.kind)
        if viewing.door == Door.CONSOLE and model and self.admin_site.is_registered(model):
            url = reverse(f"admin:usecases_{viewing.kind}_changelist")
            same = format_html('<a href="{}?{}">{}</a>', url, viewing.what, _("The same list"))
            return same if viewing.what else "–"
        return unquote_plus(viewing.what).replace("&", ", ") or "–"


def viewings_panel(request: HttpRequest, case: UseCase) -> dict[str, Any] | None:
    """Return what `admin/usecases/usecase/viewings.html` shows; to others than auditors nothing."""
    person = person_of(request)
    if not may(person, Action.READ_VIEWINGS):
        return None
    rows = viewings_for(person).filter(use_case=case).select_related("by")[: SHOWN + 1]
    found = list(rows)
    lists = reverse("admin:usecases_viewing_changelist")
    return {
        "viewings": [(each, kind_in_words(each.kind)) for each in found[:SHOWN]],
        "more": f"{lists}?q={case.reference}" if len(found) > SHOWN else "",
        "zone": case.phase.programme.time_zone,
    }
