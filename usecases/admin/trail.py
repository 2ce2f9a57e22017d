"""The trail and the outbox: read, never written."""

from typing import Any

from django.contrib.admin import display
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.figures import FigureFilter
from usecases.admin.history import model_of
from usecases.admin.list_trail import TrailChangeList
from usecases.admin.lists import ByLetter, VisibleRelated
from usecases.admin.moments import known
from usecases.admin.person import person_of
from usecases.admin.programs import message_acts
from usecases.admin.zones import zone_of
from usecases.models.messages import Message
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase


class StageChangeAdmin(ConsoleAdmin[StageChange]):
    """Every move of every use case."""

    list_display = (
        *("use_case", "verb", "from_stage", "to_stage", "happened", "by", "on_behalf_of"),
        *("door", "basis", "recorded_at"),
    )
    list_display_links = None
    list_filter = (
        FigureFilter,
        "verb",
        "to_stage",
        "door",
        "basis",
        ("use_case__phase", VisibleRelated),
    )
    list_select_related = ("use_case__phase__programme", "by", "on_behalf_of")
    search_fields = ("use_case__reference",)
    date_hierarchy = "happened_on"
    ordering = ("-row",)
    empty_text = _("Every move of a use case will appear here.")

    @display(description=_("happened"), ordering="happened_on")
    def happened(self, move: StageChange) -> str | None:
        """When, as far as it is known."""
        return known(move.happened_on, move.precision, zone_of(move))


class ChangeAdmin(ConsoleAdmin[Change]):
    """Every edit; what was edited is read in the history of its record."""

    list_display = ("recorded_at", "what", "record_name", "fields_changed", "by", "reason", "open")
    further_columns = ("on_behalf_of", "door")
    list_display_links = None
    list_filter = ("door", "recorded_at")
    list_select_related = ("by", "on_behalf_of")
    search_fields = ("record", "by__email", "by__name")
    ordering = ("-row",)
    empty_text = _("Every edit of every record will appear here.")

    @display(description=_("record"), ordering="kind")
    def what(self, change: Change) -> str:
        """The kind of record, as people say it."""
        model = model_of(change)
        return capfirst(str(model._meta.verbose_name)) if model else change.kind

    @display(description=_("which"))
    def record_name(self, change: Change) -> str:
        """The reference or the name, where the person sees the record."""
        return str(vars(change).get("name", ""))

    @display(description=_("changed"))
    def fields_changed(self, change: Change) -> str:
        """The fields that were changed, where the person may read them."""
        return str(vars(change).get("fields", ""))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that knows what its rows are about."""
        return TrailChangeList

    @display(description=_("history"))
    def open(self, change: Change) -> SafeString | str:
        """The way to what was edited; of a part without a page, to its use case."""
        model, record = model_of(change), change.record
        if model is None or not self.admin_site.is_registered(model):
            model, record = UseCase, str(change.use_case_id or "")
        if change.private_to_id or not record or not self.record_name(change):
            return "–"
        stem = f"{model._meta.app_label}_{model._meta.model_name}"
        url = reverse(f"admin:{stem}_history", args=[record])
        return format_html('<a href="{}">{}</a>', url, _("Open"))


class MessageAdmin(ConsoleAdmin[Message]):
    """What was told to whom."""

    fields = (
        *("channel", "recipient", "webhook", "institution", "use_case", "subject", "body"),
        *("sent_at", "attempts", "next_attempt_at", "failure"),
    )
    list_display = ("subject", "recipient", "institution", "channel", "recorded_at", "sent_at")
    list_filter = ("channel", ("letter", ByLetter), ("institution", VisibleRelated))
    list_select_related = ("recipient", "institution")
    search_fields = ("subject", "recipient__email", "use_case__reference")
    empty_text = _("Letters and notices about use cases will appear here.")

    def acts(self, request: HttpRequest, obj: Message) -> list[Act]:
        """Offer to send a webhook's delivery again."""
        return message_acts(obj, person_of(request))
