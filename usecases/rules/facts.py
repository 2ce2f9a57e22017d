"""What the requirements before a verb look at, fetched for many use cases at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import StageChange
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage


@dataclass(frozen=True)
class Facts:
    """What the requirements look at, fetched for many use cases at once."""

    use_case: UseCase
    at: datetime
    digest: str = ""
    decisions: tuple[Decision, ...] = ()
    trial: Trial | None = None
    has_outcome: bool = False
    suspension: StageChange | None = None

    @property
    def suspended_for_a_time(self) -> bool:
        """Whether the trial is suspended for a time only: by an officer, not yet upheld."""
        return self.suspension is not None and self.suspension.until is not None


def facts_for(use_cases: Iterable[UseCase], at: datetime) -> dict[UseCase, Facts]:
    """Return the facts of each use case, in four queries however many there are, five where
    one is suspended.

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
    suspended = _suspensions([row for row in rows if row.stage == Stage.SUSPENDED])
    return {
        row: Facts(
            use_case=row,
            at=at,
            digest=digests.get(row.pk, ""),
            decisions=tuple(each for each in decisions if each.use_case_id == row.pk),
            trial=trials.get(row.pk),
            has_outcome=row.pk in told,
            suspension=suspended.get(row.pk),
        )
        for row in rows
    }


def _suspensions(rows: list[UseCase]) -> dict[UUID, StageChange]:
    """Return the suspension in force of each of these suspended cases; none, no query."""
    if not rows:
        return {}
    changes = StageChange.objects.standing().filter(use_case__in=rows, to_stage=Stage.SUSPENDED)
    return {change.use_case_id: change for change in changes.order_by("row")}
