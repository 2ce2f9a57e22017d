"""The conditions behind what waits: whose stage, whose turn, and since when it is late."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from usecases.models.assessments import Assessment, Assignment
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import StageChange
from usecases.rules.acted import leaves_to_others, proposed_by_others
from usecases.rules.assignable import ASSIGNED_AT
from usecases.rules.interests import conflicts_of
from usecases.rules.lifecycle import TABLE
from usecases.rules.permissions import STAFF
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import programmes_for, published
from usecases.rules.void import is_void
from usecases.selection.clock import STANDING, UNDECIDED, clocks
from usecases.selection.history import Times, any_of, stage_changes
from usecases.selection.monitored import deliverable_is, follow_up_due
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.monitoring import DeliverableState
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.stages import ENDED, Stage
from usecases.vocabulary.terms import DecisionOutcome
from usecases.vocabulary.verbs import Verb

_CLOSED = (*ENDED, Stage.DRAFT)
_LEAST = "phase__minimum_assessors"


def to_screen(person: Person, at: datetime) -> Q:
    """What came in."""
    return handled_by(person) & Q(stage=Stage.SUBMITTED)


def to_assess(person: Person, at: datetime) -> Q:
    """What is being screened."""
    return handled_by(person) & Q(stage=Stage.SCREENING)


def to_propose(person: Person, at: datetime) -> Q:
    """What enough assessors assessed, with no decision under way; one that is void is not."""
    under_way = Decision.objects.filter(
        ~is_void(), use_case=OuterRef("pk"), released_at=None, refused_at=None, basis=Basis.LIVE
    )
    theirs = trusted_with(person, Action.PROPOSE) & _nobody_elses(person) & leaves_to_others(person)
    standing = Q(stage=Stage.ASSESSING, basis=Basis.LIVE) & ~Q(Exists(under_way))
    return theirs & standing & Q(enough_assessments())


def enough_assessments() -> GreaterThanOrEqual:
    """What as many assessors assessed as its phase asks for, as `rules.assessed` counts them:
    once each, none with a conflict, none before a change that is or may be material.
    """
    changed = Submission.objects.filter(
        use_case=OuterRef("use_case"), number__gt=OuterRef("submission__number")
    ).exclude(materiality__material=False)
    rows = Assessment.objects.filter(~Exists(changed), submitted_at__isnull=False)
    counted = rows.exclude(conflicts_of("assessor", "use_case")).filter(use_case=OuterRef("pk"))
    people = counted.order_by().values("use_case").annotate(n=Count("assessor", distinct=True))
    return GreaterThanOrEqual(Coalesce(Subquery(people.values("n")), 0), F(_LEAST))


def to_start(person: Person, at: datetime) -> Q:
    """What was accepted."""
    return handled_by(person) & Q(stage=Stage.ACCEPTED)


def without_officer(person: Person, at: datetime) -> Q:
    """What is active and nobody's."""
    mine = trusted_with(person, Action.HANDLE) & Q(case_officer=None, basis=Basis.LIVE)
    return mine & ~Q(stage__in=_CLOSED)


def to_look_over(person: Person, at: datetime) -> Q:
    """What was recorded after the fact, and nobody looked over."""
    own = StageChange.objects.filter(use_case=OuterRef("pk"), verb=Verb.RECORD, by=person.user)
    waits = Q(basis=Basis.RECORDED, looked_over_by=None) & ~Q(stage__in=(Stage.DRAFT, Stage.VOID))
    return trusted_with(person, Action.LOOK_OVER) & waits & ~Q(Exists(own))


def late_decision(person: Person, at: datetime) -> Q:
    """What is undecided past the target, counted from the later of submission and closing; days
    that the clock stood do not count.
    """
    asked = programmes_for(person).exclude(target_days=None).order_by()
    late = Q(pk__in=())
    for days in asked.values_list("target_days", flat=True).distinct():
        due = at - timedelta(days=days or 0)
        handed_in = Submission.objects.filter(use_case=OuterRef("pk"), number=1, signed_at__lt=due)
        closed = Q(phase__closes_at=None) | Q(phase__closes_at__lt=due)
        late |= Q(phase__programme__target_days=days) & closed & Q(Exists(handed_in))
    late &= Q(stage__in=UNDECIDED, basis=Basis.LIVE)
    return late & ~Q(pk__in=_in_time(person, late, at)) if late else late


def _in_time(person: Person, late: Q, at: datetime) -> list[UUID]:
    """Return which of these are not late after all, since their clock stood."""
    stood = stage_changes(Times()).filter(use_case=OuterRef("pk"), to_stage__in=STANDING)
    rows = use_cases_for(person).filter(late, Exists(stood)).select_related("phase__programme")
    return [key for key, clock in clocks(rows, at).items() if not clock.late]


