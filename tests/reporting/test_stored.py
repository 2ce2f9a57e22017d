"""What is kept of an answer is served while it is true, and to whom it was told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.factories.institutions import make_institution, make_partner
from tests.factories.monitoring import due_deliverable, reported_incident
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_authority, make_published_figure, open_phase, phase
from tests.factories.publications import loaded
from tests.factories.trials import make_result
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category
from tests.keeping import kept
from tests.people import ANONYMOUS, administrator, approver, auditor, officer, signatory
from tests.reporting.asked import ask
from tests.reporting.watched_world import NOW, build
from usecases.models.person import Person, person_for
from usecases.models.usecases import UseCase
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.stored import ANSWERS, stored
from usecases.reporting.table import Table
from usecases.selection.errors import BadParameters
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult
from usecases.workflow import correct, edit
from usecases.workflow.people import end_grant, grant

pytestmark = pytest.mark.django_db

_kept = kept(build)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _readers() -> tuple[Person, ...]:
    return (officer(), officer(authority=make_authority()), auditor(), signatory(), ANONYMOUS)


def _asked() -> list[tuple[Person, str]]:
    names = list(REPORTS)
    return [(who, name) for who in _readers() for name in names if REPORTS[name].open_to(who)]


def _fresh(person: Person, report: str) -> Table:
    ANSWERS.clear()
    return ask(person, report)


def _plain(table: Table) -> tuple[Any, ...]:
    rows = [*table.rows, *([table.total] if table.total else [])]
    return table.scope, [(row.values, row.records) for row in rows]


def _publish_more() -> None:
    bank = make_institution()
    case = recorded_case(Stage.ACCEPTED, institution=bank, partners=[make_partner()])
    for record in (phase().programme, phase(), bank, case, make_published_figure(phase())):
        loaded(record)


WRITES: dict[str, Callable[[], object]] = {
    "a use case in a phase of its own": lambda: use_case_at(Stage.ACCEPTED, phase=open_phase()),
    "one that is declined": lambda: use_case_at(Stage.DECLINED),
    "one that ran": lambda: told_outcome(use_case_at(Stage.COMPLETED), OutcomeResult.IN_PRODUCTION),
    "an incident": lambda: reported_incident(use_case_at(Stage.TRIALLING)),
    "a deliverable": lambda: due_deliverable(use_case_at(Stage.TRIALLING)),
    "a result": lambda: make_result(use_case_at(Stage.TRIALLING).targets.all()[0]),
    "a category": lambda: edit.change(
        use_case_at(Stage.SCREENING), {"category": make_category()}, by=officer(), reason="Fits."
    ),
    "a void case": lambda: correct.void(
        UseCase.objects.exclude(stage=Stage.VOID)[0], reason="Sent twice.", by=approver()
    ),
    "what is published": _publish_more,
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_ends_what_was_kept(write: str) -> None:
    asked = _asked()
    before = {each: ask(*each) for each in asked}
    WRITES[write]()
    served = {each: ask(*each) for each in asked}
    assert [each for each in asked if _plain(served[each]) != _plain(_fresh(*each))] == []
    assert [name for who, name in asked if _plain(served[who, name]) != _plain(before[who, name])]


def test_time_ends_what_counts_up_to_now() -> None:
    asked = [(officer(), name) for name in REPORTS] + [(ANONYMOUS, "outcomes")]
    for later in (timedelta(seconds=30), MINUTE, 3 * DAY, 400 * DAY):
        for each in asked:
            ask(*each)
        with time_machine.travel(NOW + later, tick=False):
            served = {each: ask(*each) for each in asked}
            unlike = [each for each in asked if _plain(served[each]) != _plain(_fresh(*each))]
        # Within one minute what counts up to now is as it was at its beginning.
        assert unlike == [] or (later < MINUTE and all(REPORTS[name].clocked for _, name in unlike))


def test_nobody_is_told_what_another_was() -> None:
    asked = _asked()
    kept_for_all = {each: ask(*each) for each in asked}
    alone = {each: _fresh(*each) for each in asked}
    assert [each for each in asked if _plain(kept_for_all[each]) != _plain(alone[each])] == []
    officers = [each for each in asked if each[1] == "funnel"]
    assert len({repr(_plain(alone[each])) for each in officers}) > 1


def test_rights_that_ended_end_it() -> None:
    of_one, of_all = officer(authority=make_authority()), officer("late")
    row = of_one.grants[0]
    assert of_one.user is not None
    assert of_all.user is not None
    limited = _plain(ask(of_one, "funnel"))
    grant(of_one.user, Role.AUDITOR, by=administrator(), reason="Looks at everything.")
    with time_machine.travel(NOW + DAY, tick=False):
        wider = person_for(of_one.user)
    assert _plain(ask(wider, "funnel")) == _plain(ask(of_all, "funnel")) != limited
    end_grant(row, by=administrator(), reason="Left.")
    assert _plain(ask(of_one, "funnel")) == _plain(_fresh(of_one, "funnel"))


def test_a_token_is_told_what_its_scopes_allow() -> None:
    whole, less = officer(), replace(officer(), scopes=frozenset({"read"}))
    ask(whole, "phases")
    assert _plain(ask(less, "phases")) == _plain(_fresh(less, "phases"))


def test_it_is_kept_in_the_language_it_was_told_in() -> None:
    with override("en"):
        english = ask(officer(), "matrix", by="category")
    with override("zh-hant"):
        chinese = ask(officer(), "matrix", by="category")
        assert _plain(chinese) == _plain(_again("matrix", by="category"))
    with override("en"):
        assert _plain(ask(officer(), "matrix", by="category")) == _plain(english)


def _again(report: str, **asked: Any) -> Table:
    ANSWERS.clear()
    return ask(officer(), report, **asked)


@pytest.mark.parametrize("report", REPORTS)
def test_the_second_asks_for_the_last_writes_only(report: str) -> None:
    ask(officer(), report)
    with CaptureQueriesContext(connection) as captured:
        ask(officer(), report)
    assert len(captured) == 2


def test_what_is_wrong_is_not_kept() -> None:
    for _time in range(2):
        with pytest.raises(BadParameters):
            ask(officer(), "funnel", phase="NONE")
    open_phase(code="NONE")
    assert ask(officer(), "funnel", phase="NONE").scope == {"phase": ["NONE"]}


def test_however_much_is_asked_no_limit_is_forgotten() -> None:
    cache.set("a-limit", 1)
    for number in range(400):
        stored(ANONYMOUS, [number], lambda: "told", clocked=False)
    assert cache.get("a-limit") == 1
