"""The acts on the pages of a target, a test cycle and a result."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.result_forms import ResultForm, result_form
from usecases.admin.trial_forms import (
    NoResultForm,
    SetUpForm,
    TargetAmendForm,
    TargetChangeForm,
    amended_note,
)
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.text.digest import plain
from usecases.text.measures import value_text
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.vocabulary.trials import CYCLE_FIELDS, TARGET_FIELDS
from usecases.workflow import amend, measure, targets

Writes = Callable[[dict[str, Any]], object]
_ENDED = (Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN)


def target_acts(target: Target, person: Person) -> list[Act]:
    """Return what can be done to a target: changed before the start, amended and measured after."""
    case = target.use_case
    if not may(on_case(person, case), Action.HANDLE) or target.dropped_at:
        return []
    acts = list[Act]()
    if case.stage in (*RUNNING, *_ENDED) or _recorded(case):
        acts.append(_result_of_target(target, person))
    if case.stage == Stage.ACCEPTED or _recorded(case):
        acts += [_change(target, person), _drop(target, person)]
    if case.stage in RUNNING:
        if not target.results.filter(final=True, voided_at=None).exists():
            acts.append(_explain(target, person))
        if case.basis == Basis.LIVE:
            acts += [_amend(target, person), _give_up(target, person)]
    return acts


def cycle_acts(cycle: Cycle, person: Person) -> list[Act]:
    """Return what can be done in a test cycle: written what it measured, said how it was set up."""
    case = cycle.use_case
    if not may(on_case(person, case), Action.HANDLE):
        return []
    if case.stage not in (*RUNNING, *_ENDED) and not _recorded(case):
        return []
    return [_result_of_cycle(cycle, person), _setup(cycle, person)]


def result_acts(result: Result, person: Person) -> list[Act]:
    """Return what can be done to a result: its target is judged by it, or it is void."""
    case = result.use_case
    if not may(on_case(person, case), Action.HANDLE) or result.voided_at:
        return []
    acts = [_void(result, person)]
    if result.target_id and not result.final:
        acts.insert(0, _final(result, person))
    return acts


def _recorded(case: UseCase) -> bool:
    return case.basis == Basis.RECORDED and case.stage not in UNCOUNTED


def _without_reason(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _result(case: UseCase, write: Writes, form: type[ResultForm], **about: Any) -> Act:
    return Act(
        name="result",
        label=_("Write a result"),
        perform=write,
        form=form,
        done=_("The result is written."),
        main=case.stage in RUNNING,
        **about,
    )


def _result_of_target(target: Target, person: Person) -> Act:
    def write(values: dict[str, Any]) -> object:
        cycle, reason = values["cycle"], values.get("reason", "")
        given = {name: v for name, v in values.items() if name not in ("cycle", "reason")}
        fields = {**given, "metric": target.metric, "target": target}
        return measure.write_result(cycle, fields=fields, by=person, reason=reason)

    case = target.use_case
    lead = _("What a test cycle measured of this target. The final one decides: met or missed.")
    form = result_form(case, target=target)
    return _result(case, write, form, lead=lead, facts=lambda: _said(target))


def _result_of_cycle(cycle: Cycle, person: Person) -> Act:
    def write(values: dict[str, Any]) -> object:
        fields = {name: value for name, value in values.items() if name != "reason"}
        reason = values.get("reason", "")
        return measure.write_result(cycle, fields=fields, by=person, reason=reason)

    case = cycle.use_case
    lead = _("It belongs to the target of its metric, if there is one, and else stands alone.")
    return _result(case, write, result_form(case, cycle=cycle), lead=lead)


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
        fields = _without_reason(values, TARGET_FIELDS)
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
        given = _without_reason(values, TARGET_FIELDS)
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


def _setup(cycle: Cycle, person: Person) -> Act:
    def change(values: dict[str, Any]) -> object:
        fields = _without_reason(values, CYCLE_FIELDS)
        return measure.change_cycle(cycle, fields=fields, by=person, reason=values["reason"])

    def known() -> dict[str, Any]:
        shown = {name: _bare(getattr(cycle, name)) for name in CYCLE_FIELDS if name != "techniques"}
        return {**shown, "techniques": [each.pk for each in cycle.techniques.all()]}

    return Act(
        name="setup",
        label=_("Change the set-up"),
        lead=_("How the system was set up in it; with a reason once something is measured."),
        perform=change,
        form=SetUpForm,
        prepare=known,
        done=_("The set-up is changed."),
    )


def _bare(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value


def _final(result: Result, person: Person) -> Act:
    return Act(
        name="final",
        label=_("Mark as final"),
        lead=_("Its target is judged by this result; another one is final no longer."),
        perform=lambda values: measure.mark_final(result, by=person, **values),
        form=WhyForm,
        done=_("It is the final result."),
        main=True,
    )


def _void(result: Result, person: Person) -> Act:
    return Act(
        name="void",
        label=_("Declare void"),
        lead=_("For what was entered in error. It counts nowhere, and stays in the history."),
        perform=lambda values: measure.void_result(result, by=person, **values),
        form=WhyForm,
        done=_("The result is void."),
        danger=True,
    )
