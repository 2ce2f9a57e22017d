"""What the acts on a use case ask for."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, VersionForm
from usecases.admin.records import rows_for
from usecases.admin.trials import PLAN
from usecases.models.person import Person
from usecases.models.phases import Programme
from usecases.models.trials import Trial
from usecases.models.words import Term
from usecases.rules.deadlines import day_end
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.vocabulary.terms import TermKind
from usecases.workflow.record import Reached


def _prose(label: Any, *, rows: int = 4, required: bool = False) -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget)


class PlanForm(VersionForm):
    """The trial plan."""

    environment = forms.ModelChoiceField(
        Term.objects.none(), label=_("Environment"), required=False
    )
    plan = _prose(_("Plan"), rows=8)
    safeguards = _prose(_("Safeguards"))
    planned_from = forms.DateField(
        label=_("Planned from"), required=False, widget=AdminDateWidget()
    )
    planned_to = forms.DateField(label=_("Planned to"), required=False, widget=AdminDateWidget())
    compute_granted = Trial._meta.get_field("compute_granted").formfield()
    field_order = (*PLAN, "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        places = rows_for(Term, person).filter(kind=TermKind.ENVIRONMENT, active=True)
        self.fields["environment"].queryset = places  # type: ignore[attr-defined]  # a choice of rows


class StageForm(ActForm):
    """One dated stage, with its source."""

    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[("", "---------"), *((s.value, s.label) for s in Stage if s in IMPLIED)],
    )
    happened_on = forms.DateField(
        label=_("Reached on"),
        widget=AdminDateWidget(),
        help_text=_("The day in the programme's time zone."),
    )
    source = _prose(_("Source"), rows=2, required=True)

    def reached(self, programme: Programme) -> Reached:
        """Return the stage, at the end of its day."""
        values = self.cleaned_data
        return Reached(values["stage"], end_of(values["happened_on"], programme), "day")


def end_of(day: date, programme: Programme) -> datetime:
    """Return the moment that a day stands for: its end, of today so far as it has gone."""
    now = timezone.now()
    today = now.astimezone(ZoneInfo(programme.time_zone)).date()
    return now if day == today else day_end(day, programme)
