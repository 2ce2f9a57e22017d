"""The dated stages on the page that records a use case: rows that can be added and taken away."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Programme
from usecases.rules.deadlines import day_end, day_start
from usecases.text.when import Span, when
from usecases.vocabulary.stages import IMPLIED, Stage

AT_FIRST, AT_ONCE, AT_MOST = 6, 3, 30
_STAGES = [("", "---------"), *((s.value, s.label) for s in Stage if s in IMPLIED)]
Typed = tuple[str, str]


class StageRow(forms.Form):
    """One stage, and the day, month or year in which it was reached."""

    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=_STAGES)
    when = forms.CharField(label=_("Reached"), required=False, max_length=10)

    def clean_when(self) -> Span | None:
        """Read the date."""
        return read(self.cleaned_data["when"])

    def clean(self) -> dict[str, Any] | None:
        """Ask for both or neither."""
        values = super().clean() or self.cleaned_data
        if values.get("stage") and not values.get("when") and "when" not in self.errors:
            self.add_error("when", ValidationError(_("Say when."), code="required"))
        if values.get("when") and not values.get("stage") and "stage" not in self.errors:
            self.add_error("stage", ValidationError(_("Choose the stage."), code="required"))
        return values


def read(text: str) -> Span | None:
    """Read a day, a month or a year; nothing is nothing."""
    if not text.strip():
        return None
    try:
        return when(text)
    except ValueError as error:
        told = _("Write a day as 2024-08-15, a month as 2024-08, or a year as 2024.")
        raise ValidationError(told, code="invalid") from error


def moment(span: Span, programme: Programme, now: datetime) -> datetime:
    """Return the end of what was typed; of a span that has begun and not ended, now."""
    end = day_end(span.last, programme)
    return min(end, now) if day_start(span.first, programme) <= now else end


def rows_from(data: Any, initial: Mapping[str, Any]) -> list[StageRow]:
    """Return the rows as they were posted, else as they are to be drawn."""
    if data is not None:
        return [StageRow(data, prefix=f"stages-{n}") for n in range(number(data))]
    typed: Iterable[Typed] = initial.get("rows") or [("", "")] * AT_FIRST
    return [
        StageRow(initial={"stage": stage, "when": text}, prefix=f"stages-{n}")
        for n, (stage, text) in enumerate(typed)
    ]


def number(data: Any) -> int:
    """Return how many rows were posted; a forged number is brought within bounds."""
    text = str(data.get("rows", ""))
    return max(1, min(int(text[:4]), AT_MOST)) if text.isdecimal() else AT_FIRST


def rearranged(data: Any) -> list[Typed]:
    """Return the rows as typed, without the one taken away, or with more below them."""
    typed = [
        (data.get(f"stages-{n}-stage", ""), data.get(f"stages-{n}-when", ""))
        for n in range(number(data))
    ]
    removed = data.get("_remove", "")
    kept = [row for n, row in enumerate(typed) if str(n) != removed]
    more = [("", "")] * AT_ONCE if "_more" in data else []
    return [*kept, *more][:AT_MOST] or [("", "")]
