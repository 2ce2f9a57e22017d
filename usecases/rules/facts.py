"""What the requirements before a verb look at, fetched for many use cases at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from usecases.models.assessments import Assignment
from usecases.models.clarifications import Clarification
from usecases.models.monitoring import Deliverable
from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision
from usecases.models.trail import StageChange
from usecases.models.trials import Target, Trial
from usecases.models.usecases import UseCase
from usecases.rules.asked import NOTHING, Asked, asked_of
from usecases.rules.assessed import Version, counting, standing_versions, unsaid, versions_of
from usecases.rules.clarified import revised, revisions_of
from usecases.rules.end_report import end_reports
from usecases.rules.interests import conflicts_of
from usecases.rules.permits import permitted
from usecases.rules.settled import targets_of
from usecases.vocabulary.stages import Stage

_ASSESSED = (Stage.ASSESSING, Stage.WAITLISTED)
_HANDED_IN = (Stage.DRAFT, Stage.SUBMITTED)


@dataclass(frozen=True)
class Facts:
    """What the requirements look at, fetched for many use cases at once."""

    use_case: UseCase
    at: datetime
    digest: str = ""
    decisions: tuple[Decision, ...] = ()
    trial: Trial | None = None
    targets: tuple[Target, ...] = ()
    has_outcome: bool = False
    end_reports: tuple[Deliverable, ...] = ()
    suspension: StageChange | None = None
    assessors: int = 0
    assessments: int = 0
    unsaid: Version | None = None
    unanswered: int = 0
    revision: Mapping[str, Any] = field(default_factory=dict)
    asked: Asked = NOTHING
    permitted: bool = False

    @property
    def as_revised(self) -> UseCase:
        """The case with what its bank has changed and not signed yet."""
        return revised(self.use_case, self.revision)

    @property
    def suspended_for_a_time(self) -> bool:
        """Whether the trial is suspended for a time only: by an officer, not yet upheld."""
        return self.suspension is not None and self.suspension.until is not None


def facts_for(use_cases: Iterable[UseCase], at: datetime) -> dict[UseCase, Facts]:
    """Return the facts of each use case, in four queries however many there are; one more where
    one is accepted or in trial, is suspended, is screened, is assessed, or is handed in late; two
    more where one is being asked; two or three more where one is being written.

    `phase` and its programme should be selected with the use cases.
    """
    rows = list(use_cases)
    versions = versions_of(rows)
    decisions = list(Decision.objects.filter(use_case__in=rows, refused_at=None, released_at=None))
    trials = {trial.use_case_id: trial for trial in Trial.objects.filter(use_case__in=rows)}
    reports = end_reports(rows)
    told = set(Outcome.objects.filter(use_case__in=rows).values_list("use_case", flat=True))
    targets = targets_of(rows)
    suspended = _suspensions([row for row in rows if row.stage == Stage.SUSPENDED])
    assigned = _assigned([row for row in rows if row.stage == Stage.SCREENING])
    counted = _counted([row for row in rows if row.stage in _ASSESSED], versions)
    clarifying = [row for row in rows if row.stage == Stage.CLARIFYING]
    unanswered, revisions = _unanswered(clarifying), revisions_of(clarifying)
    written = [row for row in rows if row.stage in (Stage.DRAFT, Stage.CLARIFYING)]
    asked = asked_of(written, {row.pk: content for row, content in revisions.items()})
    permits = permitted([row for row in rows if row.stage in _HANDED_IN], at)
    return {
        row: Facts(
            use_case=row,
            at=at,
            digest=versions[row.pk][-1].digest if row.pk in versions else "",
            decisions=tuple(each for each in decisions if each.use_case_id == row.pk),
            trial=trials.get(row.pk),
            targets=targets.get(row.pk, ()),
            has_outcome=row.pk in told,
            end_reports=reports.get(row.pk, ()),
            suspension=suspended.get(row.pk),
            assessors=assigned[row.pk],
            assessments=counted[row.pk],
            unsaid=unsaid(versions.get(row.pk, [])),
            unanswered=unanswered[row.pk],
            revision=revisions.get(row, {}),
            asked=asked.get(row.pk, NOTHING),
            permitted=row.pk in permits,
        )
        for row in rows
    }


def _assigned(rows: list[UseCase]) -> Counter[UUID]:
    """Return how many without a conflict are to assess each of these cases; none, no query."""
    if not rows:
        return Counter()
    found = Assignment.objects.filter(use_case__in=rows, ended_at__isnull=True)
    found = found.exclude(conflicts_of("assessor", "use_case"))
    return Counter(found.values_list("use_case", flat=True))


def _counted(rows: list[UseCase], versions: dict[UUID, list[Version]]) -> Counter[UUID]:
    """Return how many assessments count of each of these cases; none, no query."""
    if not rows:
        return Counter()
    standing = (standing_versions(versions.get(row.pk, [])) for row in rows)
    found = counting(version for each in standing for version in each)
    people = set(found.values_list("use_case", "assessor"))  # one who assessed two versions once
    return Counter(case for case, _assessor in people)


def _unanswered(rows: list[UseCase]) -> Counter[UUID]:
    """Return how many open questions of each of these cases have no reply; none, no query."""
    if not rows:
        return Counter()
    found = Clarification.objects.filter(use_case__in=rows, closed_at__isnull=True, reply="")
    return Counter(found.values_list("use_case", flat=True))


def _suspensions(rows: list[UseCase]) -> dict[UUID, StageChange]:
    """Return the suspension in force of each of these suspended cases; none, no query."""
    if not rows:
        return {}
    changes = StageChange.objects.standing().filter(use_case__in=rows, to_stage=Stage.SUSPENDED)
    return {change.use_case_id: change for change in changes.order_by("row")}
