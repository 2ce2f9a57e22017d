"""Moves a stage: performs one row of the life-cycle table. Nothing else writes `stage`."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.webhooks import tell_move
from usecases.rules.facts import facts_for
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.rules.permissions import on_case
from usecases.rules.readiness import is_theirs, missing_for
from usecases.vocabulary.verbs import BY_DECISION, Verb
from usecases.workflow.errors import NotAllowed, NotReady, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.letters import drop_letters


def check(
    use_case: UseCase, verb: Verb, *, by: Person, reason: str, version: int | None
) -> UseCase:
    """Return the use case as it stands, if this verb may be performed on it now."""
    move = TABLE[verb]
    case = fetch_use_case(use_case, by)
    require(by, move.action, case)
    if version is not None and case.version != version:
        raise Stale
    if case.stage not in move.sources:
        raise WrongStage
    if move.needs_reason and not reason.strip():
        raise invalid("reason", "required", _("Say why."))
    facts = facts_for([case], current().moment)[case]
    if not is_theirs(move, facts, on_case(by, case)):
        raise NotAllowed
    missing = missing_for(facts, verb)
    if missing:
        raise NotReady(*missing)
    return case


def perform(
    case: UseCase, verb: Verb, *, reason: str = "", target: str = "", **dated: Any
) -> StageChange:
    """Claim the row and append the stage change; the caller has called `check`.

    `target` where the table leaves it to the case's history; `dated` as in `audit.record.step`.
    """
    origin = case.stage
    claim(case, target or TABLE[verb].target)
    return tell_move(trail.step(case, verb, origin, reason=reason, **dated))


def claim(case: UseCase, stage: str) -> None:
    """Set the stage of a case that nobody changed since it was fetched.

    A letter that waits for the release of a decision is dropped where it stands no longer.
    """
    opened = current()
    claimed = UseCase.objects.filter(pk=case.pk, stage=case.stage, version=case.version).update(
        stage=stage, version=F("version") + 1, updated_at=opened.now
    )
    if claimed != 1:
        raise Stale
    origin = case.stage
    case.stage, case.version, case.updated_at = stage, case.version + 1, opened.now
    drop_letters(case, origin)


def plain_move(
    use_case: UseCase, verb: Verb, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Check and perform a verb that does nothing but move; inside `writing()`."""
    if verb in BY_DECISION:
        text = _("A decision must be proposed, confirmed by another person, and released.")
        raise NotReady(Missing("decision", "decision-needed", text))
    case = check(use_case, verb, by=by, reason=reason, version=version)
    return perform(case, verb, reason=reason)
