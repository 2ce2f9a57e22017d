"""The conditions behind what waits in a review: on a bank's answer, on an officer, on assessors."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from usecases.models.assessments import Assessment, Assignment
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.rules.interests import conflicts_of
from usecases.selection.conditions import handled_by, today_at
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import UNDER_REVIEW, Stage


def _open_questions() -> QuerySet[Clarification]:
    return Clarification.objects.filter(use_case=OuterRef("pk"), closed_at__isnull=True)


def asked(person: Person, at: datetime) -> Q:
    """What the bank is being asked about, nothing of it overdue."""
    overdue = Exists(_open_questions().filter(due_at__lt=at))
    return handled_by(person) & Q(stage=Stage.CLARIFYING) & ~Q(overdue)


def answer_overdue(person: Person, at: datetime) -> Q:
    """What the bank should have answered by now."""
    overdue = Exists(_open_questions().filter(due_at__lt=at))
    return Q(stage=Stage.CLARIFYING) & Q(overdue)


def change_to_judge(person: Person, at: datetime) -> Q:
    """What was handed in anew, and nobody said yet whether the change is material."""
    versions = Submission.objects.filter(use_case=OuterRef("pk"), number__gt=1)
    later = Submission.objects.filter(use_case=OuterRef("use_case"), number__gt=OuterRef("number"))
    unsaid = versions.filter(~Exists(later), materiality__isnull=True)
    assessed = Exists(Assessment.objects.filter(use_case=OuterRef("pk")))
    judged = Q(stage__in=(Stage.ASSESSING, Stage.WAITLISTED))
    judged |= Q(stage__in=UNDER_REVIEW) & Q(assessed)
    return handled_by(person) & judged & Q(Exists(unsaid))


def owed_assignments() -> QuerySet[Assignment]:
    """Return the standing assignments that nothing was handed in for, or nothing since a change
    that was said to be material, save of people with a conflict.
    """
    later = Submission.objects.filter(
        use_case=OuterRef("use_case"),
        number__gt=OuterRef("submission__number"),
        materiality__material=True,
    )
    done = Assessment.objects.filter(
        ~Exists(later),
        use_case=OuterRef("use_case"),
        assessor=OuterRef("assessor"),
        submitted_at__isnull=False,
    )
    rows = Assignment.objects.filter(~Exists(done), ended_at__isnull=True)
    return rows.exclude(conflicts_of("assessor", "use_case"))


def _assessing() -> Q:
    return Q(stage=Stage.ASSESSING, basis=Basis.LIVE)


def assessments_missing(person: Person, at: datetime) -> Q:
    """What is being assessed and waits for an assessor, in time."""
    owed, late = _owed(at)
    return handled_by(person) & _assessing() & Q(owed) & ~Q(late)


def assessments_overdue(person: Person, at: datetime) -> Q:
    """What is being assessed, with an assessment past its day."""
    _owed_ones, late = _owed(at)
    return _assessing() & Q(late)


def _owed(at: datetime) -> tuple[Exists, Exists]:
    rows = owed_assignments().filter(use_case=OuterRef("pk"))
    return Exists(rows), Exists(rows.filter(due_on__lt=today_at(at)))
