"""What the sandbox led to, and what other regulators announced of theirs."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated
from usecases.admin.moments import known
from usecases.admin.phases import SOURCE
from usecases.admin.zones import zone_of
from usecases.models.follow_ons import FollowOn, OtherCohort

_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
_SUMMARIES = ("summary_en", "summary_zh_hant", "summary_zh_hans")


class FollowOnAdmin(ConsoleAdmin[FollowOn]):
    """Projects, changed rules, circulars that grew from the sandbox."""

    list_display = ("name", "kind", "state", "began", "partners")
    list_display_links = ("name",)
    list_filter = ("kind", "state", ("phases", VisibleRelated), "happened_on")
    further_columns = ("website", "source", "recorded_at")
    search_fields = (*_NAMES, *_SUMMARIES, "partners")
    publishable = True
    empty_text = _("What the sandbox led to will appear here: projects, rules, circulars.")

    @display(description=_("name"), ordering="name_en")
    def name(self, record: FollowOn) -> str:
        """The name in the language in use."""
        return record.name

    @display(description=_("since"), ordering="happened_on")
    def began(self, record: FollowOn) -> str | None:
        """Since when, as far as it is known."""
        return known(record.happened_on, record.precision, zone_of(record))

    def sections(self, request: HttpRequest, obj: FollowOn | None) -> list[Any]:
        """Say what it is, and from what it grew."""
        return [
            (None, ("kind", "state", *_NAMES, *_SUMMARIES, "partners", "website")),
            (_("When"), ("happened_on", "precision")),
            (_("What it grew from"), ("phases", "findings", "use_cases", "document")),
            SOURCE,
        ]


class OtherCohortAdmin(ConsoleAdmin[OtherCohort]):
    """Cohorts of other regulators' sandboxes, as announced."""

    list_display = ("cohort", "programme", "applications_text", "accepted", "testing", "exited")
    list_display_links = ("cohort",)
    list_filter = ("programme",)
    further_columns = ("opened", "closed", "announced", "institutions", "source")
    search_fields = ("programme", "cohort", "source")
    publishable = True
    empty_text = _("What other regulators announced of their sandboxes will appear here.")

    def sections(self, request: HttpRequest, obj: OtherCohort | None) -> list[Any]:
        """Say which cohort, when, and what was announced."""
        applications = ("applications_text", "applications_lower", "applications_upper")
        counts = ("accepted", "testing", "institutions", "technology_partners", "exited")
        return [
            (None, ("programme", "cohort", "order", "opened", "closed", "announced")),
            (_("As announced"), (*applications, *counts)),
            SOURCE,
        ]
