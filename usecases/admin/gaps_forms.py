"""What a sample question asks for: the question, and what an answer must show."""

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.asking import QUESTION_CHARACTERS


class SampleForm(forms.Form):
    """A question for the next evaluations."""

    question = forms.CharField(
        label=_("Question"),
        max_length=QUESTION_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    gold = forms.CharField(
        label=_("What an answer must show"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One fact a line; ways to say the same fact stand beside each other, with | between."
        ),
    )

    def facts(self) -> list[list[str]]:
        """Return the facts, each with its ways to say it."""
        lines = [line.split("|") for line in self.cleaned_data["gold"].splitlines()]
        found = [[text.strip() for text in line if text.strip()] for line in lines]
        return [texts for texts in found if texts]
