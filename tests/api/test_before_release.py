"""Before its release nothing that a bank can ask tells that a decision was made."""

from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.clients import address, client, same
from tests.factories.institutions import bank_b
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, editor, officer, signatory
from usecases.api.resources import RESOURCES
from usecases.models.usecases import UseCase
from usecases.workflow import decide

pytestmark = pytest.mark.django_db


def _asked(case: UseCase) -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in RESOURCES:
        yield address(resource.name), {}
        for ordering in resource.subject.orderings:
            yield address(resource.name), {"ordering": f"-{ordering}"}
    for stage in ("assessing", "accepted", "waitlisted", "declined"):
        yield address("use-cases"), {"stage": stage}
        yield address("use-cases"), {"reached": stage}
    for decision in ("accepted", "declined", "pending"):
        yield address("use-cases"), {"decision": decision}
    yield address("use-cases"), {"decided_after": "2020-01-01"}
    yield address("use-cases"), {"as_at": "2099-01-01", "stage": "accepted"}
    yield address("decisions"), {"use_case": str(case.pk)}
    yield address("use-cases", case.pk), {}
    yield address("use-cases", case.pk, "readiness"), {}
    for report in ("phases", "matrix", "participation"):
        yield address("reports", report), {}


def _all(program: APIClient, case: UseCase) -> list[Any]:
    answers = [same(program.get(where, asked)) for where, asked in _asked(case)]
    moves = address("use-cases", case.pk, "moves")
    verbs = ("accept", "decline", "start", "submit")
    posts = [program.post(moves, {"verb": verb}, HTTP_IF_MATCH="*") for verb in verbs]
    return [*answers, *map(same, posts)]


def test_nothing_tells() -> None:
    case = use_case_at("assessing")
    programs = [client(signatory()), client(editor()), client(signatory(bank_b())), client()]
    before = [_all(program, case) for program in programs]
    decision = proposed_decision(case, text="Well made.", conditions="None.")
    assert [_all(program, case) for program in programs] == before
    decide.confirm(decision, by=approver())
    assert [_all(program, case) for program in programs] == before
    assert client(officer()).get(address("decisions")).json()["count"] == 1
    decide.release([decision], by=approver())
    after = [_all(program, case) for program in programs]
    assert after[0] != before[0]
    assert after[2:] == before[2:]


def test_the_address_of_the_decision_tells_neither() -> None:
    decision = confirmed_decision(use_case_at("assessing"))
    program = client(signatory())
    one = same(program.get(address("decisions", decision.pk)))
    assert one[0] == 404
    decide.release([decision], by=approver())
    assert program.get(address("decisions", decision.pk)).status_code == 200
