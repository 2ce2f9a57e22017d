"""Trials of three banks in two phases, watched at random: what fell due, went wrong, was asked."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import time_machine

from tests.factories.base import add, system
from tests.factories.institutions import make_institution
from tests.factories.memory import once
from tests.factories.phases import open_phase, phase
from tests.factories.usecases import recorded_case
from tests.factories.words import make_category, make_technique, make_term
from tests.people import approver, officer
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.base import Record
from usecases.models.casefile import Note
from usecases.models.clarifications import Clarification
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.trail import StageChange
from usecases.models.trials import Amendment, Trial
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.vocabulary.terms import TermKind
from usecases.workflow import correct
from usecases.workflow.record import Reached

BEGAN = datetime(2020, 1, 1, 4, tzinfo=UTC)
# When rows are written down, and when more of them is.
FIRST, THEN, LAST = (datetime(2026, month, 1, tzinfo=UTC) for month in (3, 4, 5))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ROADS = (
    ("submitted", "clarifying", "assessing", "accepted", "trialling", "suspended", "trialling"),
    ("submitted", "clarifying", "assessing", "accepted", "trialling", "completed"),
    ("submitted", "accepted", "trialling", "terminated"),
    ("submitted", "clarifying", "assessing", "declined"),
    ("accepted",),
    ("completed",),
    ("submitted", "assessing", "accepted", "trialling"),
)


def build(seed: int = 7, cases: int = 14) -> None:
    """Write all down in March, some more of it in April and May 2026."""
    random = Random(seed)  # noqa: S311  # the same world every time
    with time_machine.travel(FIRST, tick=False):
        made = _cases(random, cases)
        rows = [row for case in made for row in _watched(case, random)]
    for moment in (THEN, LAST):
        with time_machine.travel(moment, tick=False):
            for row, change in rows:
                if random.random() < 0.4:
                    _write(row, change)
    with time_machine.travel(LAST, tick=False):
        correct.void(made[-1], by=approver(), reason="Entered twice.")


def _cases(random: Random, number: int) -> list[UseCase]:
    sectors = [make_term(TermKind.SECTOR, name) for name in ("insurance", "securities")]
    banks = [make_institution(sector=sectors[n % 2]) for n in range(3)]
    phases = [phase(), open_phase("GS2")]
    categories = [make_category("fraud"), None, make_category("service")]
    techniques = [make_technique(name) for name in ("guardrails", "retrieval")]
    found = []
    for n in range(number):
        days = sorted(random.sample(range(300), 9))
        told = [
            Reached(stage, BEGAN + timedelta(days=day, hours=random.randint(0, 30)))
            for stage, day in zip(ROADS[n % len(ROADS)], days, strict=False)
        ]
        told.sort(key=lambda each: each.happened_on)
        case = recorded_case(
            stages=told,
            institution=banks[n % 3],
            phase=random.choice(phases),
            category=random.choice(categories),
        )
        case.techniques.set(random.sample(techniques, random.randint(0, 2)))
        if n % 5 and case.category:
            UseCase.objects.filter(pk=case.pk).update(basis="live")
            StageChange.objects.filter(use_case=case).update(basis="live")
        amounts = {"compute_asked": random.choice([None, 10, 20])}
        chief = random.choice([None, officer().user])
        UseCase.objects.filter(pk=case.pk).update(**amounts, case_officer=chief)
        add(Trial(use_case=case, **_used(random)))
        found.append(UseCase.objects.get(pk=case.pk))
    return found


def _used(random: Random) -> dict[str, Any]:
    names = ("compute_granted", "compute_used", "customers_limit", "customers_exposed")
    return {name: random.choice([None, 5, 15, 25]) for name in names}


def _cause(code: str) -> Term:
    return once(("cause", code), lambda: make_term(TermKind.INCIDENT_CAUSE, code))


Written = tuple[Record, dict[str, Any]]


def _watched(case: UseCase, random: Random) -> list[Written]:
    def moment(first: int = 0, last: int = 330) -> datetime:
        return BEGAN + timedelta(days=random.randint(first, last), hours=random.randint(0, 23))

    def day() -> date:
        return moment().date()

    causes = [_cause("model"), _cause("people")]
    by = officer().user
    rows: list[Written] = []
    for _number in range(random.randint(0, 3)):
        at = moment()
        severity = random.choice(["low", "medium", "high", "critical"])
        incident = add(
            Incident(
                use_case=case,
                severity=severity,
                cause=random.choice([*causes, None]),
                description="Out of scope.",
                detected_at=at,
                reported_at=at,
            )
        )
        after = at + timedelta(days=random.randint(0, 40), hours=random.randint(0, 23))
        rows.append((incident, {"resolved_at": after, "action": "Put right."}))
    for number in range(random.randint(0, 4)):
        due = add(Deliverable(use_case=case, kind="milestone", title=f"{number}", due_on=day()))
        rows += [
            (due, {"handed_in_at": moment()}),
            (due, {"handed_in_at": None}),
            (due, {"handed_in_at": moment()}),
            (due, {"waived_at": moment(), "waiver": "Not needed."}),
            (due, {"amended_due_on": day()}),
        ]
    for _number in range(random.randint(0, 3)):
        at = moment()
        asked = add(
            Clarification(
                use_case=case,
                question="Which data?",
                asked_by=by,
                asked_at=at,
                due_at=at + timedelta(days=10),
            )
        )
        told = {"closed_at": at + timedelta(days=random.randint(5, 15)), "closed_by": by}
        how = {"answered": True, "reply": "Public."}
        if random.random() < 0.3:
            how = {"answered": False, "closing": "Enough is known."}
        rows.append((asked, {**told, **how}))
    for _number in range(random.randint(0, 3)):
        at, until = moment(), random.choice([None, day()])
        kind = random.choice(["internal", "supervisory", "technical"])
        note = Note(use_case=case, text="Mind.", written_by=by, written_at=at, kind=kind)
        note.due_on = None if kind == "internal" else until
        closing = {"closed_at": at + timedelta(days=random.randint(0, 60)), "done": "Done."}
        rows.append((add(note), closing))
    return rows


def _write(row: Record, fields: dict[str, Any]) -> None:
    """Write more of a row, as a verb would; a new day is an amendment of the plan."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    if isinstance(fresh, Deliverable) and fresh.waived_at:
        return
    with writing(by=system(), reason="Told."):
        if isinstance(fresh, Deliverable) and "amended_due_on" in fields:
            known = fresh.amended_due_on or fresh.due_on
            amendment = Amendment(
                use_case_id=fresh.use_case_id,
                deliverable=fresh,
                field="due_on",
                before=known.isoformat(),
                after=fields["amended_due_on"].isoformat(),
                reason="Late.",
                amended_by=officer().user,
                amended_at=datetime.now(UTC),
            )
            trail.add(amendment)
        trail.amend(fresh, fields)
