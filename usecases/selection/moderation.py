"""Which use cases of a phase are moderated: those assessed, and what became of them."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from usecases.models.assessments import Assignment
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.interests import conflicts_of
from usecases.rules.permissions import may
from usecases.rules.visibility import decisions_for, reading_grants, use_cases_for
from usecases.rules.visibility_register import phases_for
from usecases.rules.void import is_void
from usecases.selection.history import Times, stage_changes
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage

# Where a case may be moderated; the last ones were decided.
OPEN: tuple[str, ...] = (Stage.CLARIFYING, Stage.ASSESSING, Stage.WAITLISTED)
STAGES: tuple[str, ...] = (
    *OPEN,
    *(Stage.ACCEPTED, Stage.TRIALLING, Stage.SUSPENDED, Stage.COMPLETED, Stage.TERMINATED),
    *(Stage.LAPSED, Stage.DECLINED),
)


def reads_moderation(person: Person) -> bool:
    """Whether the person reads how a phase was assessed as a whole."""
    return bool(reading_grants(person)) and may(person, Action.READ_CASES)


def moderated(person: Person) -> QuerySet[UseCase]:
    """Return the live cases that came to assessment and were not taken back, of those seen."""
    if not reads_moderation(person):
        return UseCase.objects.none()
    assessed = stage_changes(Times()).filter(to_stage=Stage.ASSESSING, use_case=OuterRef("pk"))
    rows = use_cases_for(person).filter(Exists(assessed), basis=Basis.LIVE, stage__in=STAGES)
    return rows.select_related("institution", "category").order_by("reference")


def moderated_phases(person: Person) -> QuerySet[Phase]:
    """Return the phases that have such cases, the latest first."""
    cases = moderated(person).order_by().values("phase")
    rows = phases_for(person).select_related("programme").filter(pk__in=cases)
    return rows.order_by("-opens_at", "-number", "code")


def expected(cases: QuerySet[UseCase]) -> QuerySet[Assignment]:
    """Return the assignments of these cases from which an assessment that counts can come."""
    rows = Assignment.objects.filter(use_case__in=cases.order_by().values("pk"))
    return rows.filter(ended_at__isnull=True).exclude(conflicts_of("assessor", "use_case"))


def number_expected(cases: QuerySet[UseCase]) -> dict[object, int]:
    """Return how many assessments are expected of each case."""
    rows = expected(cases).order_by().values("use_case").annotate(n=Count("pk"))
    return dict(rows.values_list("use_case", "n"))


def open_decisions(person: Person, cases: QuerySet[UseCase]) -> QuerySet[Decision]:
    """Return the proposals for these cases that stand and are not released or refused yet."""
    rows = decisions_for(person).filter(use_case__in=cases.order_by().values("pk"))
    waits = Q(released_at__isnull=True, refused_at__isnull=True)
    return rows.filter(waits).exclude(is_void()).order_by("proposed_at", "pk")
