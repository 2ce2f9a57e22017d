"""Findings: what was learned, on what it rests, and what of it is public."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import display
from django.db.models import Count, Exists, ManyToManyField, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.findings_picker import EvidenceField, EvidencePicker, evidence_view
from usecases.admin.findings_public import grounds_of, side_of, waits
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.phases import SOURCE
from usecases.models.findings import Finding
from usecases.models.publications import Publication
from usecases.rules.evidence import evidence_of
from usecases.rules.permissions import may
from usecases.rules.visibility_register import published
from usecases.selection.evidence import pickable
from usecases.vocabulary.actions import Action
from usecases.workflow import publish

_STATEMENTS = ("statement_en", "statement_zh_hant", "statement_zh_hans")


class FindingAdmin(ConsoleAdmin[Finding]):
    """Lessons for the industry."""

    list_display = ("said", "topic", "phase_code", "rests_on", "state", "updated_at")
    list_display_links = ("said",)
    list_filter = (("topic", VisibleRelated), ("phase", VisibleRelated), "updated_at")
    list_select_related = ("topic", "phase", "document")
    ordering = ("-updated_at", "id")
    further_columns = ("cited", "section", "page", "source", "recorded_at")
    search_fields = (*_STATEMENTS, "cited", "topic__label_en")
    empty_text = _("What trials taught will appear here: write the first finding.")

    def sections(self, request: HttpRequest, obj: Finding | None) -> list[Any]:
        """Say what was found, on what it rests, or where it stands."""
        return [
            (None, ("topic", *_STATEMENTS, "phase")),
            (_("What it rests on"), ("results", "outcomes")),
            (
                _("Or the published document in which it stands"),
                ("document", "cited", "section", "page"),
            ),
            SOURCE,
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Finding]:
        """Count along what each rests on, and whether it is public."""
        versions = Publication.objects.filter(record=OuterRef("pk"))
        waiting = versions.filter(published_at=None, withdrawn_at=None, superseded_at=None)
        return (
            super()
            .get_queryset(request)
            .annotate(
                n_results=Count("results", distinct=True),
                n_outcomes=Count("outcomes", distinct=True),
                is_public=Exists(published(versions)),
                is_proposed=Exists(waiting),
            )
        )

    @display(description=_("finding"), ordering="statement_en")
    def said(self, finding: Finding) -> str:
        """The statement, cut to a line or two."""
        return Truncator(finding.statement).chars(160)

    @display(description=_("phase"), ordering="phase__code")
    def phase_code(self, finding: Finding) -> str:
        """The phase, or that it is of several."""
        return finding.phase.code if finding.phase else str(_("several"))

    @display(description=_("rests on"))
    def rests_on(self, finding: Any) -> str:
        """How many results and outcomes, or the document."""
        if not finding.n_results + finding.n_outcomes:
            return str(_("a document, page {page}")).format(page=finding.page or "–")
        results = ngettext("{n} result", "{n} results", finding.n_results)
        outcomes = ngettext("{n} outcome", "{n} outcomes", finding.n_outcomes)
        parts = ((results, finding.n_results), (outcomes, finding.n_outcomes))
        return ", ".join(text.format(n=number) for text, number in parts if number)

    @display(description=_("state"))
    def state(self, finding: Any) -> str:
        """Whether it is public, or waits to be."""
        if finding.is_proposed:
            return str(_("Public, new version proposed") if finding.is_public else _("Proposed"))
        return str(_("Public") if finding.is_public else _("Not public"))

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer what the person sees and what is final, found by typing."""
        rows = pickable(db_field.name, person_of(request))
        picker = EvidencePicker(db_field, self.admin_site)
        chosen = {"queryset": rows, "widget": picker, "form_class": EvidenceField}
        return super().formfield_for_manytomany(db_field, request, **{**kwargs, **chosen})

    def view_pages(self) -> list[tuple[str, Callable[..., Any], str]]:
        """Add the page that answers the pickers."""
        return [*super().view_pages(), ("evidence/<slug:kind>/", evidence_view, "evidence")]

    def get_editable(self, request: HttpRequest, obj: Finding | None) -> frozenset[str]:
        """Leave a finding as it is while a version of it waits to be confirmed."""
        held = obj is not None and waits(obj)
        return frozenset() if held else super().get_editable(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Finding | None = None) -> bool:
        """Whether it may be edited now."""
        return super().has_change_permission(request, obj) and not (obj and waits(obj))

    def acts(self, request: HttpRequest, obj: Finding) -> list[Act]:
        """Offer to propose it, if nothing in it tells whose it is."""
        person = person_of(request)
        if not may(person, Action.PROPOSE_PUBLICATION):
            return []
        side = side_of(obj, person)
        why_not = _("Something in it tells whose it is, or may not be shown: see below.")
        if side.waiting:
            why_not = _("A version of it waits to be confirmed.")
        return [
            Act(
                name="publish",
                label=_("Propose to publish"),
                lead=_(
                    "What stands below, and nothing else, is frozen and waits for another person "
                    "to confirm it. Nothing is public before that."
                ),
                perform=lambda _values: publish.propose(obj, by=person),
                facts=lambda: side.lines,
                why_not=why_not if side.waiting or side.faults else "",
                done=_("Proposed for publication."),
                main=True,
            )
        ]

    def around(self, request: HttpRequest, obj: Finding) -> dict[str, Any]:
        """Show on what it rests, what would be public, and what stands in the way."""
        return {
            **super().around(request, obj),
            "side": side_of(obj, person_of(request)),
            "grounds": grounds_of(evidence_of(obj)),
        }
