"""Random lives against a plain Python reading of them: at random days, in random periods."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median, quantiles
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.base import add
from tests.factories.institutions import make_institution
from tests.factories.memory import once
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_phase, make_programme
from tests.factories.usecases import recorded_case
from tests.factories.words import make_category
from tests.people import approver, officer
from tests.reporting.asked import ask, cells, counted, params
from tests.reporting.funnel_oracle import funnel_and_stages
from usecases.models.casefile import Lineage
from usecases.models.institutions import Institution
from usecases.models.phases import Phase, Programme
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.selection.subjects import SUBJECTS
from usecases.selection.timed import TIMED
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
# When it is written down, and when it is asked.
BEFORE, EARLY, LATE, AFTER = (f"2026-0{n}-10T10:00:00+08:00" for n in (1, 2, 3, 4))
BETWEEN = "2026-02-20"


@dataclass(frozen=True)
class Made:
    """One case: its life, what was told of it and when, whether it is void."""

    life: Life
    told: list[tuple[str, int]]
    void: bool
    earlier: str
    # Of which of two banks, phases and categories; and whether it was recorded a month later.
    bank: int = 0
    round: int = 0
    category: int = 0
    late: bool = False


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
    told.sort(key=lambda each: each[1])
    halves = {name: draw(st.integers(0, 1)) for name in ("bank", "round", "category")}
    return Made(
        life, told, draw(st.integers(0, 5)) == 0, earlier, late=draw(st.booleans()), **halves
    )


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
        if way == "cohort" and not _submitted_in(made, first, last):
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


def _year(made: Made, now: int) -> tuple[str, int] | None:
    """Return how the first year after a trial went, and the day on which it was over."""
    life = [(stage, day) for stage, day in made.life if day <= now]
    if made.void or not life or life[-1][0] != "completed":
        return None
    told = [(result, day) for result, day in made.told if day <= now]
    ended = BEGIN + timedelta(days=life[-1][1])
    over = (ended.replace(year=ended.year + 1) - BEGIN).days
    if over > now:
        return None
    if any(result == "in-production" and day <= over for result, day in told):
        return "in-production", over
    return ("unknown" if not told or told[-1][0] == "no-reply" else "other"), over


def _fates(made: Made, now: int) -> Iterator[tuple[str, int]]:
    """Yield the columns of outcomes that count a case, each with the day on which that came."""
    life = [(stage, day) for stage, day in made.life if day <= now]
    if not life or made.void:
        return
    last, tried = life[-1], any(stage in TRIED for stage, _day in life)
    if last[0] == "completed":
        yield "completed", last[1]
    if last[0] == "terminated":
        yield "terminated_in_trial", last[1]
    if last[0] == "withdrawn" and tried:
        yield "withdrawn_in_trial", last[1]
    told = [(result, day) for result, day in made.told if day <= now]
    if told:
        yield OUTCOMES[told[-1][0]], told[-1][1]
    if year := _year(made, now):
        yield "year_over", year[1]
        if year[0] != "other":
            said = {"in-production": "year_in_production", "unknown": "year_unknown"}
            yield said[year[0]], year[1]


def _produced(made: Made, now: int) -> bool:
    """Whether it was ever told to be in production."""
    counts = not made.void and made.life[0][1] <= now
    return counts and any(r == "in-production" and day <= now for r, day in made.told)


def _outcomes(
    world: list[Made], now: int, way: str = "", first: int = 0, last: int = 0
) -> dict[str, int]:
    found: Counter[str] = Counter()
    for made in world:
        if way == "cohort" and not _submitted_in(made, first, last):
            continue
        for name, day in _fates(made, now):
            found[name] += way != "event" or first <= day <= last
    return {name: n for name, n in found.items() if n}


def _submitted_in(made: Made, first: int, last: int) -> bool:
    return made.life[0][0] == "submitted" and first <= made.life[0][1] <= last


def _lineage(world: list[Made], inside: list[Made], now: int) -> int:
    """Count the cases in scope that follow from the first of all, if both count by then."""
    first = world[0]
    if first.void or first.life[0][1] > now:
        return 0
    counted = [each for each in inside if each in world[1:] and not each.void]
    return sum(1 for each in counted if each.earlier and each.life[0][1] <= now)


def _total(report: str, **asked: Any) -> dict[str, Any]:
    total = ask(officer(), report, **asked).total
    assert total is not None
    shares = ("within_target", "within_12_months")
    return {name: n for name, n in total.values.items() if n and name not in shares}


def _run() -> Programme:
    return once("run", lambda: make_programme("GS", target_days=TARGET))


def _round(number: int = 0) -> Phase:
    code = f"GS{number + 1}"
    return once(("round", number), lambda: make_phase(code, programme=_run(), closes_at=_at(CLOSE)))


def _bank(number: int) -> Institution:
    return once(("bank", number), make_institution)


def _category(number: int) -> Category:
    return once(("category", number), lambda: make_category(f"category-{number}"))


def _record(made: Made) -> UseCase:
    told = [Reached(stage, _at(day), "moment") for stage, day in made.life]
    fields: dict[str, Any] = {"phase": _round(made.round), "category": _category(made.category)}
    case = recorded_case(stages=told, institution=_bank(made.bank), **fields)
    for result, day in made.told:
        told_outcome(case, result, happened_on=_at(day))
    return case


def _furnish(world: list[Made]) -> list[UseCase]:
    """Record some of it in January, the rest in February; only then is anything void."""
    rows: dict[int, UseCase] = {}
    for moment, late in ((EARLY, False), (LATE, True)):
        with time_machine.travel(moment, tick=False):
            rows |= {n: _record(made) for n, made in enumerate(world) if made.late is late}
            for number, made in enumerate(world):
                if number and made.earlier and late is (made.late or world[0].late):
                    add(Lineage(earlier=rows[0], later=rows[number], kind=made.earlier))
    with time_machine.travel(LATE, tick=False):
        for number, made in enumerate(world):
            if made.void:
                correct.void(rows[number], by=approver(), reason="Entered twice.")
    return [rows[number] for number in range(len(world))]


def _known(world: list[Made], between: bool) -> list[Made]:
    """Return the world as it was known in between, before February; or as it is known now."""
    if not between:
        return world
    return [replace(each, void=each.late) for each in world]


SCOPES = ("", "institution", "category", "both phases")


def _inside(world: list[Made], narrowed: str) -> tuple[list[Made], dict[str, Any]]:
    """Return the cases of a scope, and how it is asked for."""
    both = {"phase": ["GS1", "GS2"]}
    if narrowed == "institution":
        found = [each for each in world if each.bank == 0]
        return found, {**both, "institution": str(_bank(0).pk)}
    if narrowed == "category":
        found = [each for each in world if each.category == 0 and each.round == 0]
        return found, {"phase": "GS1", "category": "category-0"}
    if narrowed == "both phases":
        return world, both
    return [each for each in world if each.round == 1], {"phase": "GS2"}


def _listed(world: list[Made], rows: list[UseCase], now: int, **times: Any) -> None:
    """The lists behind the figures hold exactly the cases that the oracle counts."""
    wanted: dict[tuple[str, str], set[UUID]] = {}
    for made, row in zip(world, rows, strict=True):
        for name, (took, _day) in _days(made, now).items():
            key = ("unmeasured" if took is None else "measured", name)
            if name == "target":
                key = ("decision_target", "met" if took else "missed")
            wanted.setdefault(key, set()).add(row.pk)
        if year := _year(made, now):
            wanted.setdefault(("first_year", year[0]), set()).add(row.pk)
    asked = {
        **dict.fromkeys(TIMED[:2], ("to_decision", "close_to_decision", "in_trial")),
        "decision_target": ("met", "missed"),
        "first_year": ("in-production", "other", "unknown"),
    }
    for name, values in asked.items():
        for value in values:
            found = SUBJECTS["use-cases"].select(officer(), params({name: value, **times}))
            told = set(found.values_list("pk", flat=True))
            assert (name, value, told) == (name, value, wanted.get((name, value), set()))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    world=st.lists(cases(), min_size=2, max_size=6),
    now=st.integers(10, 700),
    span=st.tuples(st.integers(0, 120), st.integers(0, 90)),
    narrowed=st.sampled_from(SCOPES),
    between=st.booleans(),
)
def test_random_lives(
    world: list[Made], now: int, span: tuple[int, int], narrowed: str, between: bool
) -> None:
    first, last = span[0], sum(span)
    with time_machine.travel(BEFORE, tick=False):
        officer(), approver()
        for number in (0, 1):
            _round(number), _bank(number), _category(number)
    times = {"as_at": _at(now).isoformat(), **({"known_at": BETWEEN} if between else {})}
    with transaction.atomic(), time_machine.travel(AFTER, tick=False):
        rows, known = _furnish(world), _known(world, between)
        inside, scope = _inside(known, narrowed)
        asked = {**scope, **times}
        period = {**asked, "from": _end(first), "to": _end(last)}
        for way in ("cohort", "event"):
            expected = _durations(inside, now, first, last, way)
            found = _total("durations", **period, counted=way)
            assert {n: v for n, v in found.items() if not n.startswith(OTHERS)} == expected
            told = _outcomes(inside, now, way, first, last)
            assert _total("outcomes", **period, counted=way) == told
        assert _total("outcomes", **asked) == _outcomes(inside, now)
        links = _lineage(known, inside, now)
        assert _total("lineage", **asked) == ({"use_cases": links} if links else {})
        funnel, stages = funnel_and_stages([(m.bank, m.life) for m in inside if not m.void], now)
        if produced := sum(_produced(each, now) for each in inside):
            funnel["in_production"] = produced
        assert counted(officer(), **asked) == funnel
        matrix: Counter[str] = Counter()
        for stage, number in cells(ask(officer(), "matrix", **asked), "stage", "use_cases"):
            matrix[stage] += number
        assert matrix == stages
        _listed(known, rows, now, **times)
        transaction.set_rollback(True)
