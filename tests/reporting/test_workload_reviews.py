"""What waits for assessors and approvers, at every step, against a reading of the rows."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import time_machine

from tests.factories.assessments import drafted, open_to_assess
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import approver, assessor, officer
from tests.reporting.asked import ask, unexplained
from tests.reporting.watched_oracle import HONG_KONG
from usecases.models.assessments import Assessment, Assignment
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide
from usecases.workflow.judge import hand_in

pytestmark = pytest.mark.django_db

DAYS = [datetime(2026, 3, day, 1, tzinfo=UTC) for day in range(2, 8)]
NOW = DAYS[-1] + timedelta(days=20)
ASKED = [day + timedelta(hours=1) for day in DAYS]
Waits = dict[tuple[str, str | None], tuple[int, date]]


def _fresh(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


def _furnish() -> None:
    with time_machine.travel(DAYS[0], tick=False):
        cases = [use_case_at(Stage.ASSESSING) for _number in range(4)]
        open_to_assess(cases[3])
    with time_machine.travel(DAYS[1], tick=False):
        made = [proposed_decision(_fresh(case)) for case in cases[:2]]
    with time_machine.travel(DAYS[2], tick=False):
        made.append(proposed_decision(_fresh(cases[2]), "decline"))
        decide.confirm(made[0], by=approver())
        drafted(cases[3])
        hand_in(_fresh(cases[3]), by=assessor())
    with time_machine.travel(DAYS[3], tick=False):
        decide.refuse(Decision.objects.get(pk=made[1].pk), by=approver(), reason="Not yet.")
        decide.confirm(Decision.objects.get(pk=made[2].pk), by=approver())
    with time_machine.travel(DAYS[4], tick=False):
        decide.release([Decision.objects.get(pk=made[0].pk)], by=approver())


_world = kept(_furnish)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _oracle(at: datetime, known: datetime) -> Waits:
    """Return what waited at a moment: what came later than either moment had not come yet."""

    def come(moment: datetime | None) -> bool:
        return moment is not None and moment <= min(at, known)

    found: dict[tuple[str, str | None], list[date]] = {}

    def add(name: str, whom: Any, since: datetime | None) -> None:
        assert since is not None
        key = (name, str(whom) if whom else None)
        found.setdefault(key, []).append(since.astimezone(HONG_KONG).date())

    for row in Decision.objects.all():
        if not come(row.proposed_at) or come(row.refused_at) or come(row.released_at):
            continue
        if come(row.confirmed_at):
            add("to-release", None, row.confirmed_at)
        else:
            add("to-confirm", None, row.proposed_at)
    for given in Assignment.objects.all():
        done = Assessment.objects.get(use_case=given.use_case_id, assessor=given.assessor_id)
        if come(given.recorded_at) and not come(done.submitted_at):
            add("to-hand-in-assessment", given.assessor_id, given.recorded_at)
    return {key: (len(days), min(days)) for key, days in found.items()}


@pytest.mark.parametrize(("at", "known"), [*product(ASKED[::2], ASKED[1::2]), (NOW, NOW)])
def test_what_waits_is_what_the_rows_say(at: datetime, known: datetime) -> None:
    asked = {"as_at": at.isoformat(), "known_at": known.isoformat()}
    names = ("to-confirm", "to-release", "to-hand-in-assessment")
    told = {
        (row.values["waits"], row.values["whom"]): (
            row.values["things"],
            date.fromisoformat(row.values["since"]),
        )
        for row in ask(officer(), "workload", **asked).rows
        if row.values["waits"] in names
    }
    assert told == _oracle(at, known)


def test_every_count_lists_its_records() -> None:
    for day in ASKED[1::2]:
        assert unexplained(officer(), "workload", as_at=day.isoformat()) == []
