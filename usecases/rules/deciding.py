"""What stands in the way of a decision: one verdict for pages, previews, API and verbs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.acted import acted_for_bank
from usecases.rules.facts import Facts, facts_for
from usecases.rules.grants import independent
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.rules.permissions import may, on_case
from usecases.rules.places import Places, places_of
from usecases.rules.readiness import assessed
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.terms import DecisionOutcome

Against = tuple[Missing, ...]

# Codes of what is said here; `workflow.decide` answers each in its own way.
NOT_YOURS, WRONG_STAGE, VOID = "not-allowed", "wrong-stage", "void"
SOMEBODY_ELSES = Missing("", NOT_YOURS, _("This step is somebody else's to make."))
_ACTED = _("You have acted for the bank on this use case: leave its decision to others.")
ACTED = Missing("", "acted-for-bank", _ACTED)
_OWN = Missing("", NOT_YOURS, _("You proposed it: another person confirms it."))
_FOR_PROPOSER = Missing(
    "", NOT_YOURS, _("You stand in for whoever proposed it: another person confirms it.")
)
_ELSEWHERE = Missing(
    "", WRONG_STAGE, _("The use case no longer stands where such a decision is made.")
)
_VOID = Missing(
    "",
    VOID,
    _("It is about an earlier submission and is void: take it back, and propose anew."),
)
_DROPPED = Missing(
    "", VOID, _("Its letter was dropped and it is void: take it back, and propose anew.")
)
_OPEN = Missing(
    "",
    "open-decision",
    _("A decision about this submission is open already. Refuse it or take it back first."),
)


@dataclass(frozen=True)
class Ground:
    """What a decision about one case rests on."""

    facts: Facts
    places: Places | None
    acted: bool  # the person acted for the bank on this case

    @property
    def case(self) -> UseCase:
        """The case that is decided."""
        return self.facts.use_case


def grounds_for(
    use_cases: Iterable[UseCase], person: Person, at: datetime
) -> dict[UseCase, Ground]:
    """Return what decisions about these cases rest on, in a fixed number of queries."""
    rows = list(use_cases)
    acted = acted_for_bank(person, rows)
    places = places_of({row.phase_id: row.phase for row in rows}.values())
    return {
        row: Ground(facts, places.get(row.phase_id), row.pk in acted)
        for row, facts in facts_for(rows, at).items()
    }


def against_proposing(ground: Ground, person: Person, outcome: str) -> Against:
    """Return why the person cannot propose this outcome now, whatever is written."""
    case = ground.case
    if not may(on_case(person, case), Action.PROPOSE):
        return (SOMEBODY_ELSES,)
    if ground.acted:
        return (ACTED,)
    if case.stage not in TABLE[outcome].sources:
        return (Missing("", WRONG_STAGE, _("Not possible at the present stage.")),)
    if not ground.facts.digest or case.basis == Basis.RECORDED:
        text = _("It was recorded after the fact; there is no submission to decide on.")
        return (Missing("", WRONG_STAGE, text),)
    if any(each.digest == ground.facts.digest for each in ground.facts.decisions):
        return (_OPEN,)
    return tuple(assessed(ground.facts))


def missing_words(
    ground: Ground, outcome: str, *, reason: object, text: str, since: datetime | None = None
) -> Iterator[Missing]:
    """What a decision has yet to say; `since` when it was proposed, if it was."""
    if outcome == DecisionOutcome.DECLINE and reason is None:
        yield Missing("reason", "required", _("A decline needs a coded reason."))
    if outcome == DecisionOutcome.ACCEPT and not text.strip():
        yield from beyond_capacity(ground, since)


def beyond_capacity(ground: Ground, since: datetime | None = None) -> Iterator[Missing]:
    """Ask why, where every place of the phase is given or proposed already."""
    places = ground.places
    if places is None or places.before(ground.case.pk, since) < places.capacity:
        return
    text = _(
        "Phase {phase} has {capacity} places, and {taken} are given or proposed. "
        "Say in the text why one more is to be accepted."
    )
    taken = places.before(ground.case.pk, since)
    values = {"phase": ground.case.phase.code, "capacity": places.capacity, "taken": taken}
    yield Missing("text", "beyond-capacity", format_lazy(text, **values))


def against_confirming(ground: Ground, person: Person, decision: Decision) -> Against:
    """Return why the person cannot confirm this decision now."""
    fault = _not_theirs(ground, person, decision) or _closed(decision)
    if fault is None and decision.confirmed_at:
        fault = Missing("", WRONG_STAGE, _("It is confirmed already."))
    fault = fault or _not_standing(ground, decision)
    if fault:
        return (fault,)
    words = missing_words(
        ground,
        decision.outcome,
        reason=decision.reason_id,
        text=decision.text,
        since=decision.proposed_at,
    )
    return (*assessed(ground.facts), *words)


def _not_theirs(ground: Ground, person: Person, decision: Decision) -> Missing | None:
    if person.user is None or not may(on_case(person, ground.case), Action.CONFIRM):
        return SOMEBODY_ELSES
    if decision.proposed_by_id == person.user.pk:
        return _OWN
    own_right = independent(person, decision.proposed_by_id)
    if not may(on_case(own_right, ground.case), Action.CONFIRM):
        return _FOR_PROPOSER
    return ACTED if ground.acted else None


def against_refusing(person: Person, decision: Decision) -> Against:
    """Return why the person cannot refuse this decision, or take it back."""
    own = person.user is not None and decision.proposed_by_id == person.user.pk
    if not may(on_case(person, decision.use_case), Action.PROPOSE if own else Action.CONFIRM):
        return (SOMEBODY_ELSES,)
    fault = _closed(decision)
    return (fault,) if fault else ()


def against_releasing(ground: Ground, decision: Decision) -> Against:
    """Return what is in the way of a release, besides what the life-cycle table says."""
    fault = _closed(decision)
    if fault is None and decision.confirmed_at is None:
        fault = Missing("", WRONG_STAGE, _("Another person has to confirm it first."))
    fault = fault or _not_standing(ground, decision)
    return (fault,) if fault else ()


def _closed(decision: Decision) -> Missing | None:
    if decision.released_at:
        return Missing("", WRONG_STAGE, _("It is released already."))
    if decision.refused_at:
        text = _("It was refused or taken back: propose anew.")
        return Missing("", WRONG_STAGE, text)
    return None


def _not_standing(ground: Ground, decision: Decision) -> Missing | None:
    """Say why an open decision stands no longer."""
    if decision.digest != ground.facts.digest:
        return _VOID
    if ground.case.stage not in TABLE[decision.outcome].sources:
        return _ELSEWHERE
    letter = getattr(decision, "letter", None)
    return _DROPPED if letter is not None and letter.dropped_at else None


def words_of(against: Iterable[Missing]) -> Promise | str:
    """Return what stands in the way as one text; empty if nothing does."""
    found = [each.text for each in against]
    return format_lazy(" ".join(["{}"] * len(found)), *found) if found else ""
