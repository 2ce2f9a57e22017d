"""The form of an assessment: for every criterion a worded scale and a remark, then a judgement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from usecases.models.assessments import Assessment, Criterion
from usecases.rules.criteria import points
from usecases.vocabulary.limits import COMMENT_CHARACTERS, REMARK_CHARACTERS
from usecases.vocabulary.reviews import Recommendation


@dataclass(frozen=True)
class Asked:
    """One criterion as the form asks for it."""

    criterion: Criterion
    score: BoundField
    remark: BoundField


class AssessForm(forms.Form):
    """A draft may lack anything; what must be there before it is handed in, the verb says."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=COMMENT_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 6}),
        help_text=_("Why, on the whole. Colleagues read it, and whoever decides."),
    )
    recommendation = forms.ChoiceField(
        label=_("Recommendation"),
        required=False,
        choices=Recommendation.choices,
        widget=forms.RadioSelect,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            self.fields[f"score-{each.code}"] = _score(each)
            self.fields[f"remark-{each.code}"] = _remark(each)
        for field in self.fields.values():
            field.optional = False  # type: ignore[attr-defined]  # the field template asks
        self.order_fields(
            [name for name in self.fields if name not in ("comment", "recommendation")]
        )

    @property
    def asked(self) -> Iterator[Asked]:
        """The criteria in order, each with its fields."""
        for each in self.criteria:
            yield Asked(each, self[f"score-{each.code}"], self[f"remark-{each.code}"])

    def words(self) -> dict[str, Any]:
        """Return what was written, as the verb takes it."""
        given = self.cleaned_data
        scores = {
            each.code: (_number(given[f"score-{each.code}"]), given[f"remark-{each.code}"])
            for each in self.criteria
        }
        return {
            "scores": scores,
            "comment": given["comment"],
            "recommendation": given["recommendation"],
        }


def written(row: Assessment | None) -> dict[str, Any]:
    """Return an assessment as the form begins with it."""
    if row is None:
        return {}
    found: dict[str, Any] = {"comment": row.comment, "recommendation": row.recommendation}
    for each in row.scores.select_related("criterion"):
        code = each.criterion.code
        found |= {f"score-{code}": each.score, f"remark-{code}": each.remark}
    return found


def in_words(score: int, words: str) -> str:
    """Return a score with its words."""
    return f"{score} – {words}" if words else str(score)


def _score(criterion: Criterion) -> forms.ChoiceField:
    scale = points(criterion, get_language() or "en")
    return forms.ChoiceField(
        label=criterion.label,
        help_text=_asked(criterion),
        required=False,
        choices=[(score, in_words(score, words)) for score, words in reversed(scale)],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the scores of the scale.")},
    )


def _asked(criterion: Criterion) -> str:
    """Return what is asked and how much it weighs; drawn as it is, so it is made safe here."""
    weight = _("Weight {weight}.").format(weight=number_format(criterion.weight.normalize()))
    return conditional_escape(f"{criterion.meaning} {weight}".strip())


def _remark(criterion: Criterion) -> forms.CharField:
    return forms.CharField(
        label=_("Remark on {name}").format(name=criterion.label),
        required=False,
        max_length=REMARK_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
    )


def _number(value: str) -> int | None:
    return int(value) if value else None
