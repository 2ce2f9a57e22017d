"""The acts on the page of a use case that plan its trial, and amend what was planned."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.plans import plan_acts
from usecases.admin.trial_forms import (
    CycleForm,
    PlanAmendForm,
    PlanForm,
    TargetForm,
    TargetLateForm,
    amended_note,
)
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import trials_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.vocabulary.trials import PLAN_FIELDS
from usecases.workflow import amend, measure, targets, trial

TAB = "trial"


def trial_acts(case: UseCase, person: Person) -> list[Act]:
    """Return what is planned, aimed at and measured in a trial, and amended once it runs."""
    if not may(on_case(person, case), Action.HANDLE):
        return []
    recorded = case.basis == Basis.RECORDED and case.stage not in UNCOUNTED
    acts = plan_acts(case, person)
    if case.stage == Stage.ACCEPTED or recorded:
        acts += [_plan(case, person), _target(case, person)]
    elif case.stage in RUNNING:
        acts += [_amend(case, person), _late_target(case, person)]
    if case.stage in RUNNING or recorded:
        acts.append(_cycle(case, person))
    return acts


def _plan(case: UseCase, person: Person) -> Act:
    return Act(
        name="plan",
        label=_("Trial plan"),
        lead=_("It can start with a plan, both dates and a target; from then on these are locked."),
        perform=lambda values: trial.plan(case, by=person, **_fields(values)),
        form=PlanForm,
        prepare=lambda: _known(case, person),
        done=_("The plan is saved."),
        tab=TAB,
    )


def _amend(case: UseCase, person: Person) -> Act:
    return Act(
        name="amend",
        label=_("Amend the plan"),
        lead=amended_note(_("the plan")),
        perform=lambda values: _amended(case, person, values),
        form=PlanAmendForm,
        prepare=lambda: _known(case, person),
        done=_("The plan is amended."),
        more=True,
        tab=TAB,
    )


def _target(case: UseCase, person: Person) -> Act:
    return Act(
        name="target",
        label=_("Set a target"),
        lead=_("What the trial is to reach, said in advance. It is locked when the trial starts."),
        perform=lambda values: targets.set_target(case, by=person, **values),
        form=TargetForm,
        done=_("The target is set."),
        tab=TAB,
    )


def _late_target(case: UseCase, person: Person) -> Act:
    return Act(
        name="further-target",
        label=_("Add a target"),
        lead=amended_note(_("what is aimed at")),
        perform=lambda values: amend.amend_in_target(case, by=person, **values),
        form=TargetLateForm,
        done=_("The target is added, by an amendment."),
        more=True,
        tab=TAB,
    )


def _cycle(case: UseCase, person: Person) -> Act:
    return Act(
        name="cycle",
        label=_("Begin a test cycle"),
        lead=_("Results are written in it, so that one can ask later what each set-up did."),
        perform=lambda values: measure.begin_cycle(case, fields=values, by=person),
        form=CycleForm,
        done=_("The test cycle has begun."),
        more=True,
        tab=TAB,
    )


def _known(case: UseCase, person: Person) -> dict[str, Any]:
    known = trials_for(person).filter(use_case=case).first()
    if known is None:
        return {}
    shown = {name: getattr(known, name) for name in PLAN_FIELDS}
    return {**shown, "based_on": known.updated_at.isoformat()}


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    fields = {name: values[name] for name in PLAN_FIELDS}
    return {"fields": fields, "reason": values["reason"], "based_on": values["based_on"]}


def _amended(case: UseCase, person: Person, values: dict[str, Any]) -> object:
    """Amend what differs from the plan as it stands."""
    known = trials_for(person).get(use_case=case)
    asked = _fields(values)
    differing = {
        name: value for name, value in asked["fields"].items() if value != getattr(known, name)
    }
    return amend.amend(known, by=person, **{**asked, "fields": differing})
