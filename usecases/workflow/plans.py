"""The plan and the targets of a trial, proposed by the bank and agreed by the officer.

A draft is the bank's own. Nothing but agreement changes `Trial` and `Target`, by the verbs that
the officer uses; once the trial has started both are locked.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.proposals import PlanProposal
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.notices.staff import tell_officers
from usecases.rules.missing import Missing
from usecases.rules.plans import kept, proposed, state_of
from usecases.rules.visibility_plans import plan_proposals_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import PLAIN_CHARACTERS, PROPOSED_TARGETS
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import TARGET_FIELDS
from usecases.workflow.errors import Invalid, NotReady, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.held import refuse
from usecases.workflow.targets import change_target, drop_target, set_target
from usecases.workflow.texts import within
from usecases.workflow.trial import plan as write_trial


def write_plan(
    use_case: UseCase,
    *,
    plan: Mapping[str, Any],
    targets: Iterable[Mapping[str, Any]],
    by: Person,
    remark: str = "",
    seen: str | None = None,
) -> PlanProposal:
    """Write the bank's draft of a proposal; what is still missing may be missing.

    `seen` is the state (`rules.plans.state_of`) that the writer saw: `Stale` if that is over.
    """
    with writing(by=by):
        case = _plannable(fetch_use_case(use_case, by), by, Action.WRITE_TRIAL)
        content = kept(plan, targets)
        _within_limits(content, remark)
        row = plan_proposals_for(by).filter(use_case=case, answered_at__isnull=True).first()
        if row is not None and row.proposed_at:
            text = _("The plan is with your case officer. Take it back to change it.")
            raise invalid("", "proposed", text)
        _fresh(row, seen)
        written = {"content": content, "remark": normal(remark).strip()}
        if row is None:
            return trail.add(PlanProposal(use_case=case, **written), private_to=case.institution)
        trail.amend(row, written, private_to=case.institution)
        return row


def propose_plan(proposal: PlanProposal, *, by: Person, seen: str | None = None) -> PlanProposal:
    """Hand the draft to the officer, who is told; refused while something is missing."""
    with writing(by=by) as opened:
        row, case = _open_row(proposal, by, Action.WRITE_TRIAL)
        if row.proposed_at:
            return row
        _fresh(row, seen)
        if faults := proposed(case, row.content).faults:
            raise NotReady(*faults)
        trail.amend(row, {"proposed_at": opened.moment, "proposed_by": opened.user})
        address = reverse("admin:usecases_planproposal_change", args=[row.pk])
        tell_officers(Letter.PLAN_PROPOSED, case, address)
        return row


def take_back_plan(proposal: PlanProposal, *, by: Person) -> PlanProposal:
    """Make it the bank's draft again, as long as nobody has answered."""
    with writing(by=by):
        row, _case = _open_row(proposal, by, Action.WRITE_TRIAL)
        trail.amend(row, {"proposed_at": None, "proposed_by": None})
        return row


def agree_plan(proposal: PlanProposal, *, by: Person, seen: str | None = None) -> PlanProposal:
    """Make plan and targets what was proposed: those that it leaves out are taken back.

    `seen` is the state of the proposal that the officer read.
    """
    with writing(by=by):
        row, case = _open_row(proposal, by, Action.HANDLE)
        _fresh(row, seen)
        found = proposed(case, row.content)
        refuse(Missing("", fault.code, fault.text) for fault in found.faults)
        write_trial(case, fields=found.plan, by=by)
        _aim(case, found.targets, by)
        _answer(row, agreed=True)
        tell(Letter.PLAN_AGREED, case)
        return row


def send_back_plan(proposal: PlanProposal, *, reason: str, by: Person) -> PlanProposal:
    """Ask for another proposal, with what to change; plan and targets stay as they are."""
    with writing(by=by, reason=reason):
        row, case = _open_row(proposal, by, Action.HANDLE)
        if not reason.strip():
            raise invalid("reason", "required", _("Say what to change."))
        within("reason", reason, PLAIN_CHARACTERS)
        _answer(row, agreed=False, answer=reason.strip())
        tell(Letter.PLAN_SENT_BACK, case, reason=reason.strip())
        return row


def _open_row(proposal: PlanProposal, by: Person, action: Action) -> tuple[PlanProposal, UseCase]:
    row = fetch(plan_proposals_for(by), proposal.pk)
    case = _plannable(fetch_use_case(row.use_case, by), by, action)
    if row.answered_at:
        raise invalid("", "answered", _("This proposal is answered already."))
    return row, case


def _fresh(row: PlanProposal | None, seen: str | None) -> None:
    if seen is not None and seen != state_of(row):
        raise Stale


def _plannable(case: UseCase, by: Person, action: Action) -> UseCase:
    """Return a live case of which the trial is still planned, if this is the person's to do."""
    require(by, action, case)
    if case.stage != Stage.ACCEPTED or case.basis != Basis.LIVE:
        raise WrongStage
    return case


def _aim(case: UseCase, targets: Iterable[Target], by: Person) -> None:
    """Let the targets of a case be these, one by one by the officer's verbs."""
    standing = Target.objects.filter(use_case=case, dropped_at__isnull=True)
    left = {(each.metric_id, each.aspect.lower()): each for each in standing}
    fresh: list[Target] = []
    for wanted in targets:
        known = left.pop((wanted.metric_id, wanted.aspect.lower()), None)
        if known is None:
            fresh.append(wanted)
        else:
            change_target(known, fields=_said(wanted), by=by)
    for each in left.values():
        drop_target(each, by=by)
    for each in fresh:
        set_target(case, metric=each.metric, aspect=each.aspect, by=by, **_said(each))


def _said(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in TARGET_FIELDS}


def _answer(row: PlanProposal, *, agreed: bool, answer: str = "") -> None:
    opened = current()
    told = {"agreed": agreed, "answer": answer}
    trail.amend(row, {**told, "answered_at": opened.moment, "answered_by": opened.user})


def _within_limits(content: Mapping[str, Any], remark: str) -> None:
    """Refuse what is endless, in a draft too."""
    long = format_lazy(_("At most {n} characters."), n=PLAIN_CHARACTERS)
    texts = {"remark": remark, **content["plan"]}
    for number, row in enumerate(content["targets"], 1):
        texts |= {f"target_{number}_{name}": value for name, value in row.items()}
    faults = [
        Missing(name, "too-long", long)
        for name, value in texts.items()
        if isinstance(value, str) and len(value) > PLAIN_CHARACTERS
    ]
    if len(content["targets"]) > PROPOSED_TARGETS:
        text = format_lazy(_("At most {most} targets."), most=PROPOSED_TARGETS)
        faults.append(Missing("targets", "too-many", text))
    if faults:
        raise Invalid(*faults)
