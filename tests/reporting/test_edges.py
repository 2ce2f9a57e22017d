"""The definitions edge by edge: one phase an edge, its figures worked out by hand."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from tests.factories.base import add, system
from tests.factories.institutions import make_institution
from tests.factories.phases import make_programme, open_phase
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import approver, officer
from tests.reporting.asked import ask, unexplained
from usecases.audit import writing
from usecases.models.institutions import Institution
from usecases.models.parties import Party
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.workflow import correct
from usecases.workflow.correct import Truth
from usecases.workflow.merge import merge_institutions
from usecases.workflow.participate import follow
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

FIRST, THEN, NOW = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))
BETWEEN = "2026-01-15"
Life = tuple[tuple[str, int], ...]  # each stage, and on which day of June 2025
BEGUN: Life = (("submitted", 1), ("assessing", 3))
YES: Life = (*BEGUN, ("accepted", 10))
NO: Life = (*BEGUN, ("declined", 10))


def _accepted(days: int, **more: int) -> dict[str, Any]:
    """Return what is said of one case that was accepted after so many days."""
    one = dict.fromkeys(("decided_accepted", "accepted", "institutions"), 1)
    return {**one, "to_decision_median": days, "ok": 100, **more}


# Phase, the cases in it, and what the funnel, participation and durations say: what is not named
# is nothing. Rates are percentages, durations the median of days from submission to decision.
EDGES: dict[str, tuple[tuple[Life, ...], dict[str, Any]]] = {
    "WAITED": (
        ((*BEGUN, ("waitlisted", 5), ("accepted", 10)),),
        {
            "decided_accepted": 1,
            "accepted": 1,
            "institutions": 1,
            "to_decision_median": 9,
            "ok": 100,
        },
    ),
    "WAITS": (((*BEGUN, ("waitlisted", 5)),), {"pending": 1}),
    "REOPENED": (((*NO, ("screening", 20)),), {"pending": 1}),
    "REVERSED": (
        ((*NO, ("screening", 20), ("assessing", 21), ("accepted", 25)),),  # ten days out of hand
        {
            "decided_accepted": 1,
            "accepted": 1,
            "institutions": 1,
            "to_decision_median": 14,
            "ok": 100,
        },
    ),
    "LEFT": (((*BEGUN, ("withdrawn", 8)),), {"withdrawn_before_decision": 1}),
    "LEFTLATE": (
        ((*YES, ("withdrawn", 12)),),
        {
            "decided_accepted": 1,
            "accepted": 1,
            "withdrawn_after_decision": 1,
            "institutions": 1,
            "to_decision_median": 9,
            "ok": 100,
        },
    ),
    "RECORDED": (
        ((("accepted", 10),),),  # earlier stages on unknown days: in the funnel, out of durations
        {
            "decided_accepted": 1,
            "accepted": 1,
            "institutions": 1,
            "to_decision_unknown": 1,
            "ok": 100,
        },
    ),
    "VOID": ((YES, NO), {"decided_declined": 1, "to_decision_median": 9, "ok": 0}),
    "CORRECTED": ((YES,), {"decided_declined": 1, "to_decision_median": 9, "ok": 0}),
    "MOVEDON": (
        (YES,),  # accepted on the 20th, not on the 10th
        {
            "decided_accepted": 1,
            "accepted": 1,
            "institutions": 1,
            "to_decision_median": 19,
            "ok": 100,
        },
    ),
    "JOINT": (
        (YES,),  # two institutions, one of which applied
        {
            "decided_accepted": 1,
            "accepted": 1,
            "institutions": 2,
            "to_decision_median": 9,
            "ok": 100,
        },
    ),
    "MERGED": (
        (YES, YES, NO),  # of three banks, two are one
        {
            "decided_accepted": 2,
            "accepted": 2,
            "decided_declined": 1,
            "institutions": 1,
            "applicants": 2,
            "to_decision_median": 9,
            "ok": Decimal("66.7"),
        },
    ),
    "OPEN": (
        (YES, NO, BEGUN, (("submitted", 1),)),  # nothing of it is over: the rate is provisional
        {
            "decided_accepted": 1,
            "accepted": 1,
            "decided_declined": 1,
            "pending": 2,
            "assessing": 3,
            "institutions": 1,
            "to_decision_median": 9,
            "ok": 50,
        },
    ),
    "STOOD": (
        ((("submitted", 1), ("clarifying", 2), ("assessing", 6), ("accepted", 10)),),
        {
            "decided_accepted": 1,
            "accepted": 1,
            "institutions": 1,
            "to_decision_median": 5,
            "ok": 100,
        },
    ),
}
COUNTS = (
    *("submitted", "assessing", "accepted", "decided_accepted", "decided_declined", "pending"),
    *("withdrawn_before_decision", "withdrawn_after_decision", "applicants"),
)


def _on(day: int) -> datetime:
    return datetime(2025, 6, day, 4, tzinfo=UTC)


def _furnish() -> None:
    with time_machine.travel(FIRST, tick=False):
        run = make_programme("EDGE")
        officer()
        approver()
        made = {code: _cases(open_phase(code, programme=run), EDGES[code][0]) for code in EDGES}
        _let_in(made["JOINT"][0], make_institution())
    with time_machine.travel(THEN, tick=False):
        correct.void(made["VOID"][0], by=approver(), reason="Entered twice.")
        _mend(made["CORRECTED"][0], Truth("declined", _on(10)))
        _mend(made["MOVEDON"][0], Truth("accepted", _on(20)))
        gone, stays = (case.institution for case in made["MERGED"][:2])
        merge_institutions(gone, stays, by=officer(), reason="The same.")


def _cases(where: Phase, lives: tuple[Life, ...]) -> list[UseCase]:
    return [
        recorded_case(
            stages=[Reached(stage, _on(day), "moment") for stage, day in life],
            institution=make_institution(),
            phase=where,
        )
        for life in lives
    ]


def _let_in(case: UseCase, bank: Institution) -> None:
    add(Party(use_case=case, institution=bank, role="joint"))
    with writing(by=system(), reason="Let in."):
        follow(case)


def _mend(case: UseCase, truth: Truth) -> None:
    accepted = case.stage_changes.get(to_stage="accepted")
    correct.correct(accepted, truth, by=approver(), reason="The letter says so.")


_world = kept(_furnish)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _told(phase: str, **asked: Any) -> dict[str, Any]:
    """Return what the three reports say of a phase and is not nothing; a rate of 0 is something."""
    (funnel,) = ask(officer(), "funnel", phase=phase, **asked).rows
    (stood,) = ask(officer(), "participation", phase=phase, **asked).rows
    (took,) = ask(officer(), "durations", phase=phase, **asked).rows
    found = {name: funnel.values[name] for name in COUNTS}
    found["institutions"] = stood.values["institutions"]
    found |= {name: took.values[name] for name in ("to_decision_median", "to_decision_unknown")}
    told = {name: each for name, each in found.items() if each}
    rate = funnel.values["acceptance_of_decided"]
    return told if rate is None else {**told, "ok": rate}


def _expected(code: str) -> dict[str, Any]:
    lives, told = EDGES[code]
    number = len(lives) - (code == "VOID")
    assessed = sum(life[0][0] != "submitted" or len(life) > 1 for life in lives)
    usual = {"submitted": number, "assessing": min(number, assessed), "applicants": number}
    return {**usual, **told}


@pytest.mark.parametrize("code", EDGES)
def test_by_hand(code: str) -> None:
    assert _told(code) == _expected(code)


YES_THEN = {
    "submitted": 1,
    "assessing": 1,
    "applicants": 1,
    "decided_accepted": 1,
    "accepted": 1,
    "institutions": 1,
    "to_decision_median": 9,
    "ok": 100,
}
# What was known before it was mended.
KNOWN: dict[str, dict[str, Any]] = {
    "CORRECTED": YES_THEN,
    "MOVEDON": YES_THEN,
    "VOID": {
        **YES_THEN,
        "submitted": 2,
        "assessing": 2,
        "applicants": 2,
        "decided_declined": 1,
        "ok": 50,
    },
}


@pytest.mark.parametrize("code", KNOWN)
def test_what_was_known_before_it_was_mended(code: str) -> None:
    assert _told(code, known_at=BETWEEN) == KNOWN[code]


def test_as_at_a_day_before_the_date_that_was_mended() -> None:
    then = {"as_at": "2025-06-12"}
    told = {"submitted": 1, "assessing": 1, "applicants": 1, "pending": 1}
    assert _told("MOVEDON", **then) == told
    assert _told("MOVEDON", **then, known_at=BETWEEN)["decided_accepted"] == 1


def test_a_provisional_rate_stands_beside_one_with_what_is_pending() -> None:
    (row,) = ask(officer(), "funnel", phase="OPEN").rows
    rates = [row.values[f"acceptance_{name}"] for name in ("of_decided", "with_pending")]
    assert rates == [Decimal(50), Decimal(25)]


def test_every_figure_has_its_records() -> None:
    for report in ("funnel", "participation", "durations"):
        assert unexplained(officer(), report) == []
        assert unexplained(officer(), report, known_at=BETWEEN, phase=[*KNOWN]) == []
