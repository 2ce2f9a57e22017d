"""Forms of plain pages: why, what the change is based on, and what a verb refused."""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from usecases.rules.missing import Missing
from usecases.vocabulary.limits import REASON_CHARACTERS

M = TypeVar("M", bound=Model)

# What a verb refused, for the time in which the form is drawn again.
refused: ContextVar[tuple[Missing, ...]] = ContextVar("refused", default=())


def reason_field(*, required: bool) -> forms.CharField:
    """Return the field that asks why."""
    return forms.CharField(
        label=_("Reason"),
        required=required,
        max_length=REASON_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Why this is changed. It stays in the history, with your name."),
    )


def add_faults(form: forms.BaseForm, faults: Iterable[Missing]) -> None:
    """Add what a verb refused to the fields it named, else to the form as a whole."""
    for fault in faults:
        error = ValidationError(str(fault.text), code=fault.code)
        form.add_error(fault.field if fault.field in form.fields else None, error)


class ConsoleForm(forms.ModelForm[M]):
    """The form of a plain page. It is never saved: the page hands its values to a verb."""

    reason = reason_field(required=False)
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.adding and "based_on" in self.fields:
            self.initial["based_on"] = self.stored_at.isoformat()

    @property
    def adding(self) -> bool:
        """Whether the record is new."""
        return self.instance._state.adding

    @property
    def stored_at(self) -> datetime:
        """When the stored record last changed."""
        moment: datetime = getattr(self.instance, "updated_at")  # noqa: B009  # every Record has it
        return moment

    def clean_based_on(self) -> datetime | None:
        """Return the moment of the record that the person looked at."""
        if self.adding:
            return None
        try:
            return datetime.fromisoformat(self.cleaned_data["based_on"])
        except ValueError as error:
            raise ValidationError(_("The page is too old. Open it again.")) from error

    def clean(self) -> dict[str, Any] | None:
        """Show what the verb refused."""
        cleaned = super().clean()
        for fault in refused.get():
            add_faults(self, [fault])
            if fault.code == "stale":
                self._show_theirs()
        return cleaned

    def _show_theirs(self) -> None:
        """Beside every value that differs from what is stored now, show what is stored."""
        for name in self.changed_data:
            field = self.fields[name]
            if not field.widget.is_hidden and name != "reason":
                theirs = field.widget.format_value(self.initial.get(name))
                shown = ", ".join(theirs) if isinstance(theirs, list) else theirs
                text = _("Stored now: {value}").format(value=shown or "–")
                self.add_error(name, ValidationError(text, code="stale"))


class ReasonedForm(ConsoleForm[M]):
    """A form that is not taken without a reason."""

    reason = reason_field(required=True)
