"""What the acts on a running trial ask for."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm
from usecases.admin.forms import reason_field
from usecases.admin.records import rows_for
from usecases.models.trials import Trial
from usecases.models.words import Term
from usecases.vocabulary import filetypes
from usecases.vocabulary.limits import PLAIN_CHARACTERS, TITLE_CHARACTERS
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import DeliverableKind, NoteKind, Severity

_MOMENT = "%Y-%m-%dT%H:%M"


def prose(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> Any:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=PLAIN_CHARACTERS,
        help_text=help_text,
        widget=AdminTextareaWidget(attrs={"rows": rows}),
    )


def moment(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    """Return a field for a day and a time, in the time zone of the console."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    return forms.DateTimeField(label=label, required=required, help_text=help_text, widget=widget)


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=AdminDateWidget()
    )


class DueForm(ActForm):
    """What falls due, and when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DeliverableKind.choices)
    title = forms.CharField(label=_("Title"), max_length=TITLE_CHARACTERS)
    due_on = day(_("Due"))


class DueLateForm(DueForm):
    """The same once the trial runs: with the reason for the amendment."""

    reason = reason_field(required=True)


class HandInForm(ActForm):
    """What the bank handed in, and when."""

    text = prose(_("Text"), rows=6, required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": filetypes.ENDINGS}),
        help_text=_("The bank sees it among the files of the use case."),
    )
    handed_in_at = moment(_("Handed in"), required=False, help_text=_("Empty: now."))


class IncidentForm(ActForm):
    """What went wrong."""

    severity = forms.ChoiceField(label=_("Severity"), choices=Severity.choices)
    cause = forms.ModelChoiceField(Term.objects.none(), label=_("Cause"), required=False)
    description = prose(_("What happened"))
    detected_at = moment(_("Detected"), help_text=_("When the bank noticed it."))
    reported_at = moment(
        _("Reported"), required=False, help_text=_("When we were told. Empty: now.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes = rows_for(Term, self.person).filter(kind=TermKind.INCIDENT_CAUSE, active=True)
        self.fields["cause"].queryset = causes  # type: ignore[attr-defined]  # a choice of rows


class IncidentChangeForm(IncidentForm):
    """The same, with why it is put right."""

    reason = reason_field(required=True)


class ResolveForm(ActForm):
    """What was done about an incident."""

    action = prose(_("What was done"))
    resolved_at = moment(_("Resolved"), required=False, help_text=_("Empty: now."))


class ExposureForm(ActForm):
    """What the trial has used since it began."""

    customers_exposed = Trial._meta.get_field("customers_exposed").formfield()
    transactions_made = Trial._meta.get_field("transactions_made").formfield()
    compute_used = Trial._meta.get_field("compute_used").formfield()
    as_of = day(_("As of"), help_text=_("Counted from the start of the trial to this day."))
    reason = reason_field(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Wanted where a number is over its limit, or lower than before."
        )


class BankNoteForm(ActForm):
    """A note to the bank."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[choice for choice in NoteKind.choices if choice[0] != NoteKind.INTERNAL],
    )
    text = prose(_("Note"))
    action_wanted = prose(_("What the bank is to do"), rows=2, required=False)
    due_on = day(_("By"), required=False)


class CloseNoteForm(ActForm):
    """What was done about a note."""

    done = prose(_("What was done about it"))
