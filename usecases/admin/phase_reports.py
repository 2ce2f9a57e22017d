"""Reports on phases: shown as they will be, written section by section, published by two people."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.admin import display
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.phase_report_acts import acts_of
from usecases.admin.phase_report_section import section_view
from usecases.admin.phase_report_shown import (
    Preview,
    changed,
    edition_before,
    preview_of,
    read_of,
)
from usecases.exchange.phase_report_paper import paper
from usecases.models.phase_reports import PhaseReport
from usecases.models.publications import Publication
from usecases.reporting.phase_report_again import made_again
from usecases.rules.phase_reports import editions_of
from usecases.rules.visibility_register import published


class PhaseReportAdmin(ConsoleAdmin[PhaseReport]):
    """Reports on phases."""

    list_display = ("phase", "programme", "state", "updated_at")
    list_display_links = ("phase",)
    list_filter = (("phase__programme", VisibleRelated), "updated_at")
    list_select_related = ("phase__programme",)
    search_fields = ("phase__code", "phase__name_en")
    empty_text = _("The reports on phases will appear here: begin the first.")

    def sections(self, request: HttpRequest, obj: PhaseReport | None) -> list[Any]:
        """Say which phase it is on."""
        return [(None, ("phase",))]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PhaseReport]:
        """Tell along which are public, and which wait to be."""
        versions = Publication.objects.filter(record=OuterRef("pk"))
        waiting = versions.filter(published_at=None, withdrawn_at=None, superseded_at=None)
        rows = super().get_queryset(request)
        return rows.annotate(is_public=Exists(published(versions)), is_proposed=Exists(waiting))

    @display(description=_("programme"), ordering="phase__programme__code")
    def programme(self, report: PhaseReport) -> str:
        """The programme of the phase."""
        return str(report.phase.programme)

    @display(description=_("state"))
    def state(self, report: Any) -> str:
        """Whether it is public, or waits to be."""
        if report.is_proposed:
            return str(_("Public, new edition proposed") if report.is_public else _("Proposed"))
        return str(_("Public") if report.is_public else _("Draft"))

    def view_pages(self) -> list[tuple[str, Callable[..., Any], str]]:
        """Add the editor of a section, the editions, and their papers."""
        one = "<uuid:object_id>"
        return [
            *super().view_pages(),
            (f"{one}/section/<slug:code>/", self.section_page, "section"),
            (f"{one}/edition/<int:number>/", self.edition_page, "edition"),
            (f"{one}/edition/<int:number>/report.pdf", self.edition_paper, "edition-paper"),
            (f"{one}/draft.pdf", self.draft_paper, "draft-paper"),
        ]

    def acts(self, request: HttpRequest, obj: PhaseReport) -> list[Act]:
        """Offer to propose it, to confirm what waits, to take it back, to withdraw it."""
        return list(acts_of(obj, self._preview(request, obj), person_of(request)))

    def around(self, request: HttpRequest, obj: PhaseReport) -> dict[str, Any]:
        """Show the report as it will be."""
        return {**super().around(request, obj), "preview": self._preview(request, obj)}

    def section_page(self, request: HttpRequest, object_id: UUID, code: str) -> HttpResponse:
        """Write the text of one section."""
        return section_view(self, request, self._report(request, object_id), code)

    def edition_page(self, request: HttpRequest, object_id: UUID, number: int) -> HttpResponse:
        """Show an edition as its readers see it, and what it changes; asked to, make it again."""
        report = self._report(request, object_id)
        edition, before = self._edition(report, number)
        texts, parts = changed(edition, before)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Edition {number}").format(number=edition.content["edition"]),
            "opts": self.opts,
            "original": report,
            "edition": edition,
            "before": before,
            "report": read_of(edition),
            "texts": texts,
            "parts": parts,
            "again": made_again(edition.content) if "again" in request.GET else None,
        }
        return TemplateResponse(request, "admin/phase_report/edition.html", context)

    def edition_paper(self, request: HttpRequest, object_id: UUID, number: int) -> HttpResponse:
        """Hand out an edition as it is, or will be, handed out to everybody."""
        edition, _before = self._edition(self._report(request, object_id), number)
        made = paper(edition.content, edition.published_at)
        return _attached(made, f"{edition.code}-edition-{number}.pdf")

    def draft_paper(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        """Hand out the report as it stands now; every page says that it is a draft."""
        report = self._report(request, object_id)
        content = self._preview(request, report).content
        if content is None:
            raise Http404
        day = timezone.localdate().isoformat()
        return _attached(paper(content), f"{report.phase.code}-draft-{day}.pdf")

    def _report(self, request: HttpRequest, key: UUID) -> PhaseReport:
        self.refuse_unseen(request)
        found = self.get_object(request, str(key))
        if found is None:
            raise Http404
        return found

    def _edition(self, report: PhaseReport, number: int) -> tuple[Publication, Publication | None]:
        editions = editions_of(report)
        found = next((each for each in editions if each.version == number), None)
        if found is None:
            raise Http404
        return found, edition_before(found, editions)

    def _preview(self, request: HttpRequest, report: PhaseReport) -> Preview:
        """Return the report as it stands, made once for a page."""
        known: dict[UUID, Preview] = request.__dict__.setdefault("_previews", {})
        if report.pk not in known:
            known[report.pk] = preview_of(report)
        return known[report.pk]


def _attached(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
