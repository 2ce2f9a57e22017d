"""What the use cases of a phase are scored by: on pages of their own, and on the phase's."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ReasonForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import number_column
from usecases.admin.criteria_forms import CopyForm, CriterionForm, written
from usecases.admin.list_active import IN_USE
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.assessments import Criterion
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules.criteria import LOCKED, locked, points
from usecases.rules.editing import may_add
from usecases.rules.visibility_reviews import criteria_for
from usecases.workflow import criteria

_LABELS = ("label_en", "label_zh_hant", "label_zh_hans")


class CriterionAdmin(ConsoleAdmin[Criterion]):
    """Criteria of phases, with the words for each score."""

    form = CriterionForm
    list_display = ("criterion", "phase", "weighs", "scores", "order", "active")
    list_filter = (("phase", VisibleRelated),)
    active = IN_USE
    list_select_related = ("phase",)
    further_columns = ("code", "meaning", *_LABELS)
    search_fields = ("code", *_LABELS, "phase__code")
    number_columns = ("weighs", "scores")
    empty_text = _("Each phase begins with four criteria, which will appear here.")
    weighs = number_column("weight", _("weight"))

    @display(description=_("criterion"), ordering="label_en")
    def criterion(self, criterion: Criterion) -> str:
        """Its label."""
        return criterion.label

    @display(description=_("scores"), ordering="highest")
    def scores(self, criterion: Criterion) -> str:
        """From the lowest to the highest."""
        return f"{criterion.lowest}–{criterion.highest}"

    @display(description=_("words for each score"))
    def scale_in_words(self, criterion: Criterion) -> str:
        """The scale as it is typed."""
        return written(criterion.scale) or "–"

    def sections(self, request: HttpRequest, obj: Criterion | None) -> list[Any]:
        """Name it, weigh it, say what each score means."""
        person = person_of(request)
        fixed = not may_add(person, "criterion") or (obj is not None and locked(obj.phase_id))
        scale = "scale_in_words" if fixed else "scale"
        what = ("phase", "code", *_LABELS, "meaning")
        return [
            (None, what),
            (_("Scores"), ("weight", "lowest", "highest", scale)),
            (_("In use"), ("order", "active")),
        ]

    def around(self, request: HttpRequest, obj: Criterion) -> dict[str, Any]:
        """Say why it is fixed, if it is."""
        why = LOCKED if locked(obj.phase_id) else ""
        return {**super().around(request, obj), "fixed": why}


def criteria_panel(phase: Phase, person: Person) -> dict[str, Any]:
    """Return what the page of a phase shows of its criteria."""
    rows = criteria_for(person).filter(phase=phase, active=True).order_by("order", "code")
    fixed = locked(phase.pk)
    return {
        "criteria": [(each, points(each)) for each in rows],
        "criteria_fixed": LOCKED if fixed else "",
        "adds_criteria": not fixed and may_add(person, "criterion"),
    }


def criteria_acts(phase: Phase, person: Person) -> list[Act]:
    """Offer to give criteria to a phase that has none and may still get them."""
    any_at_all = criteria_for(person).filter(phase=phase).exists()
    if any_at_all or not may_add(person, "criterion") or locked(phase.pk):
        return []
    return [
        Act(
            name="criteria",
            label=_("Use the default criteria"),
            lead=_(
                "The phase gets the four published criteria with equal weights and worded scales "
                "from 1 to 5. They can be edited until the first submission."
            ),
            perform=lambda values: criteria.adopt(phase, by=person, **values),
            form=ReasonForm,
            done=_("The phase has its criteria."),
        ),
        Act(
            name="copy-criteria",
            label=_("Copy criteria"),
            lead=_(
                "The phase gets the criteria of another phase. They can be edited until the first "
                "submission."
            ),
            perform=lambda values: criteria.copy(phase, by=person, **values),
            form=CopyForm,
            done=_("The phase has its criteria."),
        ),
    ]
