"""Mends what was entered wrongly: a row that voids or replaces an earlier one; or all is void."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.notices.webhooks import tell_move
from usecases.rules.histories import impossible
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import Invalid, NotFound, Stale, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.move import check, claim, perform
from usecases.workflow.participate import follow
from usecases.workflow.restate import retract


@dataclass(frozen=True)
class Truth:
    """What was really so: which stage was reached, when, and how precisely that is known."""

    stage: str
    happened_on: datetime
    precision: str = Precision.MOMENT
    source: str = ""


def correct(
    change: StageChange,
    truth: Truth | None,
    *,
    by: Person,
    reason: str,
    version: int | None = None,
) -> UseCase:
    """Replace one move of a case by what is true, or void it; the stage is worked out anew.

    The figures follow, as at any moment; what was known before stays what was known.
    """
    with writing(by=by, reason=reason) as opened:
        case = fetch_use_case(change.use_case, by)
        require(by, Action.CORRECT, case)
        if version is not None and case.version != version:
            raise Stale
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        moves = list(case.stage_changes.standing().order_by("happened_on", "row"))
        if change not in moves:
            raise NotFound
        _check(change, truth, moves, opened.moment)
        _append(case, change, truth, moves)
        last = case.stage_changes.standing().order_by("happened_on", "row").last()
        if last is None:  # `_check` has made sure that something is left
            raise RuntimeError(case.pk)
        claim(case, last.to_stage)
        follow(case)
        if case.basis == Basis.LIVE:
            tell("corrected", case, stage=case.get_stage_display())
        return case


def void(use_case: UseCase, *, by: Person, reason: str, version: int | None = None) -> StageChange:
    """Declare a case entered in error or a duplicate: it keeps its reference, counts nowhere and
    is public no longer.
    """
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.VOID, by=by, reason=reason, version=version)
        change = perform(case, Verb.VOID, reason=reason)
        retract(case)
        follow(case)
        if case.basis == Basis.LIVE:
            tell("void", case, reason=reason)
        return change


def _check(
    change: StageChange, truth: Truth | None, moves: list[StageChange], at: datetime
) -> None:
    """Refuse a correction that changes nothing, or leaves a history that cannot be."""
    if truth is not None and (truth.stage, truth.happened_on, truth.precision) == (
        change.to_stage,
        change.happened_on,
        change.precision,
    ):
        raise invalid("stage", "same", _("This is what is recorded already."))
    would = [_as_told(move, truth) if move == change else move for move in moves]
    left = [move for move in would if move is not None]
    ordered = sorted(left, key=lambda move: move.happened_on)  # keeps the order within a day
    fault = impossible(ordered, at)
    if fault is not None:
        raise Invalid(fault)


def _as_told(change: StageChange, truth: Truth | None) -> StageChange | None:
    """Return the move as it would read."""
    if truth is None:
        return None
    return StageChange(to_stage=truth.stage, happened_on=truth.happened_on, basis=change.basis)


def _append(
    case: UseCase, change: StageChange, truth: Truth | None, moves: list[StageChange]
) -> None:
    """Append the row that mends, and again those of the same moment that come after it."""
    if truth is None:
        _mend(case, change, Truth("", change.happened_on, change.precision))
        return
    _mend(case, change, truth)
    for move in moves[moves.index(change) + 1 :]:
        if move.happened_on == truth.happened_on:
            _mend(case, move, Truth(move.to_stage, move.happened_on, move.precision))


def _mend(case: UseCase, change: StageChange, truth: Truth) -> None:
    row = trail.step(
        case,
        Verb.CORRECT,
        change.from_stage,
        reason=current().reason,
        to_stage=truth.stage,
        happened_on=truth.happened_on,
        precision=truth.precision,
        basis=change.basis,
        source=truth.source or change.source,
        until=change.until if truth.stage == Stage.SUSPENDED else None,
        voids=change,
    )
    tell_move(row)
