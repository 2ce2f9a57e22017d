"""Stage times and durations of use cases, against plain Python and against the lists."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tests.factories.phases import open_phase
from tests.factories.usecases import recorded_case
from tests.people import approver, officer
from tests.reporting.feed_copies import full
from usecases.models.usecases import UseCase
from usecases.reporting.feeds import FEEDS
from usecases.selection.history import DECISIONS
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import PATH
from usecases.workflow.correct import Truth, correct
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

START = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def lived(*stages: tuple[str, float], **fields: Any) -> UseCase:
    """Record a life: each stage with the day, counted from the first of March."""
    return recorded_case(stages=[Reached(each, at(days)) for each, days in stages], **fields)


def row(case: UseCase) -> dict[str, Any]:
    found = full("use-cases", officer())[str(case.pk)]
    return dict(zip(FEEDS["use-cases"].head, found, strict=True))


def days(case: UseCase) -> list[Decimal | None]:
    names = ("days_in_review", "days_stood", "days_to_trial", "days_in_trial", "days_suspended")
    return [row(case)[name] for name in names]


D = Decimal
NOT_YET: list[Decimal | None] = [None] * 5


def reviewed(ran: str, stood: str = "0") -> list[Decimal | None]:
    return [D(ran), D(stood), None, None, None]


@pytest.mark.parametrize(
    ("stages", "decision", "decided", "expected"),
    [
        ([("submitted", 0)], "pending", None, NOT_YET),
        ([("submitted", 0), ("accepted", 10.5)], "accepted", 10.5, reviewed("10.5")),
        ([("submitted", 0), ("declined", 4)], "declined", 4, reviewed("4")),
        ([("submitted", 0), ("waitlisted", 4)], "pending", None, NOT_YET),
        ([("submitted", 0), ("waitlisted", 4), ("accepted", 9)], "accepted", 9, reviewed("9")),
        (
            [
                *(("submitted", 0), ("screening", 1), ("clarifying", 2), ("assessing", 5)),
                ("accepted", 8),
            ],
            "accepted", 8, reviewed("5", "3"),
        ),
        (
            [("submitted", 0), ("declined", 4), ("screening", 6), ("accepted", 9)],
            "accepted", 9, reviewed("7", "2"),
        ),
        (
            [
                *(("accepted", 0), ("trialling", 5), ("suspended", 7), ("trialling", 10)),
                ("completed", 20),
            ],
            "accepted", 0, [None, None, D(5), D(12), D(3)],
        ),
        ([("accepted", 0), ("trialling", 5)], "accepted", 0, [None, None, D(5), None, None]),
        ([("completed", 0)], "accepted", None, NOT_YET),
        ([("submitted", 0), ("withdrawn", 3)], "withdrawn-before", None, reviewed("3")),
        ([("submitted", 0), ("accepted", 2), ("withdrawn", 3)], "accepted", 2, reviewed("2")),
    ],
)  # fmt: skip
def test_worked_out_by_hand(
    stages: Sequence[tuple[str, float]],
    decision: str,
    decided: float | None,
    expected: list[Decimal | None],
) -> None:
    case = lived(*stages)
    found = row(case)
    assert (found["decision"], days(case)) == (decision, expected)
    when = None if decided is None else at(decided).isoformat().replace("+00:00", "Z")
    assert found["decided_at"] == when


def test_days_are_cut_in_the_programme_s_zone() -> None:
    late = datetime(2024, 3, 1, 16, 30, tzinfo=UTC)  # half past midnight in Hong Kong
    found = row(recorded_case("accepted", happened_on=late))
    assert (found["accepted_at"], found["accepted_date"]) == ("2024-03-01T16:30:00Z", "2024-03-02")
    assert (found["submitted_at"], found["reached_submitted"]) == (None, True)


def test_a_correction_moves_them() -> None:
    case = lived(("submitted", 0), ("accepted", 3))
    wrong = case.stage_changes.get(to_stage="accepted")
    correct(wrong, Truth("declined", at(2)), by=approver(), reason="It was declined.")
    found = row(case)
    assert (found["accepted_at"], found["decision"]) == (None, "declined")
    assert found["reached_accepted"] is False


_NEXT = {
    "": ("submitted", "accepted", "completed"),
    "submitted": ("screening", "assessing", "waitlisted", "declined", "withdrawn", "accepted"),
    "screening": ("clarifying", "assessing", "declined", "withdrawn"),
    "clarifying": ("screening", "withdrawn"),
    "assessing": ("accepted", "waitlisted", "declined", "clarifying"),
    "waitlisted": ("accepted", "lapsed", "declined"),
    "accepted": ("trialling", "lapsed", "withdrawn"),
    "trialling": ("suspended", "completed", "terminated", "withdrawn"),
    "suspended": ("trialling", "terminated"),
    "declined": ("screening",),
}


def test_random_lives_agree_with_the_lists_and_with_an_oracle() -> None:
    chance, phase = Random(7), open_phase("GS5")  # noqa: S311 - the same lives every time
    lives: dict[str, list[tuple[str, float]]] = {}
    for _ in range(40):
        stages: list[tuple[str, float]] = []
        day = 0.0
        while choices := _NEXT.get(stages[-1][0] if stages else "", ()):
            if stages and chance.random() < 0.2:
                break
            stages.append((chance.choice(choices), day))
            day += chance.randrange(1, 40) / 4
        lives[str(lived(*stages, phase=phase).pk)] = stages
    head = FEEDS["use-cases"].head
    found = {
        key: dict(zip(head, cells, strict=True))
        for key, cells in full("use-cases", officer()).items()
    }
    for stage in PATH:
        rows = SUBJECTS["use-cases"].select(officer(), {"reached": [stage], "phase": ["GS5"]})
        mine = {key for key, each in found.items() if each[f"reached_{stage}"]}
        assert mine == {str(each.pk) for each in rows}, stage
    for decision in set(DECISIONS) - {"withdrawn-after"}:  # which is accepted, and withdrawn
        rows = SUBJECTS["use-cases"].select(officer(), {"decision": [decision], "phase": ["GS5"]})
        mine = {key for key, each in found.items() if each["decision"] == decision}
        assert mine == {str(each.pk) for each in rows}, decision
    for key, stages in lives.items():
        assert _told(found[key]) == _oracle(stages), stages


def _told(cells: dict[str, Any]) -> dict[str, Any]:
    names = ("days_to_trial", "days_in_trial", "days_suspended")
    return {name: None if cells[name] is None else float(cells[name]) for name in names}


def _oracle(stages: list[tuple[str, float]]) -> dict[str, Any]:
    """Count quarter days one by one."""
    when = dict(reversed(stages))
    began, over = when.get("trialling"), None
    for stage, day in reversed(stages):
        if stage in ("completed", "terminated", "withdrawn"):
            over = day
    if began is None:
        return dict.fromkeys(("days_to_trial", "days_in_trial", "days_suspended"))
    waited = began - when["accepted"] if "accepted" in when else None
    if over is None:
        return {"days_to_trial": waited, "days_in_trial": None, "days_suspended": None}
    spent = {"trialling": 0.0, "suspended": 0.0}
    for (stage, since), (_next, until) in pairwise(stages):
        if stage in spent:
            spent[stage] += until - since
    return {
        "days_to_trial": waited,
        "days_in_trial": spent["trialling"],
        "days_suspended": spent["suspended"],
    }
