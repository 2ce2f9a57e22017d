"""What must hold before a verb: data that form, console, API and tests read alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.announced import not_before_announced
from usecases.rules.answers import missing_answers
from usecases.rules.asked import missing_answered, unfit_files
from usecases.rules.deadlines import is_open
from usecases.rules.end_report import missing_report
from usecases.rules.facts import Facts, facts_for
from usecases.rules.lifecycle import Move, moves_from
from usecases.rules.missing import Missing
from usecases.rules.permissions import BANK, may, on_case
from usecases.rules.settled import targets_said, targets_settled
from usecases.rules.visibility import reading_grants
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb


def _phase_open(facts: Facts) -> Iterator[Missing]:
    if not facts.permitted and not is_open(facts.use_case.phase, facts.at):
        yield Missing("phase", "closed", _("The phase is not open for submissions."))


def _answers(facts: Facts) -> Iterator[Missing]:
    yield from missing_answers(facts.use_case)
    yield from missing_answered(facts.asked)


def _files(facts: Facts) -> Iterator[Missing]:
    yield from unfit_files(facts.asked)


def _decided(outcome: str) -> Callable[[Facts], Iterator[Missing]]:
    def decided(facts: Facts) -> Iterator[Missing]:
        if not any(
            each.outcome == outcome and each.confirmed_at and each.digest == facts.digest
            for each in facts.decisions
        ):
            yield Missing(
                "decision",
                "decision-needed",
                _("A decision must be proposed, confirmed by another person, and released."),
            )

    return decided


def _assessors_assigned(facts: Facts) -> Iterator[Missing]:
    least = facts.use_case.phase.minimum_assessors
    if facts.assessors < least:
        text = _("Too few assessors are assigned: {n} of {least}.")
        yield Missing("assessors", "too-few", _told(text, n=facts.assessors, least=least))


def assessed(facts: Facts) -> Iterator[Missing]:
    """Ask for enough assessments; what was never assessed (from screening) needs none."""
    if facts.use_case.stage == Stage.SCREENING:
        return
    least = facts.use_case.phase.minimum_assessors
    if facts.assessments >= least:
        return
    if facts.unsaid:
        text = _("Say first whether what the new submission changed is material.")
        yield Missing("materiality", "required", text)
    text = _("Too few assessments count: {n} of {least}. Ask the assessors, or assign more.")
    yield Missing("assessments", "too-few", _told(text, n=facts.assessments, least=least))


def _answered(facts: Facts) -> Iterator[Missing]:
    if facts.unanswered:
        yield Missing("clarifications", "required", _("Every open question needs a reply."))


def _revised_answers(facts: Facts) -> Iterator[Missing]:
    yield from missing_answers(facts.as_revised)
    yield from missing_answered(facts.asked)


def _theirs(facts: Facts, verb: str, person: Person) -> tuple[Missing, ...]:
    """Say nothing to others of what a bank writes as its answer before it is signed."""
    bank = person.membership or person.principal
    if verb != Verb.ANSWER or bank is not None:
        return missing_for(facts, verb)
    return (Missing("clarifications", "unsigned", _("The bank has not answered yet.")),)


def _told(text: StrOrPromise, **values: int) -> Promise:
    """Return a text with its numbers, translated when it is read."""
    return format_lazy(text, **values)


def _trial_planned(facts: Facts) -> Iterator[Missing]:
    trial = facts.trial
    if trial is None or not trial.plan.strip():
        yield Missing("plan", "required", _("The trial has no plan yet."))
    if trial is None or trial.planned_from is None:
        yield Missing("planned_from", "required", _("The trial has no planned start."))
    if trial is None or trial.planned_to is None:
        yield Missing("planned_to", "required", _("The trial has no planned end."))


def _targeted(facts: Facts) -> Iterator[Missing]:
    yield from targets_said(facts.targets)


def _settled(facts: Facts) -> Iterator[Missing]:
    yield from targets_settled(facts.targets)


def _not_upheld(facts: Facts) -> Iterator[Missing]:
    if facts.use_case.stage == Stage.SUSPENDED and not facts.suspended_for_a_time:
        yield Missing("stage", "suspended", _("The trial is suspended already."))


def _reported(facts: Facts) -> Iterator[Missing]:
    yield from missing_report(facts.end_reports)


def _outcome_told(facts: Facts) -> Iterator[Missing]:
    if not facts.has_outcome:
        yield Missing("outcome", "required", _("No outcome is recorded yet."))


Requirement = Callable[[Facts], Iterator[Missing]]

REQUIREMENTS: dict[str, tuple[Requirement, ...]] = {
    Verb.SUBMIT: (_phase_open, _answers, _files),
    Verb.RECALL: (_phase_open,),
    Verb.ANSWER: (_answered, _revised_answers),
    Verb.ASSESS: (_assessors_assigned,),
    Verb.ACCEPT: (assessed, not_before_announced, _decided("accept")),
    Verb.WAITLIST: (assessed, not_before_announced, _decided("waitlist")),
    Verb.DECLINE: (assessed, not_before_announced, _decided("decline")),
    Verb.START: (_trial_planned, _targeted),
    Verb.COMPLETE: (_settled, _reported, _outcome_told),
    Verb.SUSPEND: (_not_upheld,),
}


@dataclass(frozen=True)
class Step:
    """A next move: who is to make it, and what is still missing for it."""

    move: Move
    mine: bool
    missing: tuple[Missing, ...]

    @property
    def allowed(self) -> bool:
        """Whether this person may make it now."""
        return self.mine and not self.missing

    @property
    def why_not(self) -> Promise | str:
        """Why the button is grey, in words; empty when it is not."""
        if self.missing:
            return format_lazy("{}", " ".join(str(each.text) for each in self.missing))
        return "" if self.mine else _("This step is somebody else's to make.")


def missing_for(facts: Facts, verb: str) -> tuple[Missing, ...]:
    """Return what is still missing before this verb."""
    return tuple(each for requirement in REQUIREMENTS.get(verb, ()) for each in requirement(facts))


def is_theirs(move: Move, facts: Facts, person: Person) -> bool:
    """Return whether a move is this person's to make on this case.

    What an approver suspended, or upheld, an approver resumes; the rest is the table's.
    """
    if not may(person, move.action):
        return False
    upheld = facts.use_case.stage == Stage.SUSPENDED and not facts.suspended_for_a_time
    if (move.verb == Verb.RESUME and upheld) or (
        move.verb == Verb.SUSPEND and facts.suspended_for_a_time
    ):
        return may(person, Action.INTERVENE)
    return True


def steps(facts: Facts, person: Person) -> list[Step]:
    """Return the next moves of a use case as this person sees them, whether allowed or not.

    A bank is shown its own side's moves only: what a decision still lacks would tell of it.
    """
    person = on_case(person, facts.use_case)
    return [
        Step(
            move=move,
            mine=is_theirs(move, facts, person),
            missing=_theirs(facts, move.verb, person),
        )
        for move in moves_from(facts.use_case.stage)
        if reading_grants(person) or person.system or move.action in BANK
    ]


def for_many(
    use_cases: Iterable[UseCase], person: Person, at: datetime
) -> dict[UseCase, list[Step]]:
    """Return the next moves of many use cases, in a fixed number of queries."""
    return {row: steps(facts, person) for row, facts in facts_for(use_cases, at).items()}
