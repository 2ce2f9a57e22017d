"""What the acts on a use case ask for."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm
from usecases.models.phases import Programme
from usecases.rules.deadlines import day_end
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.workflow.record import Reached


def _prose(label: Any, *, rows: int = 4, required: bool = False) -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget)


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
