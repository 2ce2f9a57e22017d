"""What the acts that mend, move or link a use case ask for."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, VersionWhyForm, WhyForm
from usecases.admin.case_forms import end_of
from usecases.admin.records import rows_for
from usecases.models.casefile import Lineage
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.visibility import stage_changes_for, use_cases_for
from usecases.rules.visibility_casefile import lineages_for
from usecases.vocabulary import filetypes
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.workflow.correct import Truth

_NEVER = "never"
_STAGES = [(stage.value, stage.label) for stage in Stage if stage in IMPLIED]


def _rows(form: forms.Form, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a choice of rows


class MoveChoice(forms.ModelChoiceField[StageChange]):
    """Moves of a case, by stage and day."""

    zone: ZoneInfo | None = None

    def label_from_instance(self, obj: StageChange) -> str:
        """Return how a move reads."""
        day = timezone.localtime(obj.happened_on, self.zone)
        return f"{obj.get_to_stage_display()} · {date_format(day, 'DATE_FORMAT')}"


class CorrectForm(VersionWhyForm):
    """Which move was wrong, and what is true."""

    change = MoveChoice(StageChange.objects.none(), label=_("What was wrong"), empty_label=None)
    stage = forms.ChoiceField(
        label=_("What is true: stage"),
        choices=[
            ("", "---------"),
            *_STAGES,
            (_NEVER, _("None: it did not happen, void this move")),
        ],
    )
    happened_on = forms.DateField(
        label=_("What is true: day"),
        required=False,
        widget=AdminDateWidget(),
        help_text=_("Empty: the same moment as before. In the programme's time zone."),
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        help_text=_("Empty: as before."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("change", "stage", "happened_on", "source", "reason")

    def __init__(self, *args: Any, case: UseCase, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.case = case
        moves = stage_changes_for(person).filter(use_case=case)
        standing = moves.filter(voided_by__isnull=True).exclude(to_stage="")
        _rows(self, "change", standing.order_by("-happened_on", "-row"))
        zone = ZoneInfo(case.phase.programme.time_zone)
        self.fields["change"].zone = zone  # type: ignore[attr-defined]  # a MoveChoice

    def clean(self) -> dict[str, Any]:
        """Put together what is true."""
        values = super().clean() or self.cleaned_data
        change: StageChange | None = values.get("change")
        if change is not None and not self.errors:
            values["truth"] = self._truth(change, values)
        return values

    def _truth(self, change: StageChange, values: dict[str, Any]) -> Truth | None:
        if values["stage"] == _NEVER:
            return None
        day = values["happened_on"]
        if day is None:
            return Truth(values["stage"], change.happened_on, change.precision, values["source"])
        moment = end_of(day, self.case.phase.programme)
        return Truth(values["stage"], moment, Precision.DAY, values["source"])


class TransferForm(VersionWhyForm):
    """Where a case belongs."""

    phase = forms.ModelChoiceField(
        Phase.objects.none(), label=_("Phase"), required=False, empty_label=_("As it is")
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        empty_label=_("As it is"),
        help_text=_("Not for a case that its own people have signed."),
    )
    field_order = ("phase", "institution", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        _rows(self, "phase", rows_for(Phase, person))
        _rows(self, "institution", rows_for(Institution, person))


class LinkForm(ActForm):
    """From which use case another follows, and how."""

    reference = forms.CharField(label=_("Reference of the earlier use case"), max_length=40)
    kind = forms.ChoiceField(label=_("How it follows"), choices=LineageKind.choices)

    def clean(self) -> dict[str, Any]:
        """Find the case by the reference it has or had."""
        values = super().clean() or self.cleaned_data
        reference = values.pop("reference", "").strip()
        if reference:
            seen = use_cases_for(self.person)
            found = seen.filter(reference=reference) | seen.filter(aliases__reference=reference)
            values["earlier"] = found.distinct().first()
            if values["earlier"] is None:
                self.add_error("reference", _("There is no such use case."))
        return values


class UnlinkForm(WhyForm):
    """Which link was made in error."""

    lineage = forms.ModelChoiceField(Lineage.objects.none(), label=_("Link"), empty_label=None)
    field_order = ("lineage", "reason")

    def __init__(self, *args: Any, case: UseCase, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        mine = lineages_for(person).filter(later=case)
        _rows(self, "lineage", mine.select_related("earlier", "later"))


class CarryForm(VersionWhyForm):
    """To which phase a case is carried over."""

    phase = forms.ModelChoiceField(Phase.objects.none(), label=_("Phase"))
    field_order = ("phase", "reason")

    def __init__(self, *args: Any, case: UseCase, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        _rows(self, "phase", rows_for(Phase, person).exclude(pk=case.phase_id))


class ByLetterForm(WhyForm):
    """The letter by which a bank asks, and why."""

    letter = forms.FileField(
        label=_("Its letter"),
        help_text=filetypes.WORDS,
        widget=forms.FileInput(attrs={"accept": filetypes.ENDINGS}),
    )
    field_order = ("letter", "reason")


class LetterForm(VersionWhyForm, ByLetterForm):
    """The same, about the version that the person looked at."""
