"""Which use cases and their records a person may see. Every list of every face starts here."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from usecases.models.access import RoleGrant
from usecases.models.assessments import Assignment
from usecases.models.outcomes import Outcome
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import StageChange
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.interests import declared_free, no_conflict
from usecases.rules.permissions import STAFF, may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import UNDER_REVIEW, Stage

M = TypeVar("M", bound=Model)


def use_cases_for(person: Person) -> QuerySet[UseCase]:
    """A bank sees its own, and those on which it is a joint institution; staff see what was
    submitted, of their authority; an assessor what is assigned, once no conflict is declared,
    until it is decided. A conflict closes a case.

    The condition follows from the person alone and stands in nearly every query: it is put
    together once a person.
    """
    if "use cases" not in person.known:
        person.known["use cases"] = _use_cases_for(person)
    rows: QuerySet[UseCase] = person.known["use cases"]
    return rows.all()


def _use_cases_for(person: Person) -> QuerySet[UseCase]:
    rows = UseCase.objects.filter(discarded_at__isnull=True)
    if person.system:
        return rows
    assessed = _assessed_by(person)
    if not may(person, Action.READ_CASES):
        return rows.none() if assessed is None else rows.filter(assessed, declared_by(person))
    if grants := reading_grants(person):
        submitted = ~Q(stage=Stage.DRAFT) & _of_authorities(grants)
        seen = submitted | _written_for(person)
        if assessed is not None and person.user is not None and not _reads_assigned(person):
            seen |= assessed & declared_free(person.user)
        return rows.filter(seen, _without_conflict(person))
    if person.membership is None:
        return rows.none()
    own = person.membership.institution_id
    joint = Party.objects.filter(institution=own).values("use_case")
    return rows.filter(Q(institution=own) | Q(pk__in=joint))


def own_cases_for(person: Person) -> QuerySet[UseCase]:
    """The cases that the person's bank leads: those on which it only reads along are not its own
    to write, to sign, to be reminded of or to count.
    """
    rows = UseCase.objects.filter(discarded_at__isnull=True)
    if person.membership is None or not may(person, Action.READ_CASES):
        return rows.none()
    return rows.filter(institution=person.membership.institution_id)


def assessable_for(person: Person) -> QuerySet[UseCase]:
    """The cases assigned to the person that are not decided and closed by no conflict; of these
    `use_cases_for` has those that the person declared to be free of one.
    """
    assessed = _assessed_by(person)
    if assessed is None:
        return UseCase.objects.none()
    return UseCase.objects.filter(assessed, _without_conflict(person))


def _assessed_by(person: Person) -> Q | None:
    """The condition of being assigned to the person and under review; None if nothing can be."""
    held = [grant for grant in person.grants if grant.role in STAFF[Action.READ_ASSIGNED]]
    if person.user is None or not held or not may(person, Action.READ_ASSIGNED):
        return None
    assigned = Assignment.objects.filter(assessor=person.user, ended_at__isnull=True)
    of_person = Q(pk__in=assigned.values("use_case"))
    return of_person & Q(stage__in=UNDER_REVIEW) & _of_authorities(held)


def _reads_assigned(person: Person) -> bool:
    """Whether whatever could be assigned to the person is theirs to read anyway: then it is not
    asked, since SQLite's parser refuses what nests too deep.
    """
    held = {
        grant.authority_id for grant in person.grants if grant.role in STAFF[Action.READ_ASSIGNED]
    }
    reading = {grant.authority_id for grant in reading_grants(person)}
    return None in reading or held <= reading


def _without_conflict(person: Person) -> Q:
    return Q() if person.user is None else no_conflict(person.user)


def declared_by(person: Person) -> Q:
    """The condition of being declared free of a conflict by the person, and closed by none."""
    if person.user is None:
        return Q(pk__in=[])
    return declared_free(person.user) & no_conflict(person.user)


def _written_for(person: Person) -> Q:
    """The condition of being a draft of the institution that staff act for, with its letter."""
    if person.principal is None:
        return Q(pk__in=[])
    return Q(stage=Stage.DRAFT, institution=person.principal)


def reading_grants(person: Person) -> list[RoleGrant]:
    """The grants by which a person reads cases; other roles neither open nor widen anything."""
    return [grant for grant in person.grants if grant.role in STAFF[Action.READ_CASES]]


def _of_authorities(grants: list[RoleGrant]) -> Q:
    """The condition that a case belongs to an authority of these grants."""
    authorities = [grant.authority_id for grant in grants]
    return Q() if None in authorities else Q(authority__in=authorities)


def drafts_for(person: Person) -> QuerySet[UseCase]:
    """Drafts whose content the person may read: those of their own bank."""
    if person.membership is None or not may(person, Action.READ_DRAFTS):
        return UseCase.objects.none()
    return use_cases_for(person).filter(stage=Stage.DRAFT)


def _of_cases(rows: QuerySet[M], person: Person) -> QuerySet[M]:
    return rows.filter(use_case__in=use_cases_for(person).values("pk"))


def parties_for(person: Person) -> QuerySet[Party]:
    """Parties of the cases that the person sees."""
    return _of_cases(Party.objects.all(), person)


def submissions_for(person: Person) -> QuerySet[Submission]:
    """Submissions of the cases that the person sees."""
    return _of_cases(Submission.objects.all(), person)


def stage_changes_for(person: Person) -> QuerySet[StageChange]:
    """Stage changes of the cases that the person sees."""
    return _of_cases(StageChange.objects.all(), person)


def decisions_for(person: Person) -> QuerySet[Decision]:
    """Decisions of those cases; a bank sees nothing of one before its release."""
    rows = _of_cases(Decision.objects.all(), person)
    whole = person.system or reading_grants(person)
    return rows if whole else rows.filter(released_at__isnull=False)


def trials_for(person: Person) -> QuerySet[Trial]:
    """Trials of the cases that the person sees."""
    return _of_cases(Trial.objects.all(), person)


def outcomes_for(person: Person) -> QuerySet[Outcome]:
    """Outcomes of the cases that the person sees."""
    return _of_cases(Outcome.objects.all(), person)
