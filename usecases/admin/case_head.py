"""The head of the page of a use case: where it stands, whose it is, what comes next."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from usecases.admin.acts import Act
from usecases.admin.decision_acts import OF_CASE, STATES, decision_acts, state_of
from usecases.admin.monitoring import light_on
from usecases.admin.timeline import first_at, standing
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.visibility import decisions_for, parties_for, stage_changes_for
from usecases.rules.visibility_casefile import aliases_for
from usecases.rules.void import with_void
from usecases.selection.clock import clock_of
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb

# Moves that are made seldom; they stand under "More", as every act that says so itself.
RARE = frozenset(
    {
        *(Verb.RECALL, Verb.WITHDRAW, Verb.LAPSE, Verb.TERMINATE, Verb.REOPEN),
        *(Verb.CORRECT, Verb.VOID, "publish"),
    }
)
STOPS = frozenset({Verb.SUSPEND})
_OF_DECISION = (*OF_CASE, "proposed_by", "confirmed_by", "reason", "letter")


@dataclass(frozen=True)
class Since:
    """From when, and how many days ago that was."""

    move: StageChange
    days: int


def grouped(acts: list[Act]) -> list[Act]:
    """Put the moves that are made seldom under "More", and no stop among the main steps."""
    return [
        replace(act, more=act.more or act.name in RARE, main=act.main and act.name not in STOPS)
        for act in acts
    ]


def head(case: UseCase, person: Person) -> dict[str, Any]:
    """Return what stands at the top of every tab, acts apart."""
    moves = standing(stage_changes_for(person).filter(use_case=case))
    now = timezone.now()
    open_ones = decisions_for(person).filter(use_case=case, released_at=None, refused_at=None)
    parties = parties_for(person).filter(use_case=case)
    return {
        "here": _since(moves[-1] if moves else None, now),
        "submitted": _since(first_at(moves, Stage.SUBMITTED), now),
        "clock": clock_of(case, [(each.to_stage, each.happened_on) for each in moves], now),
        "aliases": list(aliases_for(person).filter(use_case=case)),
        "parties": list(parties.select_related("institution", "partner")),
        "open_decisions": [
            (each, STATES[state_of(each)][0], decision_acts(each, person))
            for each in with_void(open_ones).select_related(*_OF_DECISION)
        ],
        "decision_opts": Decision._meta,
        "light": light_on(case),
    }


def _since(move: StageChange | None, now: datetime) -> Since | None:
    return Since(move, max(0, (now - move.happened_on).days)) if move else None
