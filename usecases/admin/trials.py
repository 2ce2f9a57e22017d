"""Trials: planned here, started and completed on the page of their use case."""

from typing import Any

from django.contrib.admin import display
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import number_column
from usecases.admin.figures import FigureFilter
from usecases.admin.lights import LightChangeList, LightFilter, colour, light_badge, why
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.admin.stages import stage_badge
from usecases.models.base import Record
from usecases.models.trials import Trial
from usecases.vocabulary.stages import ENDED
from usecases.vocabulary.trials import PLAN_FIELDS
from usecases.workflow import trial as workflow

PLAN = PLAN_FIELDS


class TrialAdmin(ConsoleAdmin[Trial]):
    """Where, when and how use cases are tried."""

    fields = ("use_case", *PLAN)
    list_display = ("use_case", "stage", "light", "environment", "planned_from", "planned_to")
    list_filter = (
        FigureFilter,
        LightFilter,
        ("use_case__phase", VisibleRelated),
        ("environment", VisibleRelated),
    )
    list_select_related = ("use_case__phase__programme", "environment")
    active = Active(_("Active only"), _("Ended only"), lambda _now: ~Q(use_case__stage__in=ENDED))
    further_columns = (
        *("light_why", "granted", "used", "customers_limit", "customers_exposed"),
        *("transactions_limit", "transactions_made", "recorded_at", "updated_at"),
    )
    search_fields = ("use_case__reference", "use_case__title")
    empty_text = _("The plan of an accepted use case will appear here.")
    number_columns = ("granted", "used")
    granted = number_column("compute_granted", _("compute granted (GPU hours)"))
    used = number_column("compute_used", _("compute used (GPU hours)"))

    @display(description=_("stage"), ordering="use_case__stage")
    def stage(self, trial: Trial) -> str:
        """Where its use case stands."""
        return stage_badge(trial.use_case)

    @exported(colour)
    @display(description=_("traffic light"))
    def light(self, trial: Trial) -> str:
        """How its trial goes, where one runs."""
        return light_badge(getattr(trial, "light", None))

    @display(description=_("reasons for the light"))
    def light_why(self, trial: Trial) -> str:
        """Why the light is what it is."""
        return why(trial)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that reads the lights of a page at once."""
        return LightChangeList

    def get_editable(self, request: HttpRequest, obj: Trial | None) -> frozenset[str]:
        """Leave a trial with its use case."""
        return super().get_editable(request, obj) - (frozenset({"use_case"} if obj else ()))

    def write_new(self, request: HttpRequest, record: Record, **many: Any) -> None:
        """Plan the trial of an accepted use case."""
        if isinstance(record, Trial):
            fields = {name: getattr(record, name) for name in PLAN}
            workflow.plan(record.use_case, fields=fields, by=person_of(request))
