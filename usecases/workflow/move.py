"""Moves a stage: performs one row of the life-cycle table. Nothing else writes `stage`."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.rules.readiness import facts_for, missing_for
from usecases.vocabulary.verbs import BY_DECISION, Verb
from usecases.workflow.errors import NotReady, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require


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
    missing = missing_for(facts_for([case], current().moment)[case], verb)
    if missing:
        raise NotReady(*missing)
    return case


def perform(case: UseCase, verb: Verb, *, reason: str = "") -> StageChange:
    """Claim the row and append the stage change; the caller has called `check`."""
    opened, move, origin = current(), TABLE[verb], case.stage
    claimed = UseCase.objects.filter(pk=case.pk, stage=origin, version=case.version).update(
        stage=move.target, version=F("version") + 1, updated_at=opened.now
    )
    if claimed != 1:
        raise Stale
    case.stage, case.version, case.updated_at = move.target, case.version + 1, opened.now
    return trail.step(case, verb, origin, reason=reason)


def plain_move(
    use_case: UseCase, verb: Verb, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Check and perform a verb that does nothing but move; inside `writing()`."""
    if verb in BY_DECISION:
        text = _("A decision must be proposed, confirmed by another person, and released.")
        raise NotReady(Missing("decision", "decision-needed", text))
    case = check(use_case, verb, by=by, reason=reason, version=version)
    return perform(case, verb, reason=reason)
