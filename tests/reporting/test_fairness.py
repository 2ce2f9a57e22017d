"""The funnel by newcomer and by assessor: against an oracle, with exactly its records."""

from datetime import date
from decimal import Decimal
from statistics import mean
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import memory
from tests.factories.assessments import conflicted, handed_in, make_criterion, user_of
from tests.factories.institutions import bank_a, bank_b, make_institution
from tests.factories.memory import once
from tests.factories.phases import make_participation, make_phase, make_programme, open_phase, phase
from tests.factories.reviews import released_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import (
    ANONYMOUS,
    approver,
    assessor,
    auditor,
    officer,
    signatory,
    system,
)
from tests.reporting.asked import ask, cells, params, unexplained
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.reporting.catalogue import REPORTS
from usecases.selection.errors import BadParameters
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

COUNTS = ("submitted", "decided_accepted", "decided_declined")


def _key(name: str) -> str:
    return str(user_of(assessor(name)).pk)


def _scored(stage: str, institution: Institution | None = None, **scores: int) -> UseCase:
    """A case that was scored by people of these names, and then decided."""
    if not phase().criteria.exists():
        make_criterion(phase())
    case = use_case_at(Stage.ASSESSING, institution=institution or bank_a())
    for name, score in scores.items():
        handed_in(case, assessor(name), score)
    if stage != Stage.ASSESSING:
        released_decision(UseCase.objects.get(pk=case.pk), stage)
    return case


def test_by_assessor_by_hand() -> None:
    _scored("accept", a=5, b=3)
    _scored("decline", bank_b(), a=4, b=1)
    _scored(Stage.ASSESSING, make_institution(), b=2)
    use_case_at(Stage.ASSESSING)
    table = ask(officer(), "funnel", by="assessor")
    extra = ("name", "severity", "severity_cases", "small_numbers")
    found = {row[0]: row[1:] for row in cells(table, "assessor", *COUNTS, "pending", *extra)}
    few = "2 decided, 2 compared"
    assert found == {
        _key("a"): (2, 1, 1, 0, str(assessor("a").user), Decimal("2.5"), 2, few),
        _key("b"): (3, 1, 1, 1, str(assessor("b").user), Decimal("-2.5"), 2, few),
    }
    assert table.total is not None
    assert [table.total.values[name] for name in COUNTS] == [4, 1, 1]
    assert unexplained(officer(), "funnel", by="assessor") == []


def test_a_conflict_found_later_takes_the_case_from_the_assessor() -> None:
    case = _scored(Stage.ASSESSING, a=5, b=3)
    conflicted(case, assessor("b"))
    assert cells(ask(officer(), "funnel", by="assessor"), "assessor", "submitted", "severity") == [
        (_key("a"), 1, None)
    ]


def test_past_moments_have_no_severity_and_count_what_was_handed_in_by_then(freeze: Any) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    case = _scored(Stage.ASSESSING, a=5)
    freeze("2026-03-04T09:00:00+08:00")
    handed_in(case, assessor("b"), 1)
    now: dict[str, str] = {}
    then = {"as_at": "2026-03-03"}
    assert [
        sorted(cells(ask(officer(), "funnel", by="assessor", **when), "assessor", "severity"))
        for when in (now, then)
    ] == [
        sorted([(_key("a"), Decimal("4.0")), (_key("b"), Decimal("-4.0"))]),
        [(_key("a"), None)],
    ]
    assert unexplained(officer(), "funnel", by="assessor", **then) == []


PHASES = (("GS1", date(2020, 6, 1)), ("GS2", date(2021, 6, 1)), ("GS3", None))
worlds = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 2), st.sampled_from(["accepted", "declined", "submitted"])
    ),
    min_size=1,
    max_size=5,
)
STAGES = {"accepted": Stage.ACCEPTED, "declined": Stage.DECLINED, "submitted": Stage.SUBMITTED}


def _phase(number: int) -> Phase:
    code, announced = PHASES[number]
    return once(("phase", code), lambda: open_phase(code, announced_on=announced))


