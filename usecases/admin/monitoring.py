"""What the tabs of a use case show of its running trial: light, numbers, what is due, incidents."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from usecases.admin.person import person_of
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import days_late, days_overdue, due_day, state_of, today_of
from usecases.rules.follow_ups import FollowUp, follow_ups
from usecases.rules.lights import RULES, Light, lights_for
from usecases.rules.trial_clock import Clock, clock_of
from usecases.rules.visibility import outcomes_for, stage_changes_for, trials_for
from usecases.rules.visibility_trials import deliverables_for, incidents_for
from usecases.selection.trial_timeline import today_before, trial_timeline
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import LIGHT_NEAR_PERCENT
from usecases.vocabulary.monitoring import LIMITED, DeliverableState
from usecases.vocabulary.stages import Stage

# The badge of each state of a deliverable.
TONES: dict[str, str] = {
    DeliverableState.DUE: "badge-info",
    DeliverableState.LATE: "badge-bad",
    DeliverableState.HANDED_IN: "badge-wait",
    DeliverableState.SIGNED_OFF: "badge-good",
}
SEVERITIES: dict[str, str] = {"critical": "badge-bad", "high": "badge-bad", "medium": "badge-wait"}


@dataclass(frozen=True)
class Used:
    """A number counted in the trial, against what was granted."""

    label: Promise
    unit: Promise
    number: Decimal | int | None
    limit: Decimal | int | None

    @property
    def percent(self) -> int | None:
        """How much of the limit is used."""
        if self.number is None or not self.limit:
            return None
        return int(Decimal(self.number) * 100 / Decimal(self.limit))

    @property
    def over(self) -> bool:
        """Whether it is over the limit."""
        return self.number is not None and self.limit is not None and self.number > self.limit

    @property
    def near(self) -> bool:
        """Whether it is near the limit."""
        return not self.over and (self.percent or 0) >= LIGHT_NEAR_PERCENT


@dataclass(frozen=True)
class Due:
    """A deliverable with where it stands."""

    row: Deliverable
    state: DeliverableState
    overdue: int
    late: int

    @property
    def tone(self) -> str:
        """The class of its badge."""
        return TONES.get(self.state, "")

    @property
    def day(self) -> Any:
        """By when it is due."""
        return due_day(self.row)


def due_of(row: Deliverable, case: UseCase, at: datetime) -> Due:
    """Return a deliverable with where it stands."""
    overdue, late = days_overdue(row, case, at), days_late(row, case.phase.programme)
    return Due(row, state_of(row, case, at), overdue, late)


def light_on(case: UseCase) -> Light | None:
    """Return the light of one use case, if its trial runs."""
    return lights_for([case], timezone.now()).get(case.pk)


def clock_on(case: UseCase, person: Person) -> Clock:
    """Return the clock of one trial."""
    moves = stage_changes_for(person).filter(use_case=case, voided_by__isnull=True)
    return clock_of(moves.exclude(to_stage=""), timezone.now())


def monitored(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what `admin/usecases/usecase/monitor.html` shows."""
    person, now = person_of(request), timezone.now()
    trial = trials_for(person).filter(use_case=case).first()
    rows = deliverables_for(person).filter(use_case=case).order_by("due_on", "id")
    wrong = incidents_for(person).filter(use_case=case).select_related("cause")
    return {
        "light": light_on(case),
        "light_rules": RULES,
        "trial_clock": clock_on(case, person),
        "used": numbers_of(trial) if trial else [],
        "due": [due_of(row, case, now) for row in rows.select_related("file")],
        "incidents": [
            (each, SEVERITIES.get(each.severity, "")) for each in wrong.order_by("-detected_at")
        ],
        "timeline": today_before(trial_timeline(case, person), case, now) if trial else [],
    }


def numbers_of(trial: Trial) -> list[Used]:
    """Return what was counted, where there is a number or a limit."""
    found = [
        Used(label, unit, getattr(trial, used), getattr(trial, limit))
        for used, limit, label, unit in LIMITED
    ]
    return [each for each in found if each.number is not None or each.limit is not None]


def followed(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return the follow-ups of a completed trial for the tab of its outcome."""
    person, programme = person_of(request), case.phase.programme
    ended = clock_on(case, person).ended
    if case.stage != Stage.COMPLETED or case.basis != Basis.LIVE or ended is None:
        return {"follow_ups": []}
    day = today_of(programme, ended.happened_on)
    replies = outcomes_for(person).filter(use_case=case, follow_up__isnull=False)
    today = today_of(programme, timezone.now())
    return {"follow_ups": [(each, _state(each, today)) for each in follow_ups(day, replies)]}


def _state(each: FollowUp, today: Any) -> str:
    if each.reply is not None:
        return "unanswered" if each.unanswered else "replied"
    return "open" if each.open(today) else "to-come"
