"""Decisions: proposed by one, confirmed or refused by another, released on the day."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.notices.outbox import tell
from usecases.rules.grants import independent
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.rules.visibility import decisions_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.terms import DecisionOutcome
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import NotAllowed, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.move import check, perform
from usecases.workflow.participate import follow
from usecases.workflow.validate import validate


def propose(
    use_case: UseCase,
    *,
    outcome: str,
    by: Person,
    reason: Term | None = None,
    text: str = "",
    conditions: str = "",
    rank: int | None = None,
    version: int | None = None,
) -> Decision:
    """Propose a decision about the submission in force."""
    with writing(by=by, reason=text) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.PROPOSE, case)
        if version is not None and case.version != version:
            raise Stale
        if outcome not in DecisionOutcome.values:
            raise invalid("outcome", "invalid", _("A decision is accept, waitlist or decline."))
        if case.stage not in TABLE[outcome].sources:
            raise WrongStage
        _leave_to_others(case, by)
        submission = _in_force(case)
        _refuse_second(submission)
        decision = Decision(
            use_case=case,
            submission=submission,
            digest=submission.digest,
            outcome=outcome,
            reason=reason,
            text=text,
            conditions=conditions,
            rank=rank,
            proposed_by=by.user,
            proposed_at=opened.moment,
        )
        if outcome == DecisionOutcome.DECLINE and reason is None:
            raise invalid("reason", "required", _("A decline needs a coded reason."))
        validate(decision)
        return trail.add(decision)


def confirm(decision: Decision, *, by: Person) -> Decision:
    """Confirm what somebody else proposed, about the submission still in force.

    A deputy confirms nothing of the one stood in for: that would be one person twice.
    """
    with writing(by=by) as opened:
        found = _open(decision.pk, by)
        require(independent(by, found.proposed_by_id), Action.CONFIRM, found.use_case)
        if found.confirmed_at is not None or not _timely(found):
            raise WrongStage
        if by.user is None or found.proposed_by_id == by.user.pk:
            raise NotAllowed
        _leave_to_others(found.use_case, by)
        _refuse_void(found)
        trail.amend(found, {"confirmed_by": by.user, "confirmed_at": opened.moment})
        return found


def refuse(decision: Decision, *, by: Person, reason: str) -> Decision:
    """Refuse a proposal, or take one's own back, before it is released."""
    with writing(by=by, reason=reason) as opened:
        found = _open(decision.pk, by)
        own = by.user is not None and found.proposed_by_id == by.user.pk
        require(by, Action.PROPOSE if own else Action.CONFIRM, found.use_case)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        trail.amend(found, {"refused_by": by.user, "refused_at": opened.moment, "refusal": reason})
        return found


def release(decisions: Iterable[Decision], *, by: Person) -> list[Decision]:
    """Release confirmed decisions together: the stages move and the banks are told, or none."""
    with writing(by=by):
        require(by, Action.RELEASE)
        return [_release(decision.pk, by) for decision in decisions]


def _release(key: UUID, by: Person) -> Decision:
    found = _open(key, by)
    if found.confirmed_at is None:
        raise WrongStage
    _refuse_void(found)
    verb = Verb(found.outcome)
    case = check(found.use_case, verb, by=by, reason=found.text, version=None)
    perform(case, verb, reason=found.text)
    moment = current().moment
    trail.amend(found, {"released_by": by.user, "released_at": moment})
    if verb == Verb.ACCEPT:
        follow(case)
    tell("decided", case, decision=found)
    return found


def _leave_to_others(case: UseCase, by: Person) -> None:
    """Whoever acted for the bank on a case neither proposes nor confirms a decision about it."""
    acted = case.stage_changes.filter(by=by.user, on_behalf_of__isnull=False)
    if acted.exists():
        text = _("You have acted for the bank on this use case: leave its decision to others.")
        raise NotAllowed(Missing("", "acted-for-bank", text))


def _open(key: UUID, by: Person) -> Decision:
    """Return a decision that is neither released nor refused."""
    found = fetch(decisions_for(by).select_related("use_case", "submission"), key)
    if found.released_at is not None or found.refused_at is not None:
        raise WrongStage
    return found


def _timely(decision: Decision) -> bool:
    """Whether the case still stands where such a decision is made: not once it is withdrawn."""
    return decision.use_case.stage in TABLE[decision.outcome].sources


def _in_force(case: UseCase) -> Submission:
    """Return the last submission of a case."""
    submission = case.submissions.order_by("-number").first()
    if submission is None:
        raise WrongStage
    return submission


def _refuse_second(submission: Submission) -> None:
    if submission.decisions.filter(released_at=None, refused_at=None).exists():
        raise invalid("", "open-decision", _("A decision about this submission is open already."))


def _refuse_void(decision: Decision) -> None:
    """A decision whose submission was superseded stands no longer."""
    if decision.digest != _in_force(decision.use_case).digest:
        raise Stale
