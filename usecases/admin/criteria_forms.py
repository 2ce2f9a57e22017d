"""How a worded scale is typed: one line a point, its languages beside each other."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ReasonForm
from usecases.admin.forms import ConsoleForm
from usecases.models.assessments import Criterion
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules.criteria import words_in
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.criteria import HIGHEST, LANGUAGES, LOWEST

_CHARACTERS = 10_000


def written(scale: dict[str, Any]) -> str:
    """Return a scale as it is typed."""
    texts = {name: words_in(scale, name) for name in LANGUAGES}
    scores = sorted({score for each in texts.values() for score in each}, key=_number)
    lines = []
    for score in scores:
        parts = [texts[name].get(score, "") for name in LANGUAGES]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        lines.append(f"{score}: {' | '.join(parts)}".strip())
    return "\n".join(lines)


def _number(score: str) -> tuple[int, str]:
    return (int(score), "") if score.lstrip("-").isdigit() else (0, score)


def read(text: str) -> dict[str, Any]:
    """Return the scale that was typed."""
    scale: dict[str, Any] = {}
    for line in filter(str.strip, text.splitlines()):
        score, colon, words = line.partition(":")
        parts = [part.strip() for part in words.split("|")]
        number = score.strip()
        if not colon or not number.lstrip("-").isascii() or not number.lstrip("-").isdigit():
            raise ValidationError(
                _("Write each line as a score, a colon and its words: “1: Not new”. Not: “{line}”.")
                .format(line=line[:80])
            )  # fmt: skip
        if len(parts) > len(LANGUAGES):
            raise ValidationError(_("At most three languages stand on a line, divided by “|”."))
        key = str(int(number))
        if key in scale:
            raise ValidationError(_("The score {score} stands on two lines.").format(score=key))
        scale[key] = parts[0]
        for name, part in zip(LANGUAGES[1:], parts[1:], strict=False):
            if part:
                scale.setdefault(name, {})[key] = part
    return scale


class ScaleField(forms.CharField):
    """A worded scale as lines of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=_CHARACTERS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a stored scale as lines."""
        return written(value) if isinstance(value, dict) else value

    def clean(self, value: Any) -> Any:
        """Return the scale."""
        return read(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant, not how it is typed."""
        try:
            return bool(read(data or "") != (initial or {}))
        except ValidationError:
            return True


class CriterionForm(ConsoleForm[Criterion]):
    """A criterion with its scale as lines."""

    scale = ScaleField(
        label=_("Words for each score"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": HIGHEST - LOWEST + 2}),
        help_text=_(
            "One line a score, as “1: Not new”. Traditional and Simplified Chinese may follow, "
            "each behind a “|”."
        ),
    )


class CopyForm(ReasonForm):
    """Asks from which phase."""

    source = forms.ModelChoiceField(Phase.objects.none(), label=_("Phase"))
    field_order = ("source", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        having = phases_for(person).filter(criteria__active=True).distinct()
        self.fields["source"].queryset = having  # type: ignore[attr-defined]  # a choice of rows
