"""Random small histories against a plain Python reading of them."""

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
from tests.reporting.funnel_oracle import PAST, funnel_and_stages
from usecases.models.institutions import Institution
from usecases.selection.subjects import SUBJECTS
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
History = list[tuple[str, int]]

histories = st.lists(
    st.tuples(st.sampled_from(sorted(PAST)), st.integers(0, 4)), min_size=1, max_size=4
).map(lambda told: sorted(told, key=lambda each: each[1]))
worlds = st.lists(st.tuples(st.integers(0, 1), histories), min_size=1, max_size=3)


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
            funnel, stages = funnel_and_stages(world, day)
            assert counted(reader, as_at=moment) == funnel
            found = cells(ask(reader, "matrix", as_at=moment), "stage", "use_cases")
            assert dict(found) == stages
            assert unexplained(reader, "funnel", as_at=moment) == []
            for stage in {stage for _, history in world for stage, _ in history}:
                rows = SUBJECTS["use-cases"].select(reader, {"stage": [stage], "as_at": [moment]})
                assert (stage, rows.count()) == (stage, stages[stage])
        assert counted(reader) == funnel
        transaction.set_rollback(True)
