"""What the two banks with a password are doing in their trials today: plans, a report, a note."""

from datetime import timedelta
from decimal import Decimal

from usecases.audit.context import clock
from usecases.demonstration.cast import Cast
from usecases.demonstration.names import HARBOUR, PEAK
from usecases.demonstration.world import World
from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.proposals import PlanProposal
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import DeliverableKind, NoteKind, Severity, Success
from usecases.workflow.end_report import write_report
from usecases.workflow.incidents import report_incident
from usecases.workflow.note import answer_note
from usecases.workflow.plans import propose_plan, send_back_plan, write_plan

_PLAN = "Two weeks on past cases whose result is known, then six weeks beside the people."
_CHANGE = "Say who reads what before it leaves the team, and begin with fewer customers."
_SUMMARY = "The assistant answered what it was asked from the sources it was given, or refused."
_INCIDENT = "An answer named a product that is no longer sold. The customer was called back."


def at_work(world: World, cast: Cast) -> None:
    """Leave something of each kind on the desks of both banks, and of the officer."""
    for firm in (HARBOUR, PEAK):
        writer, bank = cast.writers[firm], world.institutions[firm]
        live = UseCase.objects.filter(institution=bank, basis=Basis.LIVE).order_by("reference")
        planned = live.filter(stage=Stage.ACCEPTED, trial__isnull=True)
        for number, case in enumerate(planned[:3]):
            _plan(world, cast, writer, case, number)
        for number, case in enumerate(live.filter(stage=Stage.TRIALLING)[:2]):
            act = _report if number else _incident
            act(writer, case)


def _plan(world: World, cast: Cast, writer: Person, case: UseCase, number: int) -> None:
    """One plan waits for the officer, one is a draft, one came back."""
    today = clock().date()
    plan = {
        "plan": _PLAN,
        "planned_from": today + timedelta(days=30),
        "planned_to": today + timedelta(days=90),
        "customers_limit": 200,
        "safeguards": "Two people read every answer before it is sent.",
    }
    target = {
        "metric": world.metrics["hallucination-rate"],
        "success": Success.AT_MOST,
        "value": Decimal(5),
        "baseline": Decimal(14),
        "meaning": "Statements without support are rare enough for a reader to find each.",
    }
    row: PlanProposal = write_plan(case, plan=plan, targets=[target], by=writer)
    if number == 1:
        return
    propose_plan(row, by=writer)
    if number:
        send_back_plan(row, reason=_CHANGE, by=cast.officer)


def _report(writer: Person, case: UseCase) -> None:
    """Begin the end report in its form."""
    rows = Deliverable.objects.filter(use_case=case, kind=DeliverableKind.END_REPORT)
    for row in rows.filter(handed_in_at=None, waived_at=None):
        write_report(row, texts={"summary": _SUMMARY}, by=writer)


def _incident(writer: Person, case: UseCase) -> None:
    """Report what went wrong, and answer what the officer asked for."""
    report_incident(
        case,
        severity=Severity.LOW,
        description=_INCIDENT,
        detected_at=clock() - timedelta(minutes=90),
        action="The index was renewed, and is renewed every night from now on.",
        by=writer,
    )
    notes = Note.objects.filter(use_case=case, closed_at=None).exclude(kind=NoteKind.INTERNAL)
    for row in notes[:1]:
        answer_note(row, done="Done, and shown to the committee of the bank.", by=writer)
