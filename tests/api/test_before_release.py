"""Before its release nothing that a bank can ask tells that a decision was made."""

from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.clients import NOBODY, address, client, same
from tests.factories.institutions import bank_b
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, officer, signatory
from usecases.api.resources import RESOURCES
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.workflow import decide

pytestmark = pytest.mark.django_db


Asked = list[tuple[str, dict[str, Any]]]


def _of_outsiders() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every list and report, once."""
    for resource in RESOURCES:
        yield address(resource.name), {}
    for report in ("phases", "matrix", "participation", "outcomes"):
        yield address("reports", report), {}


def _of_the_bank(case: UseCase) -> Iterator[tuple[str, dict[str, Any]]]:
    """What else the case's own bank may ask: an order, filters, the case itself."""
    for resource in RESOURCES:
        for ordering in list(resource.subject.orderings)[-1:]:
            yield address(resource.name), {"ordering": f"-{ordering}"}
    for stage in ("assessing", "accepted", "waitlisted", "declined"):
        yield address("use-cases"), {"stage": stage}
        yield address("use-cases"), {"reached": stage}
    for decision in ("accepted", "declined", "pending"):
        yield address("use-cases"), {"decision": decision}
    yield address("use-cases"), {"decided_after": "2020-01-01"}
    yield address("use-cases"), {"as_at": "2099-01-01", "stage": "accepted"}
    yield address("decisions"), {"use_case": str(case.pk)}
    yield address("decisions"), {"outcome": "accept", "released": "false"}
    yield address("changes"), {"kind": "decisionletter"}
    yield address("use-cases", case.pk), {}
    yield address("use-cases", case.pk, "readiness"), {}


def _all(program: APIClient, asked: Asked) -> list[Any]:
    return [same(program.get(where, params)) for where, params in asked]


def _moved(program: APIClient, case: UseCase) -> list[Any]:
    """Ask for moves that are not the bank's, or not possible."""
    where = address("use-cases", case.pk, "moves")
    verbs = ("accept", "decline", "start", "submit")
    return [same(program.post(where, {"verb": verb}, HTTP_IF_MATCH="*")) for verb in verbs]


def test_nothing_tells() -> None:
    case = use_case_at("assessing")
    every = list(_of_outsiders())
    asked: list[tuple[APIClient, Asked]] = [
        (client(signatory()), [*every, *_of_the_bank(case)]),
        (client(signatory(bank_b())), every),
        (client(), every),
    ]

    def ask() -> list[Any]:
        return [[*_all(who, what), *_moved(who, case)] for who, what in asked]

    before = ask()
    decision = proposed_decision(case, text="Well made.", conditions="None.")
    decide.confirm(decision, by=approver())  # by now there is a letter, too
    deliver()
    assert ask() == before
    assert client(officer()).get(address("decisions")).json()["count"] == 1
    decide.refuse(decision, by=approver(), reason="Not so.")
    again = confirmed_decision(case, "decline")
    assert ask() == before
    decide.release([again], by=approver())
    bank, *others = asked
    assert same(bank[0].get(address("use-cases", case.pk))) not in before[0]
    assert [_all(*other) for other in others] == [each[: len(every)] for each in before[1:]]


@pytest.mark.parametrize("make", [proposed_decision, confirmed_decision])
def test_no_address_below_the_decision_tells(make: Any) -> None:
    decision = make(use_case_at("assessing"))
    program = client(signatory())
    for act in ("", "letter"):
        parts = [act] if act else []
        asked = program.get(address("decisions", decision.pk, *parts))
        assert same(asked) == same(program.get(address("decisions", NOBODY, *parts)))
    for act in ("confirm", "refuse", "release"):
        asked = program.post(address("decisions", decision.pk, act), {})
        assert same(asked) == same(program.post(address("decisions", NOBODY, act), {}))


def test_the_address_of_the_decision_tells_neither() -> None:
    decision = confirmed_decision(use_case_at("assessing"))
    program = client(signatory())
    one = same(program.get(address("decisions", decision.pk)))
    assert one[0] == 404
    decide.release([decision], by=approver())
    assert program.get(address("decisions", decision.pk)).status_code == 200
