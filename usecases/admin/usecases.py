"""Use cases: found, read, edited where they are the regulator's, moved by their next steps."""

from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.assign_acts import ASSIGN_ACTS
from usecases.admin.bulk_cases import CASE_ACTS
from usecases.admin.case_page import CasePage
from usecases.admin.figures import FigureFilter
from usecases.admin.forms import ReasonedForm
from usecases.admin.list_active import Active
from usecases.admin.lists import AfterDraft, VisibleRelated
from usecases.admin.parties import PartyInline
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.admin.recording import record_page
from usecases.admin.stages import stage_badge
from usecases.admin.waiting import WaitingFilter
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import ENDED

LAST_MOVE = (
    StageChange.objects.standing().filter(use_case=OuterRef("pk")).order_by("-happened_on", "-row")
)


def days_at_stage(case: UseCase) -> int | None:
    """Return for how many days a case of the list has stood where it stands."""
    since: datetime | None = getattr(case, "since", None)
    return None if since is None else max(0, (timezone.now() - since).days)


class UseCaseAdmin(CasePage):
    """The central page."""

    form: type[Any] = ReasonedForm
    inlines = (PartyInline,)
    list_display = (
        *("reference", "stage_badge", "title_or_none", "institution", "phase_code"),
        *("category", "at_stage_for", "case_officer"),
    )
    list_display_links = ("reference", "title_or_none")
    list_filter = (
        WaitingFilter,
        FigureFilter,
        ("phase", VisibleRelated),
        ("stage", AfterDraft),
        ("category", VisibleRelated),
        ("further_categories", VisibleRelated),
        ("institution", VisibleRelated),
        ("case_officer", VisibleRelated),
        "basis",
        "confidentiality",
        "recorded_at",
    )
    list_select_related = ("institution", "phase__programme", "category", "case_officer")
    active = Active(_("Active only"), _("Ended only"), lambda _now: ~Q(stage__in=ENDED))
    further_columns = (
        *("recorded_at", "updated_at", "basis", "confidentiality", "authority", "autonomy"),
        *("customer_facing", "stage_of_development"),
    )
    number_columns = ("at_stage_for",)
    search_fields = (
        *("reference", "title", "summary", "public_title"),
        *("institution__short_name", "institution__legal_name", "parties__partner__name"),
    )
    publishable = True
    shows_public = False
    bulk_acts = (*CASE_ACTS, *ASSIGN_ACTS)
    empty_text = _("What banks hand in and what is recorded after the fact will appear here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[UseCase]:
        """Say since when each stands at its stage; read one with its phase, which its page needs.

        Of a list, the columns that are shown say what is read along.
        """
        since = Subquery(LAST_MOVE.values("happened_on")[:1])
        rows = super().get_queryset(request).annotate(since=since)
        one = request.resolver_match is not None and "object_id" in request.resolver_match.kwargs
        return rows.select_related("phase__programme") if one else rows

    @display(description=_("title"), ordering="title")
    def title_or_none(self, case: UseCase) -> str:
        """The bank's title, else the public one."""
        return case.title or case.public_title

    @display(description=_("phase"), ordering="phase__code")
    def phase_code(self, case: UseCase) -> str:
        """The phase."""
        return case.phase.code

    @display(description=_("stage"), ordering="stage")
    def stage_badge(self, case: UseCase) -> str:
        """Where it stands."""
        return stage_badge(case)

    @exported(days_at_stage, unit=_("days"))
    @display(description=_("at this stage"), ordering="since")
    def at_stage_for(self, case: UseCase) -> str:
        """For how many days it has stood there."""
        days = days_at_stage(case)
        return "–" if days is None else ngettext("{n} day", "{n} days", days).format(n=days)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Staff record what happened outside; they never begin a draft."""
        return may(person_of(request), Action.RECORD)

    def has_change_permission(self, request: HttpRequest, obj: UseCase | None = None) -> bool:
        """Whether any field of this one is the person's to edit now."""
        if obj is None:
            return may(person_of(request), Action.HANDLE)
        return super().has_change_permission(request, obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Send whoever assesses a case, and handles none, to the page made for that."""
        if not may(person_of(request), Action.READ_CASES):
            found = self.get_object(request, object_id)
            if found is not None:
                return HttpResponseRedirect(reverse("admin:assess-case", args=[found.pk]))
        return super().change_view(request, object_id, form_url, extra_context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Record a use case that happened before or outside the system."""
        self.refuse_unseen(request)
        self.refuse_adding(request)
        return record_page(request, self)
