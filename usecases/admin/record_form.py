"""What the page asks on which a use case is recorded after the fact."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm
from usecases.admin.record_rows import moment, read, rows_from
from usecases.admin.records import rows_for
from usecases.admin.widgets import TypedSelect, TypedSelectMultiple
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.models.words import Category, Term
from usecases.text.when import Span
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.terms import DecisionOutcome, MissingCategory, OutcomeResult, TermKind
from usecases.workflow.ending import Decided, Ended
from usecases.workflow.record import Reached, Told

_NONE = ("", "---------")
KEPT = ("phase", "institution", "source", "source_kind")


def _rows(model: type[Any], label: Any, *, required: bool = True) -> Any:
    return forms.ModelChoiceField(model.objects.none(), label=label, required=required)


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[_NONE, *choices])


def _prose(label: Any, rows: int, *, required: bool = False) -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget)


class RecordForm(ActForm):
    """A use case that happened before or outside the system."""

    phase = _rows(Phase, _("Phase"))
    institution = _rows(Institution, _("Institution"))
    title = forms.CharField(label=_("Title"), max_length=TITLE_CHARACTERS)
    category = _rows(Category, _("Category"), required=False)
    uncategorised_reason = _choice(_("Why it has no category"), MissingCategory.choices)
    partners = forms.ModelMultipleChoiceField(
        TechnologyPartner.objects.none(), label=_("Technology partners"), required=False
    )
    summary = _prose(_("Summary"), 3)
    decision = _choice(_("Decision"), DecisionOutcome.choices)
    decision_reason = _rows(Term, _("Coded reason"), required=False)
    outcome = _choice(_("Outcome"), OutcomeResult.choices)
    outcome_on = forms.CharField(label=_("Outcome dated"), required=False, max_length=10)
    told_by = forms.CharField(label=_("Told by"), required=False, max_length=TITLE_CHARACTERS)
    source = _prose(_("Source"), 2, required=True)
    source_kind = forms.ChoiceField(label=_("Kind of source"), choices=SourceKind.choices)

    def __init__(self, *args: Any, person: Person, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        reasons = rows_for(Term, person).filter(kind=TermKind.REASON, active=True)
        for name, rows in {
            "phase": rows_for(Phase, person).select_related("programme"),
            "institution": rows_for(Institution, person).filter(merged_into=None),
            "category": rows_for(Category, person).filter(active=True),
            "partners": rows_for(TechnologyPartner, person).filter(merged_into=None),
            "decision_reason": reasons,
        }.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a choice of rows
        found = UseCase._meta.get_field("institution")
        self._by_typing("institution", TypedSelect(found, site))
        self._by_typing("partners", TypedSelectMultiple(Party._meta.get_field("partner"), site))
        first = "title" if self.initial.get("institution") else "phase"
        self.fields[first].widget.attrs["autofocus"] = True
        self.rows = rows_from(self.data if self.is_bound else None, self.initial)

    def _by_typing(self, name: str, widget: Any) -> None:
        field = self.fields[name]
        widget.choices = field.choices  # type: ignore[attr-defined]  # a choice of rows
        field.widget = widget

    def clean_outcome_on(self) -> Span | None:
        """Read the date of the outcome."""
        return read(self.cleaned_data["outcome_on"])

    def clean(self) -> dict[str, Any] | None:
        """Ask for what belongs together, by the field in which it is missing."""
        values = super().clean() or self.cleaned_data
        if not values.get("category") and not values.get("uncategorised_reason"):
            self._miss("category", _("Give a category, or say why there is none."))
        if values.get("outcome") and not values.get("outcome_on"):
            self._miss("outcome_on", _("Say when."))
        if values.get("outcome_on") and not values.get("outcome"):
            self._miss("outcome", _("Say what became of it."))
        if values.get("decision_reason") and not values.get("decision"):
            self._miss("decision", _("Say what was decided."))
        return values

    def _miss(self, name: str, text: Any) -> None:
        if name not in self.errors:
            self.add_error(name, ValidationError(text, code="required"))

    def is_valid(self) -> bool:
        """Whether the form and each of its rows can be taken."""
        valid = [super().is_valid(), *(row.is_valid() for row in self.rows)]
        return all(valid)

    def row_errors(self) -> list[tuple[int, forms.BoundField]]:
        """Return the fields of the rows that are wrong, each with the number of its row."""
        if not self.is_bound:
            return []
        fields = ((n, each) for n, row in enumerate(self.rows, 1) for each in row)
        return [(n, each) for n, each in fields if each.errors]

    def told(self) -> Told:
        """Return what is known of the use case."""
        values, now = self.cleaned_data, timezone.now()
        names = ("phase", "institution", "title", "summary", "category", "uncategorised_reason")
        return Told(
            **{name: values[name] for name in (*names, "source", "source_kind")},
            partners=list(values["partners"]),
            stages=list(self._reached(now)),
            decision=self._decided(),
            outcome=self._ended(now),
        )

    def _reached(self, now: datetime) -> Iterator[Reached]:
        programme = self.cleaned_data["phase"].programme
        for row in self.rows:
            span = row.cleaned_data["when"]
            if span is not None:
                at = moment(span, programme, now)
                yield Reached(row.cleaned_data["stage"], at, span.precision)

    def _decided(self) -> Decided | None:
        values = self.cleaned_data
        if not values["decision"]:
            return None
        return Decided(values["decision"], reason=values["decision_reason"])

    def _ended(self, now: datetime) -> Ended | None:
        values = self.cleaned_data
        span: Span | None = values["outcome_on"]
        if not values["outcome"] or span is None:
            return None
        at = moment(span, values["phase"].programme, now)
        return Ended(values["outcome"], at, span.precision, told_by=values["told_by"])


def typed(data: Any) -> dict[str, Any]:
    """Return what was typed so far, to be drawn again without a judgement."""
    names: Mapping[str, forms.Field] = RecordForm.base_fields
    return {name: data.getlist(name) if name == "partners" else data.get(name) for name in names}
