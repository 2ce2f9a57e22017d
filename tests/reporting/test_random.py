"""Random lives against a plain Python reading of them: at random days, in random periods."""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.base import add
from tests.factories.institutions import bank_a
from tests.factories.memory import once
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_phase, make_programme
from tests.factories.usecases import recorded_case
from tests.people import approver, officer
from tests.reporting.asked import ask
from usecases.models.casefile import Lineage
from usecases.models.phases import Phase
from usecases.workflow import correct
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

# A few on every run; as many as are asked for otherwise.
EXAMPLES = int(os.environ.get("RANDOM_LIVES", "2"))
HERE, TARGET, CLOSE = ZoneInfo("Asia/Hong_Kong"), 20, 30
BEGIN = date(2023, 1, 1)
# What may follow what, and after how many days at most; written down apart from the product.
WAYS: dict[str, tuple[str, ...]] = {
    "": ("submitted", "accepted", "trialling"),
    "submitted": ("screening", "withdrawn"),
    "screening": ("clarifying", "assessing", "declined", "withdrawn"),
    "clarifying": ("screening", "withdrawn"),
    "assessing": ("waitlisted", "accepted", "declined"),
    "waitlisted": ("accepted", "declined", "withdrawn"),
    "accepted": ("trialling", "withdrawn", "lapsed"),
    "trialling": ("suspended", "completed", "terminated", "withdrawn"),
    "suspended": ("trialling", "terminated"),
    "declined": ("screening",),
}
ACCEPTED = {"accepted", "trialling", "suspended", "completed", "terminated"}
TRIED = ACCEPTED - {"accepted"}
# No confirmation is recorded after the fact, and no plan; when a trial began is seen elsewhere.
OTHERS = ("to_confirmation", "close_to_confirmation", "to_trial", "overrun")
Life = list[tuple[str, int]]


@dataclass(frozen=True)
class Made:
    """One case: its life, what was told of it and when, whether it is void."""

    life: Life
    told: list[tuple[str, int]]
    void: bool
    earlier: str


@st.composite
def cases(draw: st.DrawFn) -> Made:
    """Draw a life that can be, and what was told of it afterwards."""
    life: Life = []
    stage, day = "", draw(st.integers(0, 60))
    for _step in range(draw(st.integers(1, 8))):
        if not (ways := WAYS.get(stage)):
            break
        stage, day = draw(st.sampled_from(ways)), day + draw(st.integers(1, 25))
        life.append((stage, day))
    told = []
    if stage in ("trialling", "suspended", "completed", "terminated"):
        results = st.sampled_from(["in-production", "further-trial", "no-reply"])
        told = draw(st.lists(st.tuples(results, st.integers(day, day + 600)), max_size=2))
    earlier = draw(st.sampled_from(["", "", "continues", "resubmitted"]))
    return Made(life, sorted(told, key=lambda each: each[1]), draw(st.integers(0, 5)) == 0, earlier)


def _at(day: int) -> datetime:
    return datetime.combine(BEGIN + timedelta(days=day), datetime.min.time(), HERE).replace(hour=12)


def _end(day: int) -> str:
    return (BEGIN + timedelta(days=day)).isoformat()


def _decision(life: Life) -> tuple[str, int] | None:
    """Return the decision in force and its day, as a person would find it reading on."""
    said, made = "", None
    for stage, day in life:
        told = "yes" if stage in ACCEPTED else "no" if stage == "declined" else ""
        told = told or {"waitlisted": "perhaps", "screening": "open"}.get(stage, "")
        if told and told != said:
            said, made = told, (stage, day)
    return made if said in ("yes", "no") else None


def _stood(life: Life, since: int, until: int, now: int) -> int:
    """Return the days on which nobody at the regulator could go on."""
    ends = [day for _stage, day in life[1:]] + [now]
    return sum(
        1
        for (stage, begin), end in zip(life, ends, strict=True)
        if stage in ("clarifying", "declined", "withdrawn")
        for day in range(begin, end)
        if since <= day < until
    )


def _days(made: Made, now: int) -> dict[str, Any]:
    """Return what the columns of durations say of one case at the noon of a day."""
    life = [(stage, day) for stage, day in made.life if day <= now]
    if not life or made.void:
        return {}
    found: dict[str, Any] = {}
    known = life[0][0] == "submitted"
    decided = _decision(life)
    if decided:
        sure = known and decided[0] in ("accepted", "declined")
        for name, since in (("to_decision", life[0][1]), ("close_to_decision", CLOSE)):
            begin = max(life[0][1], since)
            took = max(0, decided[1] - begin - _stood(life, begin, decided[1], now))
            found[name] = (took if sure else None, decided[1])
    found |= _due(life, decided, now) if known else {}
    started = next((each for each in life if each[0] in TRIED), None)
    if started and life[-1][0] not in ("trialling", "suspended"):
        ends = [day for _stage, day in life[1:]] + [now]
        ran = sum(e - d for (s, d), e in zip(life, ends, strict=True) if s == "trialling")
        found["in_trial"] = (ran if started[0] == "trialling" else None, life[-1][1])
    return found


