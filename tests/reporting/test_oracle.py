"""Random small histories against a plain Python reading of them."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories.institutions import make_institution
from tests.factories.memory import once
from tests.factories.phases import phase
from tests.factories.usecases import recorded_case
from tests.people import officer
from tests.reporting.asked import ask, cells, counted, unexplained
from usecases.models.institutions import Institution
from usecases.selection.subjects import SUBJECTS
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
# What had happened before, by the stage that is told; written down apart from the product.
ORDER = ("submitted", "assessing", "accepted", "trialling", "completed")
PAST = {
    **dict.fromkeys(("submitted", "screening", "declined", "lapsed", "withdrawn"), 1),
    **dict.fromkeys(("assessing", "waitlisted"), 2),
    "accepted": 3,
    **dict.fromkeys(("trialling", "terminated"), 4),
    "completed": 5,
}
History = list[tuple[str, int]]

histories = st.lists(
    st.tuples(st.sampled_from(sorted(PAST)), st.integers(0, 4)), min_size=1, max_size=4
).map(lambda told: sorted(told, key=lambda each: each[1]))
worlds = st.lists(st.tuples(st.integers(0, 1), histories), min_size=1, max_size=3)


def _one(history: History, day: int) -> tuple[str | None, set[str]]:
    """Return the stage of one case at the end of a day, and the columns that count it."""
    told = [stage for stage, when in history if when <= day]
    if not told:
        return None, set()
    columns = {name for stage in told for name in ORDER[: PAST[stage]]}
    deciding = {"declined", "waitlisted", "screening"}  # screened again: decided no longer
    decisions = [s for s in told if PAST[s] >= 3 or s in deciding]
    decision, now = (decisions[-1] if decisions else "waitlisted"), told[-1]
    if decision in {"waitlisted", "screening"}:
        ended = {"withdrawn": {"withdrawn_before_decision"}, "lapsed": set()}
        return now, columns | ended.get(now, {"pending"})
    if decision == "declined":
        return now, columns | {"decided_declined"}
    after = {"withdrawn_after_decision"} if now == "withdrawn" else set()
    return now, columns | {"decided_accepted"} | after


def _oracle(world: list[tuple[int, History]], day: int) -> tuple[dict[str, int], Counter[str]]:
    """Return the funnel, and how many cases stand at each stage."""
    funnel: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    applicants = set()
    for bank, history in world:
        stage, columns = _one(history, day)
        funnel.update(columns)
        if stage is not None:
            stages[stage] += 1
            applicants.add(bank)
    return {**funnel, **({"applicants": len(applicants)} if applicants else {})}, stages


def _bank(number: int) -> Institution:
    return once(("bank", number), make_institution)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds)
@example(world=[(0, [("declined", 0), ("screening", 1), ("withdrawn", 3)])])
@example(world=[(0, [("accepted", 0), ("lapsed", 1)]), (1, [("waitlisted", 0), ("lapsed", 2)])])
def test_random_histories(world: list[tuple[int, History]]) -> None:
    reader, where = officer(), phase()
    banks = [_bank(number) for number in (0, 1)]
    with transaction.atomic():
        for bank, history in world:
            told = [Reached(stage, FIRST + timedelta(days=day)) for stage, day in history]
            recorded_case(stages=told, institution=banks[bank], phase=where)
        for day in (0, 2, 4):
            moment = (FIRST + timedelta(days=day)).isoformat()
            funnel, stages = _oracle(world, day)
            assert counted(reader, as_at=moment) == funnel
            found = cells(ask(reader, "matrix", as_at=moment), "stage", "use_cases")
            assert dict(found) == stages
            assert unexplained(reader, "funnel", as_at=moment) == []
            for stage in {stage for _, history in world for stage, _ in history}:
                rows = SUBJECTS["use-cases"].select(reader, {"stage": [stage], "as_at": [moment]})
                assert (stage, rows.count()) == (stage, stages[stage])
        assert counted(reader) == funnel
        transaction.set_rollback(True)
