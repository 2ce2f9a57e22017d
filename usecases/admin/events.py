"""Events: what happened at them, who came, what came of them; and who registered."""

from typing import Any

from django import forms
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated, YesOrNo
from usecases.admin.moments import known
from usecases.admin.person import person_of
from usecases.admin.phases import SOURCE
from usecases.admin.rows import RowsInline
from usecases.admin.zones import zone_of
from usecases.exchange.registrations import take_in
from usecases.models.events import Event, EventItem
from usecases.models.registrations import Registration
from usecases.reporting.events import coming
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action

_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")


class ListForm(ActForm):
    """Asks for a list."""

    file = forms.FileField(label=_("List"), widget=forms.FileInput(attrs={"accept": ".csv"}))


class ItemInline(RowsInline[EventItem, Event]):
    """Sessions, exhibits, who came, and the use cases that came of it."""

    model = EventItem
    fields = (
        *("kind", "order", "title_en", "title_zh_hant", "title_zh_hans", "summary_en"),
        *("speakers", "begins_at", "ends_at", "use_case", "institution", "partner"),
    )


class EventAdmin(ConsoleAdmin[Event]):
    """Workshops, symposia, exhibitions."""

    list_display = ("name", "kind", "began", "phase_code", "attendance_text", "attendance_counted")
    list_display_links = ("name",)
    list_filter = ("kind", ("programme", VisibleRelated), ("phase", VisibleRelated), "happened_on")
    list_select_related = ("programme", "phase__programme")
    further_columns = ("venue", "organisers", "source", "recorded_at")
    search_fields = (*_NAMES, *_SUMMARIES, "venue", "organisers")
    inlines = (ItemInline,)
    publishable = True
    empty_text = _("Workshops, symposia and exhibitions will appear here.")

    @display(description=_("name"), ordering="name_en")
    def name(self, event: Event) -> str:
        """The name in the language in use."""
        return event.name

    @display(description=_("begins"), ordering="happened_on")
    def began(self, event: Event) -> str | None:
        """When, as far as it is known."""
        return known(event.happened_on, event.precision, zone_of(event))

    @display(description=_("phase"), ordering="phase__code")
    def phase_code(self, event: Event) -> str | None:
        """The phase, if it is of one."""
        return event.phase.code if event.phase else None

    def acts(self, request: HttpRequest, obj: Event) -> list[Act]:
        """Offer to take in its list of registrations."""
        person = person_of(request)
        if not may(person, Action.EDIT_REGISTER):
            return super().acts(request, obj)
        take = Act(
            name="registrations",
            label=_("Import registrations"),
            lead=_(
                "A CSV in UTF-8 with the columns name, email, organisation and came (yes or no). "
                "Every error of every row is shown first; then all rows are written or none. The "
                "same list twice changes nothing. Of it the public learns nothing."
            ),
            perform=lambda values: take_in(obj, values["file"], by=person),
            form=ListForm,
            done=_("The list is taken in."),
        )
        return [take, *super().acts(request, obj)]

    def around(self, request: HttpRequest, obj: Event) -> dict[str, Any]:
        """Show who came, who submitted later, and which use cases began here."""
        return {**super().around(request, obj), "coming": coming(obj, person_of(request))}

    def sections(self, request: HttpRequest, obj: Event | None) -> list[Any]:
        """Name it, date it, count who came."""
        announced = ("attendance_text", "attendance_lower", "attendance_upper")
        return [
            (None, ("kind", *_NAMES, *_SUMMARIES, "programme", "phase")),
            (_("When and where"), ("happened_on", "precision", "ends_at", "venue", "website")),
            (_("Who"), ("organisers", *announced, "attendance_counted")),
            SOURCE,
        ]


class RegistrationAdmin(ConsoleAdmin[Registration]):
    """Who registered for an event, and who came."""

    list_display = ("name", "organisation", "institution", "event", "came")
    list_filter = (
        *(("event", VisibleRelated), ("institution", VisibleRelated)),
        ("came", YesOrNo),
    )
    list_select_related = ("event", "institution", "partner")
    further_columns = ("email", "partner", "recorded_at")
    search_fields = ("name", "email", "organisation")
    empty_text = _("Whoever is on the list of an event will appear here.")

    def sections(self, request: HttpRequest, obj: Registration | None) -> list[Any]:
        """Say who, of which firm, and whether they came."""
        who = ("event", "name", "email", "organisation", "institution", "partner", "came")
        return [(None, who)]
