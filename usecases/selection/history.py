"""Where use cases stood: at any moment (`as_at`), as known at any moment (`known_at`)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from usecases.models.outcomes import Outcome
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import IMPLIED, UNCOUNTED, Stage
from usecases.vocabulary.terms import OutcomeResult
from usecases.vocabulary.verbs import Verb

# The stages whose row says that a case was, by then, accepted.
ACCEPTING: tuple[str, ...] = tuple(s for s, past in IMPLIED.items() if Stage.ACCEPTED in past)
DECIDING = (*ACCEPTING, Stage.DECLINED, Stage.WAITLISTED)
# A case that was declined is screened anew by a reopening alone: its decision stands no longer.
UNDECIDING_VERBS = (Verb.REOPEN, Verb.CORRECT, Verb.RECORD)
UNDECIDING = Q(to_stage=Stage.SCREENING, verb__in=UNDECIDING_VERBS)

_UNDECIDED = (Stage.WAITLISTED, Stage.SCREENING)

# What `decision` may be asked for, each by the decision in force.
DECISIONS: tuple[str, ...] = (
    "accepted",
    "declined",
    "pending",
    "withdrawn-before",
    "withdrawn-after",
)


@dataclass(frozen=True)
class Times:
    """What had happened by `as_at`, by rows recorded by `known_at`; None is now."""

    as_at: datetime | None = None
    known_at: datetime | None = None

    @property
    def now(self) -> bool:
        """Whether neither moment is given."""
        return self.as_at is None and self.known_at is None

    def by(self, happened: str = "happened_on", recorded: str = "recorded_at") -> Q:
        """The condition that a fact had happened and was recorded."""
        condition = Q(**{f"{happened}__lte": self.as_at}) if self.as_at else Q()
        known = Q(**{f"{recorded}__lte": self.known_at}) if self.known_at else Q()
        return condition & known


def stage_changes(times: Times) -> QuerySet[StageChange]:
    """Return the stage changes that had happened, were known, and were not voided since."""
    known = Q(recorded_at__lte=times.known_at) if times.known_at else Q()
    voided = StageChange.objects.filter(known, voids__isnull=False)
    rows = StageChange.objects.filter(times.by()).exclude(to_stage="")
    return rows.exclude(pk__in=voided.values("voids"))


def void_cases(times: Times) -> QuerySet[StageChange]:
    """Return the rows that declare a case void, as known then: it never counted, at no moment."""
    return stage_changes(Times(known_at=times.known_at)).filter(to_stage=Stage.VOID)


def taken_back(times: Times) -> QuerySet[StageChange]:
    """Return the rows by which a case became a draft again and still was one then."""
    recalled = stage_changes(times).filter(to_stage=Stage.DRAFT)
    return last(stage_changes(times).filter(use_case__in=recalled.values("use_case"))).filter(
        to_stage=Stage.DRAFT
    )


def arrived_at(stage: str) -> list[str]:
    """Return the stages whose row says that a case had, by then, reached a stage."""
    return [each for each, past in IMPLIED.items() if each == stage or stage in past]


def last(rows: QuerySet[StageChange]) -> QuerySet[StageChange]:
    """Keep of each use case the last of these rows, by the day it happened."""
    later = Q(happened_on__gt=OuterRef("happened_on")) | Q(
        happened_on=OuterRef("happened_on"), row__gt=OuterRef("row")
    )
    return rows.filter(~Exists(rows.filter(later, use_case=OuterRef("use_case"))))


def first(rows: QuerySet[StageChange]) -> QuerySet[StageChange]:
    """Keep of each use case the first of these rows, by the day it happened."""
    earlier = Q(happened_on__lt=OuterRef("happened_on")) | Q(
        happened_on=OuterRef("happened_on"), row__lt=OuterRef("row")
    )
    return rows.filter(~Exists(rows.filter(earlier, use_case=OuterRef("use_case"))))


def decisions_in_force(times: Times) -> QuerySet[StageChange]:
    """Return, for each decided use case, the last row that tells of the decision in force."""
    rows = last(stage_changes(times).filter(Q(to_stage__in=DECIDING) | UNDECIDING))
    return rows.exclude(to_stage=Stage.SCREENING)


def _of_case(times: Times) -> QuerySet[StageChange]:
    return stage_changes(times).filter(use_case=OuterRef("pk"))


def _latest(rows: QuerySet[StageChange]) -> Subquery:
    return Subquery(rows.order_by("-happened_on", "-row").values("to_stage")[:1])


def placed(rows: QuerySet[UseCase], times: Times) -> QuerySet[UseCase]:
    """Annotate `stage_then`; at a past moment only cases that existed by then remain."""
    if times.now:
        return rows.annotate(stage_then=F("stage"))
    void = Exists(void_cases(times).filter(use_case=OuterRef("pk")))
    latest = rows.annotate(latest=_latest(_of_case(times))).filter(latest__isnull=False)
    return latest.annotate(
        stage_then=Case(
            When(void, then=Value(Stage.VOID)), default="latest", output_field=CharField()
        )
    )


def decided(rows: QuerySet[UseCase], times: Times) -> QuerySet[UseCase]:
    """Annotate `decision_then`: the stage that the decision in force led to, if any.

    Screening where a reopening took the decision away.
    """
    deciding = Q(to_stage__in=DECIDING) | UNDECIDING
    return rows.annotate(decision_then=_latest(_of_case(times).filter(deciding)))


def reached(stage: str, times: Times) -> Q:
    """The condition on placed use cases that they had ever reached a stage; void ones had not,
    nor drafts that were taken back."""
    alive = ~Q(stage_then__in=UNCOUNTED)
    if stage == OutcomeResult.IN_PRODUCTION:
        told = Outcome.objects.filter(times.by(), use_case=OuterRef("pk"), result=stage)
        return alive & Q(Exists(told))
    return alive & Q(Exists(_of_case(times).filter(to_stage__in=arrived_at(stage))))


def decision(name: str) -> Q:
    """The condition on placed and decided use cases that this is the decision in force."""
    alive = ~Q(stage_then__in=UNCOUNTED)
    accepted, declined = Q(decision_then__in=ACCEPTING), Q(decision_then=Stage.DECLINED)
    undecided = Q(decision_then__isnull=True) | Q(decision_then__in=_UNDECIDED)
    withdrawn = Q(stage_then=Stage.WITHDRAWN)
    conditions: dict[str, Q] = {
        "accepted": accepted,
        "declined": declined,
        "pending": undecided & ~Q(stage_then__in=(Stage.WITHDRAWN, Stage.LAPSED)),
        "withdrawn-before": undecided & withdrawn,
        "withdrawn-after": accepted & withdrawn,
    }
    return alive & conditions[name]


def any_of(conditions: list[Q]) -> Q:
    """Return the condition that one of several holds."""
    whole = Q()
    for condition in conditions:
        whole |= condition
    return whole
