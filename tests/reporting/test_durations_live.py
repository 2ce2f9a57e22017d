"""How long a live use case took, step by step: confirmed before it is released, over its plan."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Freeze
from tests.factories.phases import phase
from tests.factories.reviews import proposed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import use_case_at
from tests.people import approver, officer
from tests.reporting.asked import ask, unexplained
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, trial

pytestmark = pytest.mark.django_db


def _told(**asked: Any) -> dict[str, Any]:
    assert unexplained(officer(), "durations", **asked) == []
    total = ask(officer(), "durations", **asked).total
    assert total is not None
    names = ("to_confirmation", "to_decision", "close_to_confirmation", "to_trial", "overrun")
    found = {name: total.values[f"{name}_median"] for name in names if total.values[name]}
    late = {name: total.values[f"{name}_unknown"] for name in names}
    assert not any(late.values())
    return found


def test_step_by_step(freeze: Freeze) -> None:
    freeze("2026-03-02T12:00:00+08:00")
    case = use_case_at(Stage.ASSESSING)
    freeze("2026-03-10T12:00:00+08:00")
    decision = proposed_decision(case)
    freeze("2026-03-12T12:00:00+08:00")
    decide.confirm(decision, by=approver())
    assert _told() == {}  # nothing of it tells until the release
    freeze("2026-03-16T12:00:00+08:00")
    decide.release([decision], by=approver())
    freeze("2026-03-26T12:00:00+08:00")
    case = UseCase.objects.get(pk=case.pk)
    planned_trial(case, planned_to=date(2026, 4, 10))
    trial.start(UseCase.objects.get(pk=case.pk), by=officer())
    freeze("2026-04-20T12:00:00+08:00")
    days = {
        "to_confirmation": Decimal("10.0"),
        "to_decision": Decimal("14.0"),
        "to_trial": Decimal("10.0"),
        "overrun": Decimal("9.5"),  # past the end of 10 April
    }
    closed = {"close_to_confirmation": Decimal("10.0")} if phase().closes_at is None else {}
    found = _told()
    assert {name: found[name] for name in (*days, *closed)} == {**days, **closed}
    assert _told(as_at="2026-03-15") == {}
    then = _told(as_at="2026-03-31")
    assert "overrun" not in then
    assert then["to_confirmation"] == Decimal("10.0")
