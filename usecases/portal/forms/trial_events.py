"""What a bank hands in, reports and answers in a trial."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.words import Term
from usecases.portal.forms.fields import NOT_CHOSEN
from usecases.portal.forms.trial_fields import moment, prose, upload
from usecases.rules.visibility_register import terms_for
from usecases.vocabulary.end_report import REPORT_SECTIONS
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Severity


class HandInForm(forms.Form):
    """A text, a file, or both."""

    text = prose(_("Text"), rows=10, required=False)
    file = upload(_("File"))


class ReportForm(forms.Form):
    """The end report, section by section; `seen` stamps what the writer saw."""

    def __init__(self, seen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for each in REPORT_SECTIONS:
            field = prose(each.title, rows=8, required=False, help_text=each.ask)
            field.word_limit = each.words
            field.optional = not each.required
            self.fields[each.code] = field
            self.fields[f"seen_{each.code}"] = forms.CharField(
                required=False, initial=seen[each.code], widget=forms.HiddenInput
            )

    def texts(self) -> dict[str, str]:
        """Return what was typed, by section."""
        return {each.code: self.cleaned_data[each.code] for each in REPORT_SECTIONS}

    def seen(self) -> dict[str, str]:
        """Return the stamps of what the writer saw."""
        told = {each.code: self.cleaned_data[f"seen_{each.code}"] for each in REPORT_SECTIONS}
        return {code: stamp for code, stamp in told.items() if stamp}

    def sections(self) -> list[forms.BoundField]:
        """Return the fields to write in."""
        return [self[each.code] for each in REPORT_SECTIONS]


class HandInReportForm(forms.Form):
    """The tick under the report that was read, and an annex."""

    read = forms.CharField(widget=forms.HiddenInput)
    file = upload(_("Annex"))
    confirm = forms.BooleanField(
        label=_("I have read the report above, and I hand it in for my institution"),
        error_messages={"required": _("Tick the box to hand it in.")},
    )


class IncidentForm(forms.Form):
    """What went wrong, as far as it is known."""

    description = prose(_("What happened"), rows=6)
    severity = forms.ChoiceField(label=_("Severity"), choices=[("", NOT_CHOSEN), *Severity.choices])
    detected_at = moment(_("When you noticed it"))
    cause = forms.ModelChoiceField(
        Term.objects.none(), label=_("Cause"), required=False, empty_label=_("Not known yet")
    )
    action = prose(
        _("What you have done so far"),
        required=False,
        help_text=_("Leave it empty if there was no time: report first. You can add it later."),
    )

    def __init__(self, person: Person, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        causes = terms_for(person).filter(kind=TermKind.INCIDENT_CAUSE, active=True)
        self.fields["cause"].queryset = causes  # type: ignore[attr-defined]  # a choice of records


class ActionForm(forms.Form):
    """What was done about an incident so far."""

    action = prose(_("What you have done about it"), rows=6)


class DoneForm(forms.Form):
    """What was done about a note."""

    done = prose(_("What you did"), rows=6)
