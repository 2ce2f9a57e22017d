"""The trial of a use case as its bank reads it, and whether it may write about it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.portal.planning import planning_of
from usecases.rules.aimed import Measured, aimed, measured, setups
from usecases.rules.attachments import may_hand_files
from usecases.rules.due import days_overdue, due_day, state_of
from usecases.rules.permissions import may, on_case
from usecases.rules.verdict import verdict
from usecases.rules.visibility import trials_for
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_trials import (
    cycles_for,
    deliverables_for,
    incidents_for,
    results_for,
    targets_for,
)
from usecases.text.digest import plain
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING, DeliverableState
from usecases.vocabulary.trials import CYCLE_FIELDS, DeliverableKind

# What a bank can still hand in.
OPEN = (DeliverableState.DUE, DeliverableState.LATE, DeliverableState.NO_LONGER_DUE)
TONES: dict[str, str] = {
    DeliverableState.DUE: "badge-info",
    DeliverableState.LATE: "badge-bad",
    DeliverableState.HANDED_IN: "badge-wait",
    DeliverableState.SIGNED_OFF: "badge-good",
}


def to_trial(case: UseCase) -> str:
    """Return the address of the trial on the page of a use case."""
    return reverse("portal:use-case", args=[case.pk]) + "?tab=trial"


def may_write(case: UseCase, person: Person) -> bool:
    """Whether the person writes about a trial that runs."""
    runs = case.basis == Basis.LIVE and case.stage in RUNNING
    return runs and may(on_case(person, case), Action.WRITE_TRIAL)


def trial_of(case: UseCase, person: Person) -> dict[str, Any]:
    """Return what a page shows of a trial, in a fixed number of queries."""
    now = timezone.now()
    targets = list(targets_for(person).filter(use_case=case).select_related("metric"))
    related = ("metric", "cycle", "evidence")
    results = list(results_for(person).filter(use_case=case).select_related(*related))
    cycles = cycles_for(person).filter(use_case=case).prefetch_related("techniques")
    due = deliverables_for(person).filter(use_case=case).select_related("file", "use_case")
    wrong = incidents_for(person).filter(use_case=case).select_related("cause")
    return {
        "trial": trials_for(person).filter(use_case=case).select_related("environment").first(),
        "planning": planning_of(case, person),
        "aimed": list(aimed(targets, results)),
        "setups": list(setups(cycles, results, targets)),
        "due": [due_of(row, case, now) for row in due.order_by("due_on", "id")],
        "incidents": list(wrong.order_by("-detected_at", "id")),
        "notes": notes_for(person).filter(use_case=case),
        "writes": may_write(case, person),
        "hands_in": may_hand_files(person, case),
    }


def due_of(row: Deliverable, case: UseCase, at: datetime) -> dict[str, Any]:
    """Return a deliverable with where it stands and whether it can be handed in."""
    state = state_of(row, case, at)
    return {
        "row": row,
        "state": state,
        "tone": TONES.get(state, ""),
        "day": due_day(row),
        "overdue": days_overdue(row, case, at),
        "open": state in OPEN,
        "form": row.kind == DeliverableKind.END_REPORT,
    }


def measured_result(row: Result) -> Measured:
    """Return a result in words, with what it says of its target."""
    return measured(row, verdict(row.target, row) if row.target else None)


def written_fields(cycle: Cycle) -> dict[str, Any]:
    """Return what is said of a cycle, as its form begins with it."""
    shown = {name: getattr(cycle, name) for name in CYCLE_FIELDS if name != "techniques"}
    numbers = {name: plain(shown[name]) for name in ("model_size", "temperature")}
    return {**shown, **numbers, "techniques": [each.pk for each in cycle.techniques.all()]}
