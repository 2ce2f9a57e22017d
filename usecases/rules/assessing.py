"""What a person is to assess, and how far they are: one answer for pages, API and verbs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from usecases.models.assessments import Assessment, Assignment, Criterion, Score
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.assessed import Version, standing_versions, versions_of
from usecases.rules.visibility import declared_by
from usecases.rules.visibility_reviews import assignments_for
from usecases.vocabulary.reviews import OWED, Progress

_POINTED_TO = ("use_case__phase__programme", "use_case__institution", "assigned_by")


@dataclass(frozen=True)
class Task:
    """One use case to assess; of an undeclared one nothing but reference, title and parties."""

    assignment: Assignment
    case: UseCase
    progress: Progress
    version: Version | None = None  # the submission in force
    own: Assessment | None = None  # about it
    earlier: Assessment | None = None  # the last one, about an earlier submission
    scored: int = 0
    criteria: int = 0

    @property
    def declared(self) -> bool:
        """Whether the person may read the case."""
        return self.progress != Progress.UNDECLARED

    @property
    def owed(self) -> bool:
        """Whether something is expected of the person."""
        return self.progress in OWED

    def late(self, today: date) -> bool:
        """Whether it should have been handed in."""
        return self.owed and self.assignment.due_on is not None and self.assignment.due_on < today


def tasks_for(person: Person) -> list[Task]:
    """Return what is assigned to the person, what is due first first, in a fixed number of
    queries.
    """
    tasks = _tasks(person, assignments_for(person))
    return sorted(tasks, key=lambda each: (each.assignment.due_on or date.max, each.case.reference))


def task_for(person: Person, case: UUID) -> Task | None:
    """Return the same of one use case, or None."""
    found = _tasks(person, assignments_for(person).filter(use_case=case))
    return found[0] if found else None


def _tasks(person: Person, rows: QuerySet[Assignment]) -> list[Task]:
    if person.user is None:
        return []
    own = rows.filter(assessor=person.user, ended_at__isnull=True).select_related(*_POINTED_TO)
    assigned = list(
        own.prefetch_related("use_case__parties__institution", "use_case__parties__partner")
    )
    keys = [each.use_case_id for each in assigned]
    declared = UseCase.objects.filter(declared_by(person), pk__in=keys)
    open_ones = {*declared.values_list("pk", flat=True)}
    versions = versions_of(each.use_case for each in assigned if each.use_case_id in open_ones)
    written = _written(person, keys)
    scored = _scored(row for rows in written.values() for row in rows)
    criteria = _criteria(assigned)
    return [
        _task(each, versions[each.use_case_id], written.get(each.use_case_id, []), scored, criteria)
        if each.use_case_id in versions
        else Task(each, each.use_case, Progress.UNDECLARED)
        for each in assigned
    ]


def _task(
    assignment: Assignment,
    versions: list[Version],
    written: list[Assessment],
    scored: Counter[UUID],
    criteria: Counter[UUID],
) -> Task:
    latest, case = versions[-1], assignment.use_case
    own = next((each for each in written if each.submission_id == latest.key), None)
    earlier = [each for each in written if each is not own]
    return Task(
        assignment=assignment,
        case=case,
        progress=_progress(versions, own, earlier),
        version=latest,
        own=own,
        earlier=earlier[-1] if earlier else None,
        scored=scored[own.pk] if own else 0,
        criteria=criteria[case.phase_id],
    )


def _progress(
    versions: list[Version], own: Assessment | None, earlier: list[Assessment]
) -> Progress:
    if own is not None and own.submitted_at:
        return Progress.IN
    given = {each.submission_id for each in earlier if each.submitted_at}
    if given & {each.key for each in standing_versions(versions)}:
        return Progress.STANDS
    before = {each.key for each in standing_versions(versions[:-1])}
    if versions[-1].material is None and given & before:
        return Progress.WAITS
    if own is not None:
        return Progress.DRAFT
    return Progress.AGAIN if given else Progress.TO_ASSESS


def _written(person: Person, cases: Iterable[UUID]) -> dict[UUID, list[Assessment]]:
    """Return the person's own assessments of each case, by submission."""
    rows = Assessment.objects.filter(assessor=person.user, use_case__in=cases)
    found: dict[UUID, list[Assessment]] = {}
    for each in rows.select_related("submission", "use_case").order_by("submission__number"):
        found.setdefault(each.use_case_id, []).append(each)
    return found


def _scored(rows: Iterable[Assessment]) -> Counter[UUID]:
    scores = Score.objects.filter(assessment__in=list(rows), criterion__active=True)
    return Counter(scores.values_list("assessment", flat=True))


def _criteria(rows: list[Assignment]) -> Counter[UUID]:
    phases = {each.use_case.phase_id for each in rows}
    found = Criterion.objects.filter(phase__in=phases, active=True)
    return Counter(found.values_list("phase", flat=True))
