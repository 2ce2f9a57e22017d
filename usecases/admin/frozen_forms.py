"""What freezing a table asks for: which report, which phases of one programme, as at when."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.frozenforms import BY, FORMS
from usecases.rules.deadlines import day_end
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.limits import TITLE_CHARACTERS


class TableForm(forms.Form):
    """A fixed table: nothing narrows it but its phases."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_CHARACTERS,
        help_text=_("What outsiders read above it."),
    )
    report = forms.ChoiceField(
        label=_("Report"), choices=lambda: [(name, REPORTS[name].title) for name in FORMS]
    )
    phases = forms.ModelMultipleChoiceField(
        Phase.objects.none(),
        label=_("Phases"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of one programme."),
    )
    by = forms.ChoiceField(
        label=_("Broken down by"),
        required=False,
        choices=lambda: [("", _("Phase only")), *((n, each.label) for n, each in BY.items())],
    )
    as_at = forms.DateField(
        label=_("As at the end of"),
        required=False,
        help_text=_("A day, as 2026-11-22. Empty means now."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = phases_for(person).select_related("programme")
        self.fields["phases"].queryset = phases  # type: ignore[attr-defined]  # a choice of rows

    def asked(self) -> dict[str, Any]:
        """Return what was chosen, as the verb takes it."""
        told = self.cleaned_data
        return {
            "report": told["report"],
            "phases": [each.code for each in told["phases"]],
            "as_at": self._moment(),
        }

    def _moment(self) -> datetime:
        """Return the end of the day in the programme's zone; of today, and of none, now."""
        day, now = self.cleaned_data["as_at"], timezone.now()
        if day is None:
            return now
        end = day_end(day, self.cleaned_data["phases"][0].programme)
        today = timezone.localdate(now, end.tzinfo)
        return now if day == today else end