def _bank(number: int) -> Institution:
    return once(("bank", number), make_institution)


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds)
def test_newcomers_against_an_oracle(world: list[tuple[int, int, str]]) -> None:
    with transaction.atomic():
        for bank, where, stage in world:
            recorded_case(STAGES[stage], institution=_bank(bank), phase=_phase(where))
        part = {(bank, where) for bank, where, stage in world if stage == "accepted"}
        expected: dict[str, list[int]] = {}
        for bank, where, stage in world:
            new = not any((bank, before) in part for before in range(where))
            row = expected.setdefault(str(new).lower(), [0, 0, 0])
            row[0] += 1
            row[1] += stage == "accepted"
            row[2] += stage == "declined"
        table = ask(officer(), "funnel", by="newcomer")
        assert cells(table, "newcomer", *COUNTS) == [
            (value, *expected[value]) for value in sorted(expected)
        ]
        assert unexplained(officer(), "funnel", by="newcomer") == []
        transaction.set_rollback(True)
    memory.forget()


def test_newcomers_to_the_family_not_to_the_programme() -> None:
    early = make_phase("GS1", announced_on=date(2020, 1, 1))
    other = make_programme("GSPP", family=early.programme.family)
    late = open_phase("GSPP1", programme=other, announced_on=date(2021, 1, 1))
    stranger = open_phase(
        "XX1", programme=make_programme("XX", family="elsewhere"), announced_on=date(2022, 1, 1)
    )
    make_participation(early, bank_a())
    for where in (late, stranger):
        recorded_case(Stage.SUBMITTED, institution=bank_a(), phase=where)
    found = {code: _new(officer(), phase=code) for code in ("GSPP1", "XX1")}
    assert found == {"GSPP1": ["false"], "XX1": ["true"]}


def _new(person: Person, **asked: Any) -> list[Any]:
    return [row.values["newcomer"] for row in ask(person, "funnel", by="newcomer", **asked).rows]


@pytest.mark.parametrize("by", ["newcomer", "assessor", "kind"])
def test_who_is_answered(by: str) -> None:
    _scored(Stage.ASSESSING, a=3)
    for person in (officer(), approver(), auditor()):
        assert unexplained(person, "funnel", by=by) == []
    for person in (signatory(), assessor(), ANONYMOUS):
        assert not REPORTS["funnel"].open_to(person)
        with pytest.raises(BadParameters):
            REPORTS["matrix"].run(person, params({"by": by}))


def test_parameters_of_the_list_are_for_staff_alone() -> None:
    case = _scored(Stage.ASSESSING, a=3)
    use_case_at(Stage.ASSESSING)
    select = SUBJECTS["use-cases"].select
    for person in (officer(), auditor(), approver()):
        assert [*select(person, {"assessor": [_key("a")]})] == [case]
        assert select(person, {"newcomer": ["true"]}).count() == 2
        assert select(person, {"newcomer": ["false"]}).count() == 0
    for asked in ({"newcomer": ["true"]}, {"assessor": [_key("a")]}):
        with pytest.raises(BadParameters) as caught:
            select(signatory(), asked)
        assert [fault.field for fault in caught.value.faults] == [*asked]


def test_a_guessed_assessor_is_answered_alike() -> None:
    _scored(Stage.ASSESSING, a=3)
    answers = []
    for key in (_key("a"), _key("nobody"), "x", "\x00", "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(BadParameters) as caught:
            SUBJECTS["use-cases"].select(signatory(), {"assessor": [key]})
        answers.append([(each.field, each.code) for each in caught.value.faults])
    assert answers[:3] == [[("assessor", "invalid")]] * 3


def test_rates_and_warnings() -> None:
    for stage in ("accept", "decline"):
        for _ in range(5):
            _scored(stage, a=3, b=4)
    row = ask(officer(), "funnel", by="assessor").rows[0].values
    gaps = mean([-1] * 10)
    assert (row["acceptance_of_decided"], row["small_numbers"]) == (Decimal("50.0"), None)
    assert {abs(row["severity"]), row["severity_cases"]} == {Decimal(abs(gaps)), 10}


@pytest.mark.parametrize("by", ["newcomer", "assessor"])
def test_queries_do_not_grow(by: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            ask(officer(), "funnel", by=by)
        return len(caught)

    _scored(Stage.ASSESSING, a=3, b=4)
    first = asked()
    _scored("accept", bank_b(), c=3, b=4)
    _scored(Stage.ASSESSING, make_institution(), c=3, d=4)
    assert asked() == first


def test_commands_may_ask() -> None:
    _scored(Stage.ASSESSING, a=3)
    assert SUBJECTS["use-cases"].select(system(), {"newcomer": ["true"]}).count() == 1
