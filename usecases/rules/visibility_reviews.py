"""Which records of reviews a person may see: questions, criteria, assignments, interests, scores,
letters.
"""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from usecases.models.assessments import Assessment, Assignment, Criterion, Materiality, Score
from usecases.models.clarifications import Clarification, Revision
from usecases.models.interests import Interest
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.models.meetings import Meeting, Remark
from usecases.models.person import Person
from usecases.rules.permissions import is_staff, may
from usecases.rules.visibility import assessable_for, reading_grants, use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.reviews import Standing

M = TypeVar("M", bound=Model)


def _of_cases(rows: QuerySet[M], person: Person) -> QuerySet[M]:
    return rows.filter(use_case__in=use_cases_for(person).values("pk"))


def clarifications_for(person: Person) -> QuerySet[Clarification]:
    """Questions about the cases that the person sees. What the bank writes as a reply is its own
    until it signs: staff read `reply` of a closed question only.
    """
    return _of_cases(Clarification.objects.all(), person)


def revisions_for(person: Person) -> QuerySet[Revision]:
    """What a bank changes while it answers: its own only."""
    if person.membership is None or not may(person, Action.READ_DRAFTS):
        return Revision.objects.none()
    return _of_cases(Revision.objects.all(), person)


def criteria_for(person: Person) -> QuerySet[Criterion]:
    """Criteria are known to whoever signed in: how one is judged is no secret."""
    return Criterion.objects.none() if person.anonymous else Criterion.objects.all()


def assignments_for(person: Person) -> QuerySet[Assignment]:
    """Staff who read cases see who assesses them; an assessor the own ones that stand, of cases
    not decided and without a conflict, declared or not.
    """
    rows = Assignment.objects.none()
    if reading_grants(person) and may(person, Action.READ_CASES):
        rows = _of_cases(Assignment.objects.all(), person)
    own = Assignment.objects.filter(
        assessor=person.user, ended_at__isnull=True, use_case__in=assessable_for(person)
    )
    return (rows | own) if may(person, Action.READ_ASSIGNED) else rows


def interests_for(person: Person) -> QuerySet[Interest]:
    """One's own, save what names a case that is closed to one, whatever was said of it; who may
    read interests those of colleagues too, save of cases not seen.
    """
    judges = may(person, Action.READ_ASSIGNED) or may(person, Action.READ_INTERESTS)
    if person.user is None or not judges:
        return Interest.objects.none()
    to_assess = Q(use_case__in=assessable_for(person).values("pk"))
    mine = Q(person=person.user) & (Q(use_case__isnull=True) | to_assess)
    if not may(person, Action.READ_INTERESTS):
        return Interest.objects.filter(mine)
    seen = Q(use_case__isnull=True) | Q(use_case__in=use_cases_for(person).values("pk"))
    return Interest.objects.filter(mine | seen)


def assessments_for(person: Person) -> QuerySet[Assessment]:
    """One's own; submitted ones of others to staff who read cases, and to an assessor once the
    own one of the same submission is in. Whoever still owes an assessment sees no other's.
    """
    if person.user is None or not is_staff(person):
        return Assessment.objects.none()
    return _told(_of_cases(Assessment.objects.all(), person), person)


def _told(rows: QuerySet[Assessment], person: Person) -> QuerySet[Assessment]:
    """Narrow assessments of cases that the person sees to those that may be read by now."""
    mine = Q(assessor=person.user)
    submitted = Q(submitted_at__isnull=False)
    own = Assessment.objects.filter(assessor=person.user, submitted_at__isnull=False)
    done = Q(Exists(own.filter(submission=OuterRef("submission"))))
    if not reading_grants(person):
        return rows.filter(mine | submitted & done)
    owed = Assignment.objects.filter(
        assessor=person.user, ended_at__isnull=True, use_case=OuterRef("use_case")
    )
    return rows.filter(mine | submitted & (done | ~Q(Exists(owed))))


def scores_for(person: Person) -> QuerySet[Score]:
    """The scores of the assessments that the person sees."""
    return Score.objects.filter(assessment__in=assessments_for(person).values("pk"))


def _staff_of_cases(rows: QuerySet[M], person: Person) -> QuerySet[M]:
    return _of_cases(rows, person) if reading_grants(person) else rows.none()


def materialities_for(person: Person) -> QuerySet[Materiality]:
    """What was said of new submissions: to staff who read the case."""
    return _staff_of_cases(Materiality.objects.all(), person)


def meetings_for(person: Person) -> QuerySet[Meeting]:
    """Meetings, to staff who read cases and have no conflict in any case of the phase."""
    if person.user is None or not reading_grants(person) or not may(person, Action.READ_CASES):
        return Meeting.objects.none()
    return Meeting.objects.exclude(phase__in=_conflicts(person).values("phase"))


def _conflicts(person: Person) -> QuerySet[Interest]:
    told = Interest.objects.filter(person=person.user, standing=Standing.CONFLICT)
    return told.filter(ended_at__isnull=True)


def remarks_for(person: Person) -> QuerySet[Remark]:
    """What meetings said of the cases that the person sees as staff."""
    return _staff_of_cases(Remark.objects.all(), person)


def letter_templates_for(person: Person) -> QuerySet[LetterTemplate]:
    """Staff see what is written with a decision."""
    return LetterTemplate.objects.all() if is_staff(person) else LetterTemplate.objects.none()


def letters_for(person: Person) -> QuerySet[DecisionLetter]:
    """Letters of decision of the cases that the person sees; a bank those released."""
    rows = _of_cases(DecisionLetter.objects.all(), person)
    whole = person.system or reading_grants(person)
    return rows if whole else rows.filter(released_at__isnull=False)


def visible_changes(person: Person) -> Q:
    """The condition on changes that none of them tells of an assessment which is not seen yet, or
    of a meeting to somebody with a conflict.
    """
    kinds = ("assessment", "score")
    # Whoever asks sees the case of the change: to ask it again makes SQLite refuse the query.
    seen: QuerySet[Any] = _told(Assessment.objects.all(), person).filter(
        use_case=OuterRef("use_case"), assessor=OuterRef("by")
    )
    submitted = seen.filter(submitted_at__isnull=False, updated_at__gte=OuterRef("recorded_at"))
    scored = ~Q(kind__in=kinds) | Q(by=person.user) | Q(Exists(submitted))
    return scored & (~Q(kind="meeting") | ~Q(Exists(_conflicts(person))))
