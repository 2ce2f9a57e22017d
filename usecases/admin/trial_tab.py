"""The trial on the page of a use case: plan, targets beside results, set-ups, amendments."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from usecases.admin.person import person_of
from usecases.admin.plans import plan_panel
from usecases.admin.timeline import first_at, standing
from usecases.models.monitoring import Deliverable
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.usecases import UseCase
from usecases.rules.aimed import aimed, setups
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import stage_changes_for, trials_for
from usecases.rules.visibility_register import terms_for
from usecases.rules.visibility_trials import amendments_for, cycles_for, results_for, targets_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Unit
from usecases.workflow.amend import WHOLE


@dataclass(frozen=True)
class Amended:
    """A change of the plan: of what, from what, to what."""

    row: Amendment
    what: str
    before: Any
    after: Any
    dated: bool = False


def trial_tab(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what the tab shows, in a fixed number of queries."""
    person = person_of(request)
    moves = standing(stage_changes_for(person).filter(use_case=case))
    began = first_at(moves, Stage.TRIALLING)
    after = moves[moves.index(began) :] if began else []
    targets = list(targets_for(person).filter(use_case=case).select_related("metric"))
    results = list(
        results_for(person).filter(use_case=case).select_related("metric", "cycle", "evidence")
    )
    cycles = cycles_for(person).filter(use_case=case).prefetch_related("techniques")
    parts = ("target__metric", "deliverable", "amended_by")
    amendments = amendments_for(person).filter(use_case=case).select_related(*parts)
    places = {each.code: str(each) for each in terms_for(person).filter(kind=TermKind.ENVIRONMENT)}
    return {
        "trial": trials_for(person).filter(use_case=case).select_related("environment").first(),
        "began": began,
        "ended": first_at(after, Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN),
        "aimed": list(aimed(targets, results)),
        "setups": list(setups(cycles, results, targets)),
        "amended": [_amended(each, places) for each in amendments],
        **plan_panel(case, person),
        "measures": may(on_case(person, case), Action.HANDLE) and case.stage in RUNNING,
    }


def _amended(row: Amendment, places: dict[str, str]) -> Amended:
    """Say an amendment in words: fields by their names, codes by their words, days as days."""
    if row.field == WHOLE:
        return Amended(row, _("Targets"), row.before, row.after)
    model: type[Model] = Target if row.target_id else Deliverable if row.deliverable_id else Trial
    name = str(model._meta.get_field(row.field).verbose_name)  # type: ignore[union-attr]  # plain columns
    of = row.deliverable.title if row.deliverable else str(row.target.metric) if row.target else ""
    what = f"{of}: {name}" if of else name[:1].upper() + name[1:]
    dated = row.field in ("planned_from", "planned_to", "due_on")
    before, after = (_in_words(row, each, places) for each in (row.before, row.after))
    return Amended(row, what, before, after, dated)


def _in_words(row: Amendment, value: str, places: dict[str, str]) -> str | date:
    if not value:
        return ""
    if row.field in ("planned_from", "planned_to", "due_on"):
        return date.fromisoformat(value)
    if row.field == "environment":
        return places.get(value, value)
    if row.field == "success":
        return str(dict(Target._meta.get_field("success").flatchoices).get(value, value))
    numbers = {"value", "baseline"}
    if row.target is not None and row.field in numbers:
        return value if row.target.metric.unit == Unit.RATIO else _unit(value, row.target)
    return value


def _unit(value: str, target: Target) -> str:
    return f"{value} {target.metric.get_unit_display()}"
