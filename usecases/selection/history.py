"""Where use cases stood: at any moment (`as_at`), as known at any moment (`known_at`)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from usecases.models.outcomes import Outcome
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import IMPLIED, Stage
from usecases.vocabulary.terms import OutcomeResult

# The stages whose row says that a case was, by then, accepted.
ACCEPTING: tuple[str, ...] = tuple(s for s, past in IMPLIED.items() if Stage.ACCEPTED in past)
_DECIDING = (*ACCEPTING, Stage.DECLINED, Stage.WAITLISTED)

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
    return StageChange.objects.filter(times.by()).exclude(pk__in=voided.values("voids"))


def arrived_at(stage: str) -> list[str]:
    """Return the stages whose row says that a case had, by then, reached a stage."""
    return [each for each, past in IMPLIED.items() if each == stage or stage in past]


def last(rows: QuerySet[StageChange]) -> QuerySet[StageChange]:
    """Keep of each use case the last of these rows, by the day it happened."""
    later = Q(happened_on__gt=OuterRef("happened_on")) | Q(
        happened_on=OuterRef("happened_on"), row__gt=OuterRef("row")
    )
    return rows.filter(~Exists(rows.filter(later, use_case=OuterRef("use_case"))))


def decisions_in_force(times: Times) -> QuerySet[StageChange]:
    """Return, for each decided use case, the row that the decision in force led to."""
    return last(stage_changes(times).filter(to_stage__in=_DECIDING))


def _of_case(times: Times) -> QuerySet[StageChange]:
    return stage_changes(times).filter(use_case=OuterRef("pk"))


def _latest(rows: QuerySet[StageChange]) -> Subquery:
    return Subquery(rows.order_by("-happened_on", "-row").values("to_stage")[:1])


def placed(rows: QuerySet[UseCase], times: Times) -> QuerySet[UseCase]:
    """Annotate `stage_then`; at a past moment only cases that existed by then remain."""
    if times.now:
        return rows.annotate(stage_then=F("stage"))
    return rows.annotate(stage_then=_latest(_of_case(times))).filter(stage_then__isnull=False)


def decided(rows: QuerySet[UseCase], times: Times) -> QuerySet[UseCase]:
    """Annotate `decision_then`: the stage that the decision in force led to, if any."""
    return rows.annotate(decision_then=_latest(_of_case(times).filter(to_stage__in=_DECIDING)))


def reached(stage: str, times: Times) -> Q:
    """The condition on placed use cases that they had ever reached a stage; void ones had not."""
    alive = ~Q(stage_then=Stage.VOID)
    if stage == OutcomeResult.IN_PRODUCTION:
        told = Outcome.objects.filter(times.by(), use_case=OuterRef("pk"), result=stage)
        return alive & Q(Exists(told))
    return alive & Q(Exists(_of_case(times).filter(to_stage__in=arrived_at(stage))))


def decision(name: str) -> Q:
    """The condition on placed and decided use cases that this is the decision in force."""
    alive = ~Q(stage_then__in=(Stage.VOID, Stage.DRAFT))
    accepted, declined = Q(decision_then__in=ACCEPTING), Q(decision_then=Stage.DECLINED)
    undecided = Q(decision_then__isnull=True) | Q(decision_then=Stage.WAITLISTED)
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


def history_filters(rows: QuerySet[UseCase], wanted: dict[str, Any]) -> QuerySet[UseCase]:
    """Apply `stage`, `reached` and `decision` as they stood at `as_at` and `known_at`."""
    times = Times(wanted.get("as_at"), wanted.get("known_at"))
    rows = placed(rows, times)
    if wanted.get("stage"):
        rows = rows.filter(Q(stage_then__in=wanted["stage"]))
    if wanted.get("reached"):
        rows = rows.filter(any_of([reached(each, times) for each in wanted["reached"]]))
    if wanted.get("decision"):
        rows = decided(rows, times).filter(any_of([decision(e) for e in wanted["decision"]]))
    return rows
