"""What is public: proposed by one person, confirmed by another, withdrawn with a reason."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, Text, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.bulk_publications import PUBLICATION_ACTS
from usecases.admin.frozen import shown
from usecases.admin.list_active import Active
from usecases.admin.person import person_of
from usecases.admin.publishing import ReplacingForm, in_force, proposal_outlook
from usecases.admin.waiting import WaitingFilter
from usecases.models.frozen import FrozenTable
from usecases.models.publications import Publication
from usecases.rules.clearances import UNCLEARED, uncleared_of
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.publications import Kind
from usecases.workflow import publish

TITLED = (Kind.DOCUMENT,)
WORDS = (Kind.CATEGORY, Kind.TECHNIQUE)
_DATES = ("published_at", "superseded_at", "withdrawn_at")


class PublicationAdmin(ConsoleAdmin[Publication]):
    """Public sides of records, version by version."""

    list_display = ("what", "kind", "version", "state", "published_at", "updated_at")
    list_display_links = ("what",)
    list_filter = (WaitingFilter, "kind", "published_at")
    list_select_related = ("proposed_by", "confirmed_by")
    active = Active(
        _("Current only"),
        _("Past only"),
        lambda _now: Q(withdrawn_at__isnull=True, superseded_at__isnull=True),
    )
    further_columns = ("source", "proposed_by", "confirmed_by", "recorded_at", "withdrawn_at")
    search_fields = ("code", "sort", "source", "content__statement_en")
    bulk_acts = PUBLICATION_ACTS
    empty_text = _("What was proposed for publication will appear here.")

    def sections(self, request: HttpRequest, obj: Publication | None) -> list[Any]:
        """Show what the public reads, and who let it."""
        people = ("proposed_by", "confirmed_by", "source")
        taken_out = ("taken_out",) if obj and obj.taken_out else ()
        return [(None, ("kind", "version", *_DATES, *people, *taken_out))]

    def around(self, request: HttpRequest, obj: Publication) -> dict[str, Any]:
        """Show what the public reads, beside what it would take the place of."""
        drawn: dict[str, Any] = {"proposed": obj.published_at is None}
        if page := self._page(obj):
            drawn["page"] = page
        else:
            drawn["lines"] = proposal_outlook(obj)
        return {**super().around(request, obj), **drawn}

    def _page(self, obj: Publication) -> str:
        """Return where what is too long for lines is read."""
        if obj.kind == Kind.PHASE_REPORT:
            return reverse("admin:usecases_phasereport_edition", args=[obj.record, obj.version])
        if obj.kind == Kind.FROZEN_TABLE:
            return reverse("admin:frozen-table", args=[obj.record])
        return ""

    @display(description=_("what"), ordering="sort")
    def what(self, publication: Publication) -> str:
        """The record, as people know it."""
        if publication.kind in WORDS:
            return str(publication.content["label_en"])
        if publication.kind in TITLED:
            return str(publication.content["title_en"])
        if publication.kind == Kind.FINDING:
            return Truncator(publication.content["statement_en"]).chars(120)
        return publication.sort

    @display(description=_("state"))
    def state(self, publication: Publication) -> str:
        """Where it stands."""
        if publication.withdrawn_at:
            return str(_("Withdrawn"))
        if publication.superseded_at:
            return str(_("Superseded"))
        return str(_("Public") if publication.published_at else _("Proposed"))

    def acts(self, request: HttpRequest, obj: Publication) -> list[Act]:
        """Offer to confirm what is proposed, and to withdraw what is not."""
        person = person_of(request)
        if obj.withdrawn_at or obj.superseded_at or not may(person, Action.CONFIRM_PUBLICATION):
            return []
        own = person.user is not None and obj.proposed_by_id == person.user.pk
        withdraw = Act(
            name="withdraw",
            label=_("Withdraw"),
            lead=_("It is out of public view at once: register, API and assistant."),
            perform=lambda values: publish.withdraw(obj, by=person, reason=values["reason"]),
            form=WhyForm,
            done=_("Withdrawn."),
            danger=True,
        )
        if obj.published_at or obj.kind == Kind.PHASE_REPORT:  # read and confirmed on its page
            return [withdraw]
        confirm = Act(
            name="confirm",
            label=_("Publish"),
            lead=_lead(obj),
            perform=lambda values: publish.confirm(obj, by=person, replaces=values["replaces"]),
            form=ReplacingForm,
            prepare=lambda: {"replaces": in_force(obj)},
            **_looked_at(obj),
            why_not=_why_not(obj, own),
            done=_("Published."),
            main=True,
            fresh=obj.kind == Kind.FROZEN_TABLE,
        )
        return [confirm, withdraw]


def _looked_at(publication: Publication) -> dict[str, Any]:
    """Return what of a proposal is shown before it is public: a table is read as one."""
    if publication.kind == Kind.FROZEN_TABLE:
        return {"table": lambda: shown(FrozenTable.objects.get(pk=publication.record))}
    return {"preview": lambda: proposal_outlook(publication)}


def _lead(publication: Publication) -> Text:
    """Return what confirming does, and what was taken out that the proposer may have missed."""
    text = _("It is public at once, in the place of the version before.")
    if not publication.taken_out:
        return text
    taken = "; ".join(publication.taken_out.splitlines())
    return format_lazy(
        "{lead} {told}",
        lead=text,
        told=format_lazy(_("Taken out, as nobody would read it: {text}"), text=taken),
    )


def _why_not(publication: Publication, own: bool) -> Promise | str:
    """Return why a proposal is not confirmed here, or by this person."""
    if own:
        return _("You proposed it: another person confirms it.")
    return UNCLEARED.text if uncleared_of([publication]) else ""