def _due(life: Life, decided: tuple[str, int] | None, now: int) -> dict[str, Any]:
    begin, last = max(life[0][1], CLOSE), life[-1]
    if decided and decided[0] not in ("accepted", "declined"):
        return {}
    left = last[0] in ("withdrawn", "lapsed")
    end = decided[1] if decided else last[1] if left else now
    due = begin + TARGET + _stood(life, begin, end, now)
    if due > (now if decided else end):
        return {}
    return {"target": (bool(decided) and decided is not None and decided[1] <= due, due)}


def _durations(world: list[Made], now: int, first: int, last: int, way: str) -> dict[str, Any]:
    found: Counter[str] = Counter()
    values: dict[str, list[int]] = {}
    for made in world:
        if way == "cohort" and not (
            made.life[0][0] == "submitted" and first <= made.life[0][1] <= last
        ):
            continue
        for name, (took, day) in _days(made, now).items():
            if way == "event" and not first <= day <= last:
                continue
            if name == "target":
                found["target_due"] += 1
                found["target_met"] += took
            elif took is None:
                found[f"{name}_unknown"] += 1
            else:
                values.setdefault(name, []).append(took)
    told: dict[str, Any] = {name: n for name, n in found.items() if n}
    for name, days in values.items():
        tenths = quantiles(days, n=10, method="inclusive") if len(days) > 1 else [days[0]] * 9
        told |= {name: len(days), f"{name}_median": _tenth(median(days))}
        told[f"{name}_p90"] = _tenth(tenths[8])
    return told


def _tenth(value: float) -> Decimal:
    return Decimal(str(round(value + 1e-9, 1)))


OUTCOMES = {
    "in-production": "in_production",
    "further-trial": "further_trial",
    "no-reply": "unknown",
}


def _outcomes(world: list[Made], now: int) -> dict[str, int]:
    found: Counter[str] = Counter()
    for made in world:
        life = [(stage, day) for stage, day in made.life if day <= now]
        if not life or made.void:
            continue
        told = [(result, day) for result, day in made.told if day <= now]
        last = life[-1]
        found["completed"] += last[0] == "completed"
        found["terminated_in_trial"] += last[0] == "terminated"
        tried = any(stage in TRIED for stage, _day in life)
        found["withdrawn_in_trial"] += last[0] == "withdrawn" and tried
        if told:
            found[OUTCOMES[told[-1][0]]] += 1
        if last[0] == "completed":
            ended = BEGIN + timedelta(days=last[1])
            over = (ended.replace(year=ended.year + 1) - BEGIN).days
            if over <= now:
                soon = any(result == "in-production" and day <= over for result, day in told)
                silent = not told or told[-1][0] == "no-reply"
                found["year_over"] += 1
                found["year_in_production"] += soon
                found["year_unknown"] += silent and not soon
    return {name: n for name, n in found.items() if n}


def _lineage(world: list[Made], now: int) -> int:
    """Count the cases that follow from the first one, if both count by then."""
    first = world[0]
    if first.void or first.life[0][1] > now:
        return 0
    return sum(1 for each in world[1:] if each.earlier and not each.void and each.life[0][1] <= now)


def _total(report: str, **asked: Any) -> dict[str, Any]:
    total = ask(officer(), report, phase="GS1", **asked).total
    assert total is not None
    shares = ("within_target", "within_12_months")
    return {name: n for name, n in total.values.items() if n and name not in shares}


def _round() -> Phase:
    run = once("run", lambda: make_programme("GS", target_days=TARGET))
    return once("round", lambda: make_phase("GS1", programme=run, closes_at=_at(CLOSE)))


def _furnish(world: list[Made]) -> None:
    where, rows = _round(), []
    for made in world:
        told = [Reached(stage, _at(day), "moment") for stage, day in made.life]
        case = recorded_case(stages=told, phase=where, institution=bank_a())
        for result, day in made.told:
            told_outcome(case, result, happened_on=_at(day))
        rows.append(case)
    for made, case in zip(world[1:], rows[1:], strict=True):
        if made.earlier:
            add(Lineage(earlier=rows[0], later=case, kind=made.earlier))
    for made, case in zip(world, rows, strict=True):
        if made.void:
            correct.void(case, by=approver(), reason="Entered twice.")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    world=st.lists(cases(), min_size=2, max_size=6),
    now=st.integers(10, 700),
    first=st.integers(0, 120),
    length=st.integers(0, 90),
)
def test_random_lives(world: list[Made], now: int, first: int, length: int) -> None:
    last = first + length
    period = {"from": _end(first), "to": _end(last), "as_at": _at(now).isoformat()}
    for made_once in (_round, bank_a, officer, approver):
        made_once()
    with transaction.atomic():
        _furnish(world)
        for way in ("cohort", "event"):
            expected = _durations(world, now, first, last, way)
            found = _total("durations", **period, counted=way)
            assert {n: v for n, v in found.items() if not n.startswith(OTHERS)} == expected
        assert _total("outcomes", as_at=period["as_at"]) == _outcomes(world, now)
        links = _lineage(world, now)
        assert _total("lineage", as_at=period["as_at"]) == ({"use_cases": links} if links else {})
        transaction.set_rollback(True)