def late_start(person: Person, at: datetime) -> Q:
    """What should be in trial by its plan."""
    return Q(stage=Stage.ACCEPTED, basis=Basis.LIVE, trial__planned_from__lt=today_at(at))


def late_end(person: Person, at: datetime) -> Q:
    """What is in trial past the end of its plan."""
    running = Q(stage__in=(Stage.TRIALLING, Stage.SUSPENDED), basis=Basis.LIVE)
    return running & Q(trial__planned_to__lt=today_at(at))


def to_follow_up(person: Person, at: datetime) -> Q:
    """What was completed 6 or 12 months ago, with nothing written down of the asking."""
    return handled_by(person) & follow_up_due(at)


def deliverables_to_sign_off(person: Person, at: datetime) -> Q:
    """What was handed in."""
    theirs = trusted_with(person, Action.HANDLE, "use_case__") & _nobody_elses(person, "use_case__")
    return theirs & deliverable_is(DeliverableState.HANDED_IN, at)


def late_deliverables(person: Person, at: datetime) -> Q:
    """What is past its day and not handed in."""
    return Q(use_case__basis=Basis.LIVE) & deliverable_is(DeliverableState.LATE, at)


def decisions_to_confirm(person: Person, at: datetime) -> Q:
    """What somebody else proposed."""
    proposed = Q(confirmed_at=None, basis=Basis.LIVE) & leaves_to_others(person, "use_case")
    theirs = trusted_with(person, Action.CONFIRM, "use_case__")
    return theirs & proposed & proposed_by_others(person, Action.CONFIRM) & _open_and_timely()


def decisions_to_release(person: Person, at: datetime) -> Q:
    """What is confirmed and may be released: from the day of the announcement on, if there is one;
    what is declined in screening at once.
    """
    phase = "use_case__phase__announced_on"
    due = Q(**{f"{phase}__isnull": True}) | Q(**{f"{phase}__lte": today_at(at)})
    confirmed = Q(confirmed_at__isnull=False) & (due | Q(use_case__stage=Stage.SCREENING))
    return trusted_with(person, Action.RELEASE, "use_case__") & confirmed & _open_and_timely()


def publications_to_confirm(person: Person, at: datetime) -> Q:
    """What somebody else proposed to publish, with nothing newer in force."""
    waits = Q(published_at=None, withdrawn_at=None, superseded_at=None)
    newer = published(Publication.objects.filter(record=OuterRef("record")))
    newer = newer.filter(version__gt=OuterRef("version"))
    mine = use_cases_for(person).filter(trusted_with(person, Action.CONFIRM_PUBLICATION))
    of_case = ~Q(kind=Kind.USE_CASE) | Q(record__in=mine.values("pk"))
    theirs = proposed_by_others(person, Action.CONFIRM_PUBLICATION)
    return waits & of_case & theirs & ~Q(Exists(newer))


def _open_and_timely() -> Q:
    """The condition that a decision is open, not void, and its case where such a one is made."""
    timely = any_of(
        [
            Q(outcome=outcome, use_case__stage__in=TABLE[outcome].sources)
            for outcome in DecisionOutcome.values
        ]
    )
    return timely & Q(released_at=None, refused_at=None) & ~is_void()


def handled_by(person: Person) -> Q:
    """The condition that the person handles the case, and that it is nobody else's."""
    return trusted_with(person, Action.HANDLE) & _nobody_elses(person)


def _nobody_elses(person: Person, case: str = "") -> Q:
    """The condition that the person, somebody they stand in for, or nobody is the case officer.

    Of an approver, anybody.
    """
    if person.roles.isdisjoint(STAFF[Action.HANDLE]):
        return Q()
    stood_in_for = [each.deputy_for_id for each in person.grants if each.deputy_for_id]
    own = Q(**{f"{case}case_officer": person.user})
    own |= Q(**{f"{case}case_officer__in": stood_in_for})
    return Q(**{f"{case}case_officer": None}) | own


def trusted_with(person: Person, action: Action, case: str = "") -> Q:
    """The condition that the case is of an authority for which the person may do this."""
    grants = [each for each in person.grants if each.role in STAFF[action]]
    authorities = [each.authority_id for each in grants]
    return Q() if None in authorities else Q(**{f"{case}authority__in": authorities})


def today_at(at: datetime) -> date:
    return at.astimezone(ZoneInfo(TIME_ZONE)).date()


def assessor_in_conflict(person: Person, at: datetime) -> Q:
    """The condition of being assigned to somebody whom a conflict keeps from reading it."""
    rows = Assignment.objects.filter(conflicts_of("assessor", "use_case"), ended_at__isnull=True)
    theirs = Q(stage__in=ASSIGNED_AT, pk__in=rows.values("use_case"))
    return trusted_with(person, Action.HANDLE) & theirs
