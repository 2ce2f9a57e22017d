"""Authorities, programmes, phases, what was announced of them, and who stood in them."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.criteria import criteria_acts, criteria_panel
from usecases.admin.headings import phase_heading
from usecases.admin.lists import VisibleRelated
from usecases.admin.moments import known
from usecases.admin.permits import permit_acts, permits_panel
from usecases.admin.person import person_of
from usecases.admin.zones import zone_of
from usecases.models.figures import PublishedFigure
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.validators import LANGUAGES
from usecases.rules.deadlines import state
from usecases.rules.questions import questions_of
from usecases.selection.moderation import moderated
from usecases.workflow.questions import is_prepared

_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
SOURCE = (_("Where it comes from"), ("source", "source_kind"))


class AuthorityAdmin(ConsoleAdmin[Authority]):
    """Regulators."""

    list_display = ("code", "name", "website")
    search_fields = ("code", *_NAMES)
    empty_text = _("Each regulator that leads or joins a programme will appear here.")

    def sections(self, request: HttpRequest, obj: Authority | None) -> list[Any]:
        """Name it, then say what stands on its letters."""
        letters = ("contact", "letterhead", "signature")
        return [(None, ("code", *_NAMES, "website")), (_("Letters"), letters)]


class ProgrammeAdmin(ConsoleAdmin[Programme]):
    """Sandboxes."""

    list_display = ("code", "name", "family", "lead", "host", "invented")
    list_filter = (("lead", VisibleRelated), "invented")
    list_select_related = ("lead",)
    search_fields = ("code", *_NAMES, "host")
    publishable = True
    empty_text = _("Each sandbox that a regulator runs will appear here.")

    def sections(self, request: HttpRequest, obj: Programme | None) -> list[Any]:
        """Name it, say who runs it and by which rules."""
        return [
            (None, ("code", *_NAMES, "family", "invented")),
            (_("Run by"), ("lead", "co_authorities", "host")),
            (
                _("Rules"),
                ("round_word", "time_zone", "target_days", "smallest_cell", "reference_pattern"),
            ),
            (_("Letters"), ("languages",)),
        ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the languages of letters as boxes."""
        if db_field.name != "languages":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.MultipleChoiceField(
            label=db_field.verbose_name.capitalize(),
            choices=[each for each in settings.LANGUAGES if each[0] in LANGUAGES],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Each letter has a part for each of these, one after the other."),
        )


class PhaseAdmin(ConsoleAdmin[Phase]):
    """Rounds of a programme."""

    list_display = ("code", "name", "programme", "state", "opens", "closes", "announced_on")
    list_filter = (("programme", VisibleRelated), "coverage")
    further_columns = (
        "number",
        "capacity",
        "trials_from",
        "trials_to",
        "report_due_on",
        "coverage",
    )
    list_select_related = ("programme",)
    search_fields = ("code", *_NAMES, "theme")
    publishable = True
    empty_text = _("Each round of a programme will appear here, with its dates.")

    def around(self, request: HttpRequest, obj: Phase) -> dict[str, Any]:
        """Say at the top where it stands and how many came."""
        person = person_of(request)
        return {
            **super().around(request, obj),
            **criteria_panel(obj, person),
            **permits_panel(obj, person),
            "questions": questions_of(obj, obj.form_version),
            "prepared": is_prepared(obj),
            "heading": phase_heading(obj, person),
            "moderated": moderated(person).filter(phase=obj).exists(),
        }

    def acts(self, request: HttpRequest, obj: Phase) -> list[Act]:
        """Offer criteria to a phase that has none, and late permits."""
        person = person_of(request)
        own = [*criteria_acts(obj, person), *permit_acts(obj, person)]
        return [*own, *super().acts(request, obj)]

    @display(description=_("opens"), ordering="opens_at")
    def opens(self, phase: Phase) -> str | None:
        """The start of the window, as far as it is known."""
        return known(phase.opens_at, phase.window_precision, zone_of(phase))

    @display(description=_("closes"), ordering="closes_at")
    def closes(self, phase: Phase) -> str | None:
        """The end of the window, as far as it is known."""
        return known(phase.closes_at, phase.window_precision, zone_of(phase))

    @display(description=_("state"))
    def state(self, phase: Phase) -> str:
        """What its dates say."""
        return str(state(phase, timezone.now()).label)

    def sections(self, request: HttpRequest, obj: Phase | None) -> list[Any]:
        """Name it, date it, say who may come in."""
        trials = ("trials_from_earliest", "trials_from", "trials_from_words")
        ends = ("trials_to_earliest", "trials_to", "trials_to_words")
        window = ("opens_at", "closes_at", "window_precision", "announced_on")
        return [
            (None, ("programme", "number", "code", *_NAMES, "theme", "eligibility", "contact")),
            (_("Submissions"), (*window, "capacity", "minimum_assessors", "coverage")),
            (_("Trials"), (*trials, *ends, "report_due_on")),
            SOURCE,
        ]


class PublishedFigureAdmin(ConsoleAdmin[PublishedFigure]):
    """Figures as announced."""

    list_display = (
        "measure",
        "text",
        "programme",
        "phase_code",
        "lower",
        "upper",
        "said_by",
        "said_on",
    )
    list_filter = (("programme", VisibleRelated), ("phase", VisibleRelated), "measure")
    list_select_related = ("programme", "phase")
    search_fields = ("text", "said_by", "source")
    publishable = True
    empty_text = _("Figures that were announced will appear here, in their own words.")

    @display(description=_("phase"), ordering="phase__code")
    def phase_code(self, figure: PublishedFigure) -> str | None:
        """The phase, if it is of one."""
        return figure.phase.code if figure.phase else None

    def sections(self, request: HttpRequest, obj: PublishedFigure | None) -> list[Any]:
        """Say what was announced, of what, and by whom."""
        said = ("said_by", "said_on", "superseded_by")
        figure = ("programme", "phase", "measure", "text", "lower", "upper")
        return [(None, figure), (_("Said by"), said), SOURCE]


class ParticipationAdmin(ConsoleAdmin[Participation]):
    """Who stood in a phase."""

    list_display = ("who", "phase", "role", "stood_since", "until", "basis")
    list_filter = (("phase", VisibleRelated), "role", "basis")
    list_select_related = ("phase__programme", "institution", "partner")
    further_columns = ("source", "recorded_at")
    search_fields = ("institution__short_name", "institution__legal_name", "partner__name")
    publishable = True
    empty_text = _("Who applied, took part or brought technology will appear here.")

    @display(description=_("who"), ordering="institution__short_name")
    def who(self, row: Participation) -> str:
        """The institution or the partner."""
        return str(row.institution or row.partner)

    @display(description=_("since"), ordering="since")
    def stood_since(self, row: Participation) -> str | None:
        """Since when, as far as it is known."""
        return known(row.since, row.since_precision, zone_of(row))

    def sections(self, request: HttpRequest, obj: Participation | None) -> list[Any]:
        """Say who stood where, in which role, and since when."""
        when = ("since", "since_precision", "until", "basis")
        return [(None, ("phase", "institution", "partner", "role", *when)), SOURCE]
