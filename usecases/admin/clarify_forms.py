"""What is asked when a bank is asked, when it answered by letter, when a version is judged."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import VersionForm, VersionWhyForm
from usecases.models.usecases import UseCase
from usecases.rules.clarified import open_questions
from usecases.vocabulary import filetypes
from usecases.vocabulary.limits import ANSWER_DAYS, QUESTIONS_AT_ONCE

_AT_FIRST = 3


class AskForm(VersionForm):
    """Several questions, each with the day by which an answer is due; more rows by a button."""

    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)
    further: tuple[tuple[str, Promise], ...] = (("another", _("Add a question")),)

    def __init__(
        self, data: Any = None, files: Any = None, *, case: UseCase, **kwargs: Any
    ) -> None:
        number = _number(data)
        if data is not None and "another" in data:  # drawn again, with a row more
            kwargs["initial"] = {name: data[name] for name in data}
            data = files = None
            number = min(number + 1, QUESTIONS_AT_ONCE)
        super().__init__(data, files, **kwargs)
        self.numbers = range(1, number + 1)
        self.initial["rows"] = number
        for each in self.numbers:
            self._add(each, case)
        self.order_fields([name for n in self.numbers for name in _names(n)])

    def _add(self, number: int, case: UseCase) -> None:
        question, due_at = _names(number)
        self.fields[question] = forms.CharField(
            label=format_lazy(_("Question {n}"), n=number),
            required=number == 1,
            widget=AdminTextareaWidget(attrs={"rows": 4}),
        )
        self.fields[due_at] = forms.DateField(
            label=format_lazy(_("Answer to question {n} due"), n=number),
            required=False,
            widget=AdminDateWidget(),
            help_text=_("The end of that day, in the time zone of the programme."),
        )
        self.fields[due_at].optional = False  # type: ignore[attr-defined]  # read by the look
        self.initial.setdefault(due_at, _usual_day(case))

    def clean(self) -> dict[str, Any]:
        """Take the rows that are filled; between them none is empty."""
        values = super().clean() or self.cleaned_data
        asked: list[tuple[str, date | datetime]] = []
        for number in self.numbers:
            question, due_at = (values.pop(name, None) for name in _names(number))
            if question and len(asked) < number - 1 and not self.errors:
                self.add_error(_names(len(asked) + 1)[0], _("Leave no question empty in between."))
            if question and due_at is None and _names(number)[1] not in self.errors:
                self.add_error(_names(number)[1], _("Say by when an answer is due."))
            if question:
                asked.append((question, due_at or date.min))
        values.pop("rows", None)
        return {**values, "questions": asked}


def _names(number: int) -> tuple[str, str]:
    """Return the names of a row's fields; the verb names its faults so."""
    return f"question_{number}", f"due_at_{number}"


def _number(data: Any) -> int:
    """Return how many rows the page has."""
    text = str(data.get("rows", "")) if data is not None else ""
    number = int(text) if text.isdecimal() and len(text) < len("1000") else _AT_FIRST
    return max(1, min(number, QUESTIONS_AT_ONCE))


def _usual_day(case: UseCase) -> date:
    today = timezone.now().astimezone(ZoneInfo(case.phase.programme.time_zone)).date()
    return today + timedelta(days=ANSWER_DAYS)


class AnswerForm(VersionWhyForm):
    """What a bank answered by letter: a reply to every open question, and the letter."""

    letter = forms.FileField(
        label=_("Its letter"),
        help_text=filetypes.WORDS,
        widget=forms.FileInput(attrs={"accept": filetypes.ENDINGS}),
    )

    def __init__(self, *args: Any, case: UseCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(open_questions(case))
        names = [f"reply_{number}" for number, _each in enumerate(self.questions, 1)]
        for name, each in zip(names, self.questions, strict=True):
            self.fields[name] = forms.CharField(
                label=each.question, widget=AdminTextareaWidget(attrs={"rows": 5})
            )
        self.order_fields([*names, "letter", "reason"])

    def clean(self) -> dict[str, Any]:
        """Hand the replies over by their questions."""
        values = super().clean() or self.cleaned_data
        texts = [values.pop(f"reply_{n}", "") for n, _each in enumerate(self.questions, 1)]
        replies = {each.pk: text for each, text in zip(self.questions, texts, strict=True)}
        return {**values, "replies": replies}


class MaterialForm(VersionWhyForm):
    """Whether what a new version changed matters to the assessments made before it."""

    material = forms.TypedChoiceField(
        label=_("Does what changed matter to the assessments made before?"),
        choices=[
            ("yes", _("Yes: the use case is assessed again")),
            ("no", _("No: the assessments stand")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ("material", "reason")
