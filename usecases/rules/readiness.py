"""What must hold before a verb: data that form, console, API and tests read alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.answers import missing_answers
from usecases.rules.deadlines import is_open
from usecases.rules.lifecycle import Move, moves_from
from usecases.rules.missing import Missing
from usecases.rules.permissions import BANK, may, on_case
from usecases.rules.visibility import reading_grants
from usecases.vocabulary.verbs import Verb


@dataclass(frozen=True)
class Facts:
    """What the requirements look at, fetched for many use cases at once."""

    use_case: UseCase
    at: datetime
    digest: str = ""
    decisions: tuple[Decision, ...] = ()
    trial: Trial | None = None
    has_outcome: bool = False


def _phase_open(facts: Facts) -> Iterator[Missing]:
    if not is_open(facts.use_case.phase, facts.at):
        yield Missing("phase", "closed", _("The phase is not open for submissions."))


def _answers(facts: Facts) -> Iterator[Missing]:
    yield from missing_answers(facts.use_case)


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


def _trial_planned(facts: Facts) -> Iterator[Missing]:
    trial = facts.trial
    if trial is None or not trial.plan.strip():
        yield Missing("plan", "required", _("The trial has no plan yet."))
    if trial is None or trial.planned_from is None:
        yield Missing("planned_from", "required", _("The trial has no planned start."))
    if trial is None or trial.planned_to is None:
        yield Missing("planned_to", "required", _("The trial has no planned end."))


def _outcome_told(facts: Facts) -> Iterator[Missing]:
    if not facts.has_outcome:
        yield Missing("outcome", "required", _("No outcome is recorded yet."))


Requirement = Callable[[Facts], Iterator[Missing]]

REQUIREMENTS: dict[str, tuple[Requirement, ...]] = {
    Verb.SUBMIT: (_phase_open, _answers),
    Verb.ACCEPT: (_decided("accept"),),
    Verb.WAITLIST: (_decided("waitlist"),),
    Verb.DECLINE: (_decided("decline"),),
    Verb.START: (_trial_planned,),
    Verb.COMPLETE: (_outcome_told,),
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


def facts_for(use_cases: Iterable[UseCase], at: datetime) -> dict[UseCase, Facts]:
    """Return the facts of each use case, in four queries however many there are.

    `phase` and its programme should be selected with the use cases.
    """
    rows = list(use_cases)
    digests = dict(
        Submission.objects.filter(use_case__in=rows)
        .order_by("number")
        .values_list("use_case", "digest")
    )
    decisions = list(Decision.objects.filter(use_case__in=rows, refused_at=None, released_at=None))
    trials = {trial.use_case_id: trial for trial in Trial.objects.filter(use_case__in=rows)}
    told = set(Outcome.objects.filter(use_case__in=rows).values_list("use_case", flat=True))
    return {
        row: Facts(
            use_case=row,
            at=at,
            digest=digests.get(row.pk, ""),
            decisions=tuple(each for each in decisions if each.use_case_id == row.pk),
            trial=trials.get(row.pk),
            has_outcome=row.pk in told,
        )
        for row in rows
    }


def missing_for(facts: Facts, verb: str) -> tuple[Missing, ...]:
    """Return what is still missing before this verb."""
    return tuple(each for requirement in REQUIREMENTS.get(verb, ()) for each in requirement(facts))


def steps(facts: Facts, person: Person) -> list[Step]:
    """Return the next moves of a use case as this person sees them, whether allowed or not.

    A bank is shown its own side's moves only: what a decision still lacks would tell of it.
    """
    person = on_case(person, facts.use_case)
    return [
        Step(
            move=move,
            mine=may(person, move.action),
            missing=missing_for(facts, move.verb),
        )
        for move in moves_from(facts.use_case.stage)
        if reading_grants(person) or person.system or move.action in BANK
    ]


def for_many(
    use_cases: Iterable[UseCase], person: Person, at: datetime
) -> dict[UseCase, list[Step]]:
    """Return the next moves of many use cases, in a fixed number of queries."""
    return {row: steps(facts, person) for row, facts in facts_for(use_cases, at).items()}
