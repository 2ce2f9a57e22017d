"""How a question is typed: its choices one a line, its languages beside each other."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ReasonForm
from usecases.models.questions import Question
from usecases.vocabulary.questions import LABELS, QuestionKind

_CHARACTERS = 10_000


def written(choices: list[dict[str, str]]) -> str:
    """Return choices as they are typed."""
    lines = []
    for each in choices:
        parts = [each.get(name, "") for name in LABELS]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        lines.append(f"{each['code']}: {' | '.join(parts)}")
    return "\n".join(lines)


def read(text: str) -> list[dict[str, str]]:
    """Return the choices that were typed; one without a code gets one from its words."""
    choices = []
    for line in filter(str.strip, text.splitlines()):
        code, colon, words = line.partition(":")
        if not colon or not _is_code(code.strip()):
            code, words = "", line
        parts = [part.strip() for part in words.split("|")]
        if len(parts) > len(LABELS):
            raise ValidationError(_("At most three languages stand on a line, divided by “|”."))
        told = {name: part for name, part in zip(LABELS, parts, strict=False) if part}
        choices.append({"code": code.strip() or slugify(parts[0])[:50].strip("-_"), **told})
    return choices


def _is_code(text: str) -> bool:
    return bool(text) and text == slugify(text) and "_" not in text


class ChoicesField(forms.CharField):
    """Choices as lines of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=_CHARACTERS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write stored choices as lines."""
        return written(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the choices."""
        return read(super().clean(value))


def _line(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=300, help_text=help_text)


def _prose(label: Any) -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=_CHARACTERS, widget=widget)


class QuestionForm(ReasonForm):
    """A question of a phase's form."""

    label_en = _line(_("Question"), required=True)
    label_zh_hant = _line(_("Question (Traditional Chinese)"))
    label_zh_hans = _line(_("Question (Simplified Chinese)"))
    help_en = _prose(_("Help"))
    help_zh_hant = _prose(_("Help (Traditional Chinese)"))
    help_zh_hans = _prose(_("Help (Simplified Chinese)"))
    kind = forms.ChoiceField(
        label=_("Answered by"), choices=QuestionKind.choices, widget=forms.RadioSelect
    )
    choices = ChoicesField(
        label=_("Choices"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 6}),
        help_text=_(
            "Only for one or several choices: one a line, as “own: Our own”. Traditional and "
            "Simplified Chinese may follow, each behind a “|”. The code before the colon is kept "
            "with the answers."
        ),
    )
    word_limit = forms.IntegerField(
        label=_("Word limit"), required=False, min_value=1, help_text=_("Only for a text.")
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    based_on = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    field_order = (
        *("label_en", "label_zh_hant", "label_zh_hans", "help_en", "help_zh_hant"),
        *("help_zh_hans", "kind", "choices", "word_limit", "required", "reason"),
    )

    def told(self) -> dict[str, Any]:
        """Return what was typed of the question itself."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"reason", "based_on"}
        }


def initial(question: Question | None) -> dict[str, Any]:
    """Return what the form of a question begins with."""
    if question is None:
        return {"kind": QuestionKind.TEXT}
    names = [name for name in QuestionForm.base_fields if name not in {"reason", "based_on"}]
    told = {name: getattr(question, name) for name in names}
    return {**told, "based_on": question.updated_at.isoformat()}
