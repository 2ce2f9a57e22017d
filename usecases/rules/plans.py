"""A proposed plan as it is kept, plain JSON, and the records that it would make."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from usecases.models.proposals import PlanProposal
from usecases.models.trials import Target, Trial
from usecases.models.usecases import UseCase
from usecases.models.words import Metric, Term
from usecases.rules.aiming import faults_of_target
from usecases.rules.missing import Missing
from usecases.text.digest import plain
from usecases.text.normal import normal
from usecases.vocabulary.limits import PROPOSED_TARGETS
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import PLAN_FIELDS, TARGET_FIELDS

AIM_FIELDS: tuple[str, ...] = ("metric", "aspect", *TARGET_FIELDS)


@dataclass
class Proposed:
    """What a proposal would make, and what is wrong with it or still missing.

    A fault of a target is named by its number: `target_1_value`.
    """

    trial: Trial
    targets: list[Target] = field(default_factory=list)
    faults: list[Missing] = field(default_factory=list)

    @property
    def plan(self) -> dict[str, Any]:
        """The fields of the plan, as `workflow.trial.plan` takes them."""
        return {name: getattr(self.trial, name) for name in PLAN_FIELDS}


def state_of(row: PlanProposal | None) -> str:
    """Return what stands for a proposal as somebody saw it; there may have been none."""
    return row.updated_at.isoformat() if row else ""


def kept(plan: Mapping[str, Any], targets: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return plan and targets as plain JSON; what is empty is left out."""
    return {"plan": _plain(plan, PLAN_FIELDS), "targets": [_plain(t, AIM_FIELDS) for t in targets]}


def standing(trial: Trial | None, targets: Iterable[Target]) -> dict[str, Any]:
    """Return what is agreed now, as a proposal of it would be kept."""
    plan = {name: getattr(trial, name) for name in PLAN_FIELDS} if trial else {}
    return kept(plan, [{name: getattr(row, name) for name in AIM_FIELDS} for row in targets])


def proposed(case: UseCase, content: Mapping[str, Any]) -> Proposed:
    """Return what a proposal would make of a use case."""
    found = Proposed(Trial(use_case=case))
    plan, rows = content.get("plan") or {}, content.get("targets") or []
    for name in PLAN_FIELDS:
        given = _place(plan.get(name)) if name == "environment" else plan.get(name)
        _set(found, found.trial, name, given, name)
    found.faults += _of_plan(found.trial)
    metrics = {each.code: each for each in Metric.objects.filter(active=True)} if rows else {}
    for number, row in enumerate(rows, 1):
        target = Target(use_case=case)
        for name in AIM_FIELDS:
            given = metrics.get(row.get(name, "")) if name == "metric" else row.get(name)
            _set(found, target, name, given, f"target_{number}_{name}")
        found.faults += _of_target(target, number, found.targets)
        found.targets.append(target)
    if not rows:
        found.faults.append(Missing("targets", "required", _("Propose at least one target.")))
    if len(rows) > PROPOSED_TARGETS:
        found.faults.append(Missing("targets", "too-many", _("These are too many targets.")))
    return found


def said(record: Trial | Target, name: str) -> bool:
    """Whether a proposal says this of the plan or of a target: a draft may lack anything."""
    return getattr(record, name) not in (None, "")


def _plain(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    shown = {name: values.get(name) for name in names}
    found = {
        name: str(getattr(value, "code", value.pk)) if isinstance(value, Model) else plain(value)
        for name, value in shown.items()
    }
    tidy = {k: normal(v).strip() if isinstance(v, str) else v for k, v in found.items()}
    return {name: value for name, value in tidy.items() if value not in (None, "")}


def _place(code: str | None) -> Term | None:
    rows = Term.objects.filter(kind=TermKind.ENVIRONMENT, active=True)
    return rows.filter(code=code).first() if code else None


def _set(found: Proposed, record: Trial | Target, name: str, given: Any, named: str) -> None:
    """Write a value as its column holds it; one that cannot be is a fault, and is left out."""
    column: Any = type(record)._meta.get_field(name)
    if isinstance(given, Model) or column.is_relation:
        if given is not None:
            setattr(record, name, given)
        return
    try:
        value = column.to_python(given)
        if value not in (None, ""):
            column.run_validators(value)
    except ValidationError as error:
        found.faults += [Missing(named, "invalid", text) for text in error.messages]
        return
    setattr(record, name, "" if value is None and column.empty_strings_allowed else value)


def _of_plan(trial: Trial) -> Iterator[Missing]:
    if not trial.plan:
        yield Missing("plan", "required", _("Say what you will do, step by step."))
    if not trial.planned_from:
        yield Missing("planned_from", "required", _("Say when the trial is to start."))
    if not trial.planned_to:
        yield Missing("planned_to", "required", _("Say when the trial is to end."))
    if trial.planned_from and trial.planned_to and trial.planned_to < trial.planned_from:
        text = _("The trial is planned to end before it begins.")
        yield Missing("planned_to", "order", text)


def _of_target(target: Target, number: int, earlier: Iterable[Target]) -> Iterator[Missing]:
    def named(name: str) -> str:
        return f"target_{number}_{name}"

    if not said(target, "metric_id"):
        yield Missing(named("metric"), "required", _("Choose by what it is measured."))
    if not target.success:
        yield Missing(named("success"), "required", _("Say what counts as success."))
    elif target.success not in dict(Target._meta.get_field("success").flatchoices):
        yield Missing(named("success"), "invalid", _("Say what counts as success."))
    if not said(target, "value"):
        yield Missing(named("value"), "required", _("Give the value."))
    if not said(target, "metric_id"):
        return
    if said(target, "value") and target.success:
        yield from (Missing(named(f.field), f.code, f.text) for f in faults_of_target(target))
    same = [(t.metric_id, t.aspect.lower()) for t in earlier]
    if (target.metric_id, target.aspect.lower()) in same:
        text = _("There is a target for this metric already: say of what this one is.")
        yield Missing(named("aspect"), "twice", text)
