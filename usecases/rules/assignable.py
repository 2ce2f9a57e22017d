"""Who may be asked to assess a use case, and how much each has to do already."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from usecases.models.access import RoleGrant, User
from usecases.models.assessments import Assessment, Assignment
from usecases.models.institutions import Member
from usecases.models.parties import Party
from usecases.models.person import Person, in_force
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.interests import conflicts_of, no_conflict
from usecases.rules.permissions import STAFF, authority_of
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import people_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import UNDER_REVIEW, Stage

# At these somebody is asked to assess.
ASSIGNED_AT: tuple[str, ...] = (Stage.SUBMITTED, *UNDER_REVIEW)


def assessors_for(person: Person, at: datetime) -> QuerySet[User]:
    """Return the active colleagues who hold a role that assesses, each with its `load`."""
    held = RoleGrant.objects.filter(in_force(at), role__in=STAFF[Action.ASSESS])
    rows = people_for(person).filter(is_active=True, pk__in=held.values("user"))
    return _with_load(rows, person).order_by("name", "email")


def _with_load(rows: QuerySet[User], person: Person) -> QuerySet[User]:
    """Say how many open assignments each has not handed in an assessment for, of cases seen."""
    done = Assessment.objects.filter(
        use_case=OuterRef("use_case"), assessor=OuterRef("assessor"), submitted_at__isnull=False
    )
    owed = Assignment.objects.filter(
        ~Exists(done),
        assessor=OuterRef("pk"),
        ended_at__isnull=True,
        use_case__in=use_cases_for(person).filter(stage__in=ASSIGNED_AT).values("pk"),
    )
    number = owed.order_by().values("assessor").annotate(n=Count("pk")).values("n")
    return rows.annotate(load=Coalesce(Subquery(number), 0))


def holds_role(user: User, case: UseCase, at: datetime) -> bool:
    """Whether the person assesses for the authority of a case."""
    held = user.grants.filter(in_force(at), role__in=STAFF[Action.ASSESS])
    own = Q(authority__isnull=True) | Q(authority=authority_of(case))
    return user.is_active and held.filter(own).exists()


def acts_for_party(user: User, case: UseCase, at: datetime) -> bool:
    """Whether the person acts for an institution on the case, or did so as staff."""
    joint = Party.objects.filter(use_case=case, institution__isnull=False).values("institution")
    mine = Member.objects.filter(in_force(at), user=user)
    acted = StageChange.objects.filter(use_case=case, by=user, on_behalf_of__isnull=False)
    firm = Q(institution=case.institution_id) | Q(institution__in=joint)
    return mine.filter(firm).exists() or acted.exists()


def has_conflict(user: User, case: UseCase) -> bool:
    """Whether a conflict closes the case to the person."""
    return not UseCase.objects.filter(no_conflict(user), pk=case.pk).exists()


def assigned_in_conflict(cases: Iterable[UseCase]) -> dict[UUID, list[Assignment]]:
    """Return the standing assignments of these cases to people with a conflict in them."""
    rows = Assignment.objects.filter(use_case__in=cases, ended_at__isnull=True)
    found: dict[UUID, list[Assignment]] = {}
    for each in rows.filter(conflicts_of("assessor", "use_case")).select_related("assessor"):
        found.setdefault(each.use_case_id, []).append(each)
    return found
