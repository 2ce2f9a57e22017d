"""The forms of a declaration: of all that is assigned at once, and of a firm in a phase."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.assessing import Task
from usecases.rules.visibility_register import (
    institutions_for,
    phases_for,
    technology_partners_for,
)
from usecases.vocabulary.limits import REASON_CHARACTERS
from usecases.workflow.declare import Target


@dataclass(frozen=True)
class Box:
    """One box to tick: a conflict in an institution, a partner, or the case itself."""

    value: str
    label: Promise | str
    target: Target
    ticked: bool = False


@dataclass(frozen=True)
class Line:
    """One assigned case with its boxes."""

    task: Task
    boxes: list[Box]


def why_field() -> forms.CharField:
    """Return the field that asks what the conflict is."""
    return forms.CharField(
        label=_("What the conflict is"),
        required=False,
        max_length=REASON_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Colleagues who keep the register of interests read it."),
    )


class DeclareForm(forms.Form):
    """All that is assigned: ticked where there is a conflict, one confirmation for the rest."""

    why = why_field()
    confirm = forms.BooleanField(
        label=_("I have no conflict of interest in the other use cases listed here."),
        error_messages={"required": _("Tick this to confirm that there is no other conflict.")},
    )

    def __init__(self, *args: Any, tasks: Sequence[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = {*self.data.getlist("conflict")} if self.is_bound else set()  # type: ignore[attr-defined]  # a QueryDict
        self.lines = [Line(each, list(_boxes(each.case, ticked))) for each in tasks]

    def clean(self) -> dict[str, Any] | None:
        """Take only boxes and cases that were on the page for this person."""
        boxes = {
            box.value: (line.task.case.phase, box) for line in self.lines for box in line.boxes
        }
        known = {str(line.task.case.pk) for line in self.lines}
        chosen, listed = self.data.getlist("conflict"), self.data.getlist("case")  # type: ignore[attr-defined]  # a QueryDict
        if not {*chosen} <= {*boxes} or not {*listed} <= known:
            text = _("What is assigned to you has changed. Look at the list again.")
            raise forms.ValidationError(text, code="stale")
        self.chosen = [boxes[value] for value in dict.fromkeys(chosen)]
        self.listed = {UUID(each) for each in listed}
        return super().clean()

    def by_phase(self) -> list[tuple[Phase, list[Target], list[UseCase]]]:
        """Return what is declared of each phase: conflicts, and cases free of one."""
        cases = [line.task.case for line in self.lines if line.task.case.pk in self.listed]
        phases = {case.phase_id: case.phase for case in cases}
        phases |= {phase.pk: phase for phase, _box in self.chosen}
        found = []
        for phase in phases.values():
            against = [box.target for each, box in self.chosen if each == phase]
            own = [each for each in cases if each.phase_id == phase.pk and each not in against]
            undeclared = {line.task.case.pk for line in self.lines if not line.task.declared}
            found.append((phase, against, [each for each in own if each.pk in undeclared]))
        return found


def _boxes(case: UseCase, ticked: set[str]) -> list[Box]:
    targets: list[tuple[str, Target]] = [("institution", case.institution)]
    for party in case.parties.all():
        if party.institution is not None:
            targets.append(("institution", party.institution))
        if party.partner is not None:
            targets.append(("partner", party.partner))
    boxes = [
        Box(value, str(target), target, value in ticked)
        for kind, target in targets
        for value in [f"{case.phase_id}/{kind}/{target.pk}"]
    ]
    own = f"{case.phase_id}/use_case/{case.pk}"
    return [*boxes, Box(own, _("This use case alone"), case, own in ticked)]


class FirmForm(ActForm):
    """A conflict in an institution or a partner, for a phase, whatever is assigned."""

    phase = forms.ModelChoiceField(Phase.objects.none(), label=_("Phase"))
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Institution"), required=False
    )
    partner = forms.ModelChoiceField(
        TechnologyPartner.objects.none(), label=_("Technology partner"), required=False
    )
    why = why_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["phase"].queryset = phases_for(self.person).order_by("-opens_at", "code")
        fields["institution"].queryset = institutions_for(self.person).order_by("short_name")
        fields["partner"].queryset = technology_partners_for(self.person).order_by("name")

    def clean(self) -> dict[str, Any] | None:
        """Ask for one of the two at least."""
        cleaned = super().clean() or {}
        if not self.firms:
            raise forms.ValidationError(_("Choose an institution or a partner."), code="required")
        return cleaned

    @property
    def firms(self) -> list[Target]:
        """What was chosen."""
        named = (self.cleaned_data.get(name) for name in ("institution", "partner"))
        return [each for each in named if each is not None]
