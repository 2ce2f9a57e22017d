"""The intake: what came in and is not assessed yet, with all that helps to sort it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.completeness import Completeness, completeness
from usecases.rules.permissions import may
from usecases.rules.readiness import Step, for_many
from usecases.rules.visibility import reading_grants, use_cases_for
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import phases_for
from usecases.selection.clock import Clock, clocks
from usecases.selection.history import Times, stage_changes
from usecases.selection.similar import Likeness, likenesses
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb

INTAKE: tuple[str, ...] = (Stage.SUBMITTED, Stage.SCREENING, Stage.CLARIFYING)
WHOSE = ("mine", "nobody")
_SHOWN = ("phase__programme", "institution", "case_officer", "category")
_STEPS = (Verb.SCREEN, Verb.ASSESS)


@dataclass(frozen=True)
class Entry:
    """One use case of the intake, with what was found out about it."""

    case: UseCase
    clock: Clock | None
    complete: Completeness
    files: int
    like: Likeness
    step: Step | None


def reads_intake(person: Person) -> bool:
    """Whether the person reads what came in."""
    return bool(reading_grants(person)) and may(person, Action.READ_CASES)


def came_in_for(person: Person) -> QuerySet[UseCase]:
    """Return the live cases that were handed in and never assessed, the oldest first."""
    if not reads_intake(person):
        return UseCase.objects.none()
    assessed = stage_changes(Times()).filter(to_stage=Stage.ASSESSING, use_case=OuterRef("pk"))
    first = Submission.objects.filter(use_case=OuterRef("pk"), number=1).values("signed_at")
    rows = use_cases_for(person).filter(~Exists(assessed), stage__in=INTAKE, basis=Basis.LIVE)
    return rows.annotate(handed_in=Subquery(first)).order_by("handed_in", "reference")


def intake_phases(person: Person) -> QuerySet[Phase]:
    """Return the phases that such cases are of, the latest first."""
    cases = came_in_for(person).order_by().values("phase")
    rows = phases_for(person).select_related("programme").filter(pk__in=cases)
    return rows.order_by("-opens_at", "-number", "code")


def narrowed(
    rows: QuerySet[UseCase], person: Person, phase: Phase | None, stage: str, whose: str
) -> QuerySet[UseCase]:
    """Narrow to a phase, a stage, and to whose they are."""
    wanted = Q(phase=phase) if phase else Q()
    wanted &= Q(stage=stage) if stage else Q()
    if whose:
        wanted &= Q(case_officer=person.user if whose == "mine" else None)
    return rows.filter(wanted).select_related(*_SHOWN)


def entries(person: Person, cases: Sequence[UseCase], at: datetime) -> list[Entry]:
    """Return what there is to know of each, in a fixed number of queries."""
    known, like = clocks(cases, at), likenesses(person, cases)
    steps, files = for_many(cases, person, at), _files(person, cases)
    return [
        Entry(
            case=case,
            clock=known.get(case.pk),
            complete=completeness(case),
            files=files[case.pk],
            like=like[case.pk],
            step=next((each for each in steps[case] if each.move.verb in _STEPS), None),
        )
        for case in cases
    ]


def _files(person: Person, cases: Sequence[UseCase]) -> Counter[object]:
    rows = attachments_for(person).filter(use_case__in=cases).order_by()
    counted = rows.values_list("use_case").annotate(n=Count("pk"))
    return Counter(dict(counted))
