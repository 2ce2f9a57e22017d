"""Which assessments count: those of the submission in force, and of earlier ones where what
changed since was said not to matter; none of a person with a conflict.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from usecases.models.assessments import Assessment
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.interests import conflicts_of
from usecases.vocabulary.stages import UNDER_REVIEW, Stage

_ASSESSED = (Stage.ASSESSING, Stage.WAITLISTED)


@dataclass(frozen=True)
class Version:
    """One submission of a use case, with what was said of its materiality, if anything."""

    key: UUID
    use_case: UUID
    number: int
    digest: str
    material: bool | None


def versions_of(use_cases: Iterable[UseCase]) -> dict[UUID, list[Version]]:
    """Return the submissions of each case, the first one first, in one query."""
    rows = Submission.objects.filter(use_case__in=use_cases).order_by("number")
    columns = ("pk", "use_case", "number", "digest", "materiality__material")
    found: dict[UUID, list[Version]] = {}
    for values in rows.values_list(*columns):
        version = Version(*values)
        found.setdefault(version.use_case, []).append(version)
    return found


def standing_versions(versions: list[Version]) -> list[Version]:
    """Return the submissions whose assessments count, the latest first."""
    standing: list[Version] = []
    for version in reversed(versions):
        standing.append(version)
        if version.material is not False:
            break
    return standing


def unsaid(versions: list[Version]) -> Version | None:
    """Return the latest submission, if nobody said yet whether what it changed matters."""
    late = len(versions) > 1 and versions[-1].material is None
    return versions[-1] if late else None


def may_be_material(case: UseCase) -> bool:
    """Whether it can be said of a case that what a new submission changed matters: while it is
    assessed, or was and is under review again.
    """
    if case.stage in _ASSESSED:
        return True
    return case.stage in UNDER_REVIEW and Assessment.objects.filter(use_case=case).exists()


def counting(versions: Iterable[Version]) -> QuerySet[Assessment]:
    """Return the submitted assessments of these submissions that count."""
    keys = [version.key for version in versions]
    rows = Assessment.objects.filter(submission__in=keys, submitted_at__isnull=False)
    return rows.exclude(conflicts_of("assessor", "use_case"))
