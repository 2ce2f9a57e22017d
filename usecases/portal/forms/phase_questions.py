"""The phase's own questions as a form; incomplete is fine, wrong is not, nothing typed is lost."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.defaultfilters import linebreaksbr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.portal.forms.fields import NOT_CHOSEN, YES_NO
from usecases.rules.asked import Asked
from usecases.rules.questions import choices_of, field_of, misfit, settled
from usecases.vocabulary.questions import PREFIX, QuestionKind
from usecases.workflow.errors import Refused

THEIRS = "theirs"
_RADIOS_MOST = 8
_SHOWN = 200


class PhaseForm(forms.Form):
    """The questions in force that are not answered by a file; knows what the writer saw."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, draft: UseCase, asked: Asked, data: QueryDict | None) -> None:
        self.draft, self.asked = draft, asked
        self.questions = {
            field_of(each.code): each for each in asked.questions if each.kind != QuestionKind.FILE
        }
        values = {name: self._stored(each) for name, each in self.questions.items()}
        initial = {**values, "seen": self._seal(values)}
        super().__init__(None if data is None else self._settled(data), initial=initial)
        for name, question in self.questions.items():
            self.fields[name] = _field(question)

    def _stored(self, question: Question) -> Any:
        return self.asked.values.get(question.code)

    def _settled(self, data: QueryDict) -> QueryDict:
        """Return what was sent; where the colleague's answer was chosen it is as if given."""
        kept, seen = data.copy(), self._opened(data)
        for name in self.questions:
            if kept.get(f"choice_{name}") == THEIRS and name in seen:
                value = seen[name]
                several = value if isinstance(value, list) else [value]
                kept.setlist(name, ["" if each is None else str(each) for each in several])
        return kept

    def _seal(self, values: dict[str, Any]) -> str:
        return signing.dumps(values, salt=self._salt, compress=True)

    def _opened(self, data: Any) -> dict[str, Any]:
        try:
            values = signing.loads(str(data.get("seen", "")), salt=self._salt)
        except signing.BadSignature:
            return {}
        return values if isinstance(values, dict) else {}

    def seen_values(self) -> dict[str, Any]:
        """Return what the writer saw, by the names of the fields."""
        return self._opened(self.data)

    def sealed_with(self, saved: dict[str, Any]) -> str:
        """Return the seal of a page that stays open: what it shows, not what others wrote since."""
        fresh = {field_of(code): value for code, value in saved.items()}
        return self._seal({**self.seen_values(), **fresh})

    @property
    def _salt(self) -> str:
        return f"portal.phase.{self.draft.pk}"

    def clean(self) -> dict[str, Any]:
        """Read each answer as it is kept; say what does not fit, and what is asked no more."""
        cleaned = super().clean() or {}
        for name, question in self.questions.items():
            if name not in cleaned:
                continue
            cleaned[name] = settled(question, cleaned[name])
            if fault := misfit(question, cleaned[name]):
                self.add_error(name, ValidationError(_short(question, fault.text), fault.code))
        for name in sorted(self.data.keys() - self.fields.keys()):
            if name.startswith(PREFIX):
                text = _("The form no longer asks this. What you wrote: “{text}”")
                told = format_lazy(text, text=str(self.data[name])[:_SHOWN])
                self.add_error(None, ValidationError(told, code="unknown"))
        return cleaned

    def written(self) -> dict[str, Any]:
        """Return the answers that the writer changed and wants to stand, by code."""
        seen = self._opened(self.data)
        return {
            each.code: self.cleaned_data[name]
            for name, each in self.questions.items()
            if name in self.cleaned_data and self._wanted(name, seen)
        }

    def _wanted(self, name: str, seen: dict[str, Any]) -> bool:
        widget = self.fields[name].widget
        if widget.value_omitted_from_data(self.data, self.files, name):
            return False
        return name not in seen or self.cleaned_data[name] != seen[name]

    def based_on(self) -> dict[str, Any]:
        """Return what the writer saw of the changed answers; unknown is as if all had changed."""
        seen, unknown = self._opened(self.data), object()
        return {code: seen.get(field_of(code), unknown) for code in self.written()}

    def take_faults(self, refused: Refused) -> None:
        """Show what a verb refused beside the questions it is about."""
        for fault in refused.faults:
            question = self.questions.get(fault.field)
            text = _short(question, fault.text) if question else str(fault.text)
            name = fault.field if question else None
            self.add_error(name, ValidationError(text, code=fault.code))

    def conflicts(self, refused: Refused, current: Asked) -> list[dict[str, Any]]:
        """Return mine and theirs of each answer in conflict, and base the page on theirs."""
        names = [fault.field for fault in refused.faults if fault.field in self.questions]
        theirs = {name: current.values.get(self.questions[name].code) for name in names}
        self.data = _with_seen(self.data, self._seal({**self._opened(self.data), **theirs}))
        mine = Asked(
            current.questions, {self.questions[n].code: self.cleaned_data[n] for n in names}
        )
        return [
            {
                "field": self[name],
                "label": self.questions[name].label,
                "mine": mine.words_of(self.questions[name]),
                "theirs": current.words_of(self.questions[name]),
                "choice": f"choice_{name}",
            }
            for name in names
        ]

    def answers(self) -> Iterator[forms.BoundField]:
        """Yield the questions in order."""
        for name in self.questions:
            yield self[name]


def _with_seen(data: Any, seen: str) -> QueryDict:
    """Return what was sent, based on what is there now."""
    changed: QueryDict = data.copy()
    changed["seen"] = seen
    return changed


def _short(question: Question, text: Any) -> str:
    """Return what is wrong without the question, which stands beside it."""
    return str(text).removeprefix(f"{question.label}: ")


def _field(question: Question) -> forms.Field:
    """Return the form field of a question; empty is allowed, since a draft may be incomplete."""
    field = _MADE[QuestionKind(question.kind)](question)
    field.required, field.label = False, question.label
    field.help_text = linebreaksbr(question.help, autoescape=True) if question.help else ""
    field.optional = not question.required  # type: ignore[attr-defined]  # read by the look
    if question.word_limit:
        field.word_limit = question.word_limit  # type: ignore[attr-defined]  # read by the look
    return field


def _text(_question: Question) -> forms.Field:
    return forms.CharField(strip=False, widget=forms.Textarea(attrs={"rows": 6}))


def _number(_question: Question) -> forms.Field:
    # A number box drops what it cannot read; a text box keeps it, to be corrected.
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal"}))


def _yes_no(question: Question) -> forms.Field:
    return forms.TypedChoiceField(
        choices=[*_none(question), *YES_NO],
        coerce=lambda value: value == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _one(question: Question) -> forms.Field:
    choices = choices_of(question).items()
    if len(choices) > _RADIOS_MOST:
        return forms.ChoiceField(choices=[("", NOT_CHOSEN), *choices])
    return forms.ChoiceField(choices=[*_none(question), *choices], widget=forms.RadioSelect)


def _several(question: Question) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=list(choices_of(question).items()), widget=boxes)


def _none(question: Question) -> list[tuple[str, Any]]:
    """Return the choice of giving no answer, where there may be none."""
    return [] if question.required else [("", _("No answer"))]


_MADE = {
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.ONE: _one,
    QuestionKind.SEVERAL: _several,
}
