"""Decisions: proposed by one, confirmed or refused by another, released on the day."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.notices.decided import composed
from usecases.notices.feedback import feedback_for
from usecases.rules import deciding
from usecases.rules.deciding import Against, Ground, grounds_for
from usecases.rules.visibility import decisions_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.terms import DecisionOutcome
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import (
    Invalid,
    NotAllowed,
    NotReady,
    Refused,
    Stale,
    WrongStage,
    invalid,
)
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.letters import RELATED, drop_letter, freeze_letter, send_letter
from usecases.workflow.move import check, perform
from usecases.workflow.participate import follow
from usecases.workflow.validate import validate

# How each kind of fault is answered; any other is something still missing.
_ANSWERS: dict[str, type[Refused]] = {
    deciding.NOT_YOURS: NotAllowed,
    deciding.ACTED.code: NotAllowed,
    deciding.WRONG_STAGE: WrongStage,
    deciding.VOID: Stale,
    "open-decision": Invalid,
}
_OF_CASE = tuple(f"use_case__{name}" for name in RELATED)


def propose(
    use_case: UseCase, *, outcome: str, by: Person, version: int | None = None, **words: Any
) -> Decision:
    """Propose a decision about the submission in force.

    `words` are reason, text, conditions, feedback and rank. A decline proposed without a word
    about feedback is given what the assessments say, criterion by criterion.
    """
    with writing(by=by, reason=words.get("text", "")) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.PROPOSE, case)
        if version is not None and case.version != version:
            raise Stale
        decision = drafted(case, outcome, by=by, **words)
        ground = _ground(case, by)
        _heed(deciding.against_proposing(ground, by, outcome))
        reason, text = decision.reason_id, decision.text
        if missing := tuple(deciding.missing_words(ground, outcome, reason=reason, text=text)):
            raise Invalid(*missing)
        decision.submission = case.submissions.latest("number")
        decision.digest = decision.submission.digest
        decision.proposed_by, decision.proposed_at = by.user, opened.moment
        validate(decision)
        return trail.add(decision)


def drafted(case: UseCase, outcome: str, *, by: Person, **words: Any) -> Decision:
    """Return a decision as it would be proposed, for a look at its letter; nothing is written."""
    if outcome not in DecisionOutcome.values:
        raise invalid("outcome", "invalid", _("A decision is accept, waitlist or decline."))
    if words.get("feedback") is None:
        declines = outcome == DecisionOutcome.DECLINE
        words["feedback"] = feedback_for(case, by) if declines else ""
    return Decision(use_case=case, outcome=outcome, **words)


def confirm(decision: Decision, *, by: Person, letter: str = "") -> Decision:
    """Confirm what somebody else proposed, about the submission still in force; hold its letter.

    `letter` is the letter that was read, if one was: another one is not confirmed unread.
    A deputy confirms nothing of the one stood in for: that would be one person twice.
    """
    with writing(by=by) as opened:
        found = _fetch(decision.pk, by)
        _heed(deciding.against_confirming(_ground(found.use_case, by), by, found))
        if letter and letter != composed(found, opened.moment).mark:
            raise Stale
        trail.amend(found, {"confirmed_by": by.user, "confirmed_at": opened.moment})
        freeze_letter(found)
        return found


def refuse(decision: Decision, *, by: Person, reason: str) -> Decision:
    """Refuse a proposal, or take one's own back, before it is released."""
    with writing(by=by, reason=reason) as opened:
        found = _fetch(decision.pk, by)
        _heed(deciding.against_refusing(by, found))
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        trail.amend(found, {"refused_by": by.user, "refused_at": opened.moment, "refusal": reason})
        drop_letter(found)
        return found


def release(decisions: Iterable[Decision], *, by: Person) -> list[Decision]:
    """Release confirmed decisions together: the stages move and the banks are told, or none."""
    with writing(by=by):
        require(by, Action.RELEASE)
        return [_release(decision.pk, by) for decision in decisions]


def _release(key: UUID, by: Person) -> Decision:
    found = _fetch(key, by)
    _heed(deciding.against_releasing(_ground(found.use_case, by), found))
    verb = Verb(found.outcome)
    case = check(found.use_case, verb, by=by, reason=found.text, version=None)
    trail.amend(found, {"released_by": by.user, "released_at": current().moment})
    send_letter(found)
    perform(case, verb, reason=found.text)
    if verb == Verb.ACCEPT:
        follow(case)
    return found


def _fetch(key: UUID, by: Person) -> Decision:
    return fetch(decisions_for(by).select_related(*_OF_CASE, "submission", "reason", "letter"), key)


def _ground(case: UseCase, by: Person) -> Ground:
    return grounds_for([case], by, current().moment)[case]


def _heed(against: Against) -> None:
    """Raise what stands in the way, as the kind of refusal that it is."""
    if against:
        raise _ANSWERS.get(against[0].code, NotReady)(*against)
