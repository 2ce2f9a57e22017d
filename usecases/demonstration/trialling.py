"""What happens in invented trials: first results, a report, an incident, a note, numbers."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from usecases.audit.context import clock
from usecases.demonstration import measured
from usecases.demonstration.calendar import ZONE
from usecases.demonstration.cast import Cast
from usecases.demonstration.lives import Life
from usecases.demonstration.reports import hand_in_first
from usecases.demonstration.world import World
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import NoteKind, Severity
from usecases.workflow.amend import amend
from usecases.workflow.exposure import record_exposure
from usecases.workflow.incidents import report_incident, resolve
from usecases.workflow.note import close_note, write_note

_INCIDENTS = (
    (Severity.LOW, "An answer quoted a tariff of last year.", "The index is renewed every night."),
    (Severity.MEDIUM, "A draft went out before anybody had read it.", "Sending asks twice now."),
    (Severity.HIGH, "A prompt let a tester see another tester's file.", "Files are kept apart."),
)
_SUPERVISORY = (
    "In four of twenty drafts nobody had noted who read them.",
    "Let every reader sign the draft, and show us ten of them.",
)
_TECHNICAL = (
    "The second cycle used other settings than the plan says.",
    "Say which settings are in use, and repeat the tests with them.",
)


def interim(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """The first cycle is measured, the first report is in, and numbers are known."""
    cycle = case.cycles.order_by("number").first()
    if cycle is not None:
        measured.result(life, case, cycle, cast.officer, final=False)
    hand_in_first(case, by=cast.officer)
    numbers = {
        "customers_exposed": 150 + 3 * life.luck,
        "transactions_made": 2_000 + 41 * life.luck,
        "compute_used": (life.answers["compute_asked"] / 3).quantize(measured.HOURS),
    }
    today = clock().astimezone(ZoneInfo(ZONE)).date()
    reason = "Counted by the host." if life.luck % 4 else "More signed up than were invited."
    record_exposure(case, numbers, as_of=today, by=cast.officer, reason=reason)


def incident(world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """Something goes wrong; the bad ones are open for some days."""
    severity, happened, done = _INCIDENTS[life.luck % len(_INCIDENTS)]
    causes = [
        term for (kind, _code), term in world.terms.items() if kind == TermKind.INCIDENT_CAUSE
    ]
    row = report_incident(
        case,
        severity=severity,
        description=happened,
        detected_at=clock() - timedelta(hours=5),
        cause=causes[life.luck % len(causes)] if causes else None,
        by=cast.officer,
    )
    if severity != Severity.HIGH:
        resolve(row, action=done, by=cast.officer)


def note(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """The officer writes to the firm what is to be done; every second note is closed at once."""
    kind = NoteKind.SUPERVISORY if life.luck % 2 else NoteKind.TECHNICAL
    text, wanted = _SUPERVISORY if life.luck % 2 else _TECHNICAL
    due = (clock() + timedelta(days=14)).date()
    row = write_note(case, text=text, kind=kind, action_wanted=wanted, due_on=due, by=cast.officer)
    if life.luck % 4 in (0, 1):
        close_note(row, done="Done and shown on the spot.", by=cast.officer)


def amend_plan(_world: World, cast: Cast, life: Life, case: UseCase) -> None:
    """The plan is amended: two months more, or another value of a target."""
    target = case.targets.select_related("metric").first()
    if life.luck % 2 and target is not None:
        reason = "The tests were made harder with the host's agreement."
        value = (target.value * Decimal("0.9")).quantize(measured.HOURS)
        amend(target, fields={"value": value}, reason=reason, by=cast.officer)
        return
    reason = "The host's computing came two months later than agreed."
    later = life.phase.trials_to + timedelta(days=60)
    amend(case.trial, fields={"planned_to": later}, reason=reason, by=cast.officer)


TRIALLING = {"amend": amend_plan, "interim": interim, "incident": incident, "note": note}
