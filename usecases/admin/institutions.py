"""Institutions and technology partners."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.figures import FigureFilter
from usecases.admin.headings import institution_heading, partner_heading
from usecases.admin.list_active import IN_USE
from usecases.admin.lists import VisibleRelated
from usecases.admin.members import members_around
from usecases.admin.merging import MergeableAdmin
from usecases.admin.person import person_of
from usecases.admin.phases import SOURCE
from usecases.models.institutions import Institution, TechnologyPartner

_CHINESE = ("name_zh_hant", "name_zh_hans")


class InstitutionAdmin(MergeableAdmin[Institution]):
    """Firms that a sandbox is for."""

    list_display = ("short_name", "legal_name", "sector", "kind", "authority", "active")
    list_filter = (
        FigureFilter,
        ("sector", VisibleRelated),
        ("kind", VisibleRelated),
        ("authority", VisibleRelated),
    )
    list_select_related = ("sector", "kind", "authority")
    active = IN_USE
    further_columns = ("lei", "name_zh_hant", "website", "source", "recorded_at", "updated_at")
    search_fields = ("short_name", "legal_name", *_CHINESE, "aliases", "lei")
    publishable = True
    empty_text = _("Banks and other firms that a sandbox is for will appear here.")

    def sections(self, request: HttpRequest, obj: Institution | None) -> list[Any]:
        """Name it, place it."""
        names = ("legal_name", "short_name", *_CHINESE, "aliases")
        place = ("sector", "kind", "authority", "lei", "website", "active")
        return [(None, names), (_("What it is"), place), SOURCE]

    def around(self, request: HttpRequest, obj: Institution) -> dict[str, Any]:
        """Show who acts for it."""
        return {
            **super().around(request, obj),
            **members_around(request, obj, self.zone_of(obj)),
            "heading": institution_heading(obj, person_of(request)),
        }


class TechnologyPartnerAdmin(MergeableAdmin[TechnologyPartner]):
    """Firms that bring technology."""

    list_display = ("name", "kind", "related_institution", "active")
    list_filter = (FigureFilter, ("kind", VisibleRelated))
    list_select_related = ("kind", "related_institution")
    active = IN_USE
    further_columns = ("source", "recorded_at", "updated_at")
    search_fields = ("name", *_CHINESE, "aliases")
    publishable = True
    empty_text = _("Firms that bring technology to a use case will appear here.")

    def sections(self, request: HttpRequest, obj: TechnologyPartner | None) -> list[Any]:
        """Name it, place it."""
        place = ("kind", "related_institution", "active")
        return [(None, ("name", *_CHINESE, "aliases")), (_("What it is"), place), SOURCE]

    def around(self, request: HttpRequest, obj: TechnologyPartner) -> dict[str, Any]:
        """Say at the top where it stood."""
        heading = partner_heading(obj, person_of(request))
        return {**super().around(request, obj), "heading": heading}
