"""What was void later was known before: results, and whole cases."""

from typing import Any

import pytest

from tests.conftest import Freeze
from tests.factories.trials import make_result
from tests.factories.usecases import use_case_at
from tests.people import approver, officer
from tests.reporting.asked import ask, unexplained
from usecases.vocabulary.stages import Stage
from usecases.workflow import correct, measure

pytestmark = pytest.mark.django_db


def _counted(**asked: Any) -> tuple[int, ...]:
    assert unexplained(officer(), "performance", **asked) == []
    found = [row.values for row in ask(officer(), "performance", **asked).rows]
    return tuple(sum(each[name] for each in found) for name in ("results", "no_result"))


def test_performance(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    made = [use_case_at(Stage.TRIALLING) for _number in range(2)]
    results = [make_result(case.targets.get()) for case in made]
    freeze("2026-03-04T09:00:00+08:00")
    measure.void_result(results[0], reason="Entered in error.", by=officer())
    correct.void(made[1], by=approver(), reason="Entered twice.")
    assert (_counted(), _counted(known_at="2026-03-03")) == ((0, 1), (2, 0))
    assert _counted(as_at="2026-03-03") == (0, 1)  # as known now it never counted
