"""The acts on a target: changed before the start, amended and measured after."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.result_acts import ENDED, recorded, writing_act
from usecases.admin.result_forms import result_form
from usecases.admin.trial_forms import (
    NoResultForm,
    TargetAmendForm,
    TargetChangeForm,
    amended_note,
)
from usecases.models.person import Person
from usecases.models.trials import Target
from usecases.rules.permissions import may, on_case
from usecases.text.digest import plain
from usecases.text.measures import value_text
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import TARGET_FIELDS
from usecases.workflow import amend, measure, targets


def target_acts(target: Target, person: Person) -> list[Act]:
    """Return what can be done to a target: changed before the start, amended and measured after."""
    case = target.use_case
    if not may(on_case(person, case), Action.HANDLE) or target.dropped_at:
        return []
    acts = list[Act]()
    if case.stage in (*RUNNING, *ENDED) or recorded(case):
        acts.append(_result_of_target(target, person))
    if case.stage == Stage.ACCEPTED or recorded(case):
        acts += [_change(target, person), _drop(target, person)]
    if case.stage in RUNNING:
        if not target.results.filter(final=True, voided_at=None).exists():
            acts.append(_explain(target, person))
        if case.basis == Basis.LIVE:
            acts += [_amend(target, person), _give_up(target, person)]
    return acts


def _result_of_target(target: Target, person: Person) -> Act:
    def write(values: dict[str, Any]) -> object:
        cycle, reason = values["cycle"], values.get("reason", "")
        given = {name: v for name, v in values.items() if name not in ("cycle", "reason")}
        fields = {**given, "metric": target.metric, "target": target}
        return measure.write_result(cycle, fields=fields, by=person, reason=reason)

    case = target.use_case
    lead = _("What a test cycle measured of this target. The final one decides: met or missed.")
    form = result_form(case, target=target)
    return writing_act(case, write, form, lead=lead, facts=lambda: _said(target))


def _said(target: Target) -> list[tuple[Any, str]]:
    """Return what was said in advance, and how its metric is measured."""
    unit, baseline = target.metric.unit, target.baseline
    return [
        (_("Success is"), f"{target.get_success_display()} {value_text(target.value, unit)}"),
        (_("Baseline"), "" if baseline is None else value_text(baseline, unit)),
        (_("How it is measured"), target.metric.measured),
    ]


def _change(target: Target, person: Person) -> Act:
    def change(values: dict[str, Any]) -> object:
        fields = {name: values[name] for name in TARGET_FIELDS}
        return targets.change_target(target, fields=fields, by=person, reason=values["reason"])

    return Act(
        name="say-otherwise",
        label=_("Change"),
        lead=_("It is locked when the trial starts."),
        perform=change,
        form=TargetChangeForm,
        initial=_known(target),
        done=_("The target is changed."),
        main=True,
    )


def _known(target: Target) -> dict[str, Any]:
    """Return what is said of a target, its numbers as people write them."""
    return {name: plain(getattr(target, name)) for name in TARGET_FIELDS}


def _drop(target: Target, person: Person) -> Act:
    return Act(
        name="drop",
        label=_("Take back"),
        lead=_("Nothing is measured against it. It can be set anew."),
        perform=lambda values: targets.drop_target(target, by=person, reason=values["reason"]),
        form=WhyForm,
        done=_("The target is taken back."),
        danger=True,
    )


def _explain(target: Target, person: Person) -> Act:
    return Act(
        name="explain",
        label=_("Say why there is no result"),
        lead=_("The trial can then complete without a final result of this target."),
        perform=lambda values: targets.explain(target, by=person, **values),
        form=NoResultForm,
        initial={"reason": target.no_result_reason},
        done=_("It is said why there is no result."),
    )


def _amend(target: Target, person: Person) -> Act:
    def change(values: dict[str, Any]) -> object:
        given = {name: values[name] for name in TARGET_FIELDS}
        fields = {name: v for name, v in given.items() if v != getattr(target, name)}
        return amend.amend(target, fields=fields, by=person, reason=values["reason"])

    return Act(
        name="amend",
        label=_("Amend"),
        lead=amended_note(_("the target")),
        perform=change,
        form=TargetAmendForm,
        initial=_known(target),
        done=_("The target is amended."),
    )


def _give_up(target: Target, person: Person) -> Act:
    return Act(
        name="give-up",
        label=_("Give up"),
        lead=amended_note(_("what is aimed at")),
        perform=lambda values: amend.amend_out_target(target, by=person, **values),
        form=WhyForm,
        done=_("The target is given up, by an amendment."),
        danger=True,
    )
