"""The trial on the page of a use case: plan, targets beside results, set-ups, amendments."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.world import account
from tests.factories.trials import PLAN, make_cycle, make_result, measured
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric, make_technique
from tests.people import approver, auditor, officer
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def tab(case: UseCase, person: Person | None = None) -> str:
    address = reverse("admin:usecases_usecase_change", args=[case.pk])
    answer = signed_in(person or officer()).get(address, {"tab": "trial"})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def act(model: str, key: object, name: str) -> str:
    return reverse(f"admin:usecases_{model}_act", args=[key, name])


def post(case: UseCase, path: str, by: Person | None = None, **data: Any) -> Any:
    return signed_in(by or officer()).post(path, data)


def test_targets_stand_beside_results_with_the_verdict() -> None:
    case = use_case_at(Stage.TRIALLING)
    latency = make_metric("latency", unit="seconds", direction="lower", highest=None)
    from_start = case.targets.get()
    technique = make_technique("guardrails")
    cycle = make_cycle(
        case, techniques=[technique], name="First", guardrails="Checked against sources."
    )
    make_result(from_start, cycle, final=True)
    Target.objects.filter(pk=from_start.pk).update(baseline=Decimal("71.5"))
    one = {"value": Decimal("1.8"), "numerator": None, "denominator": None}
    measured(cycle, latency, aspect="calls", **one)
    shown = tab(case)
    assert "Precision 71.5 % at least 90 % 92 % 184 of 200 Met" in shown
    assert "Cycle 1: First Guardrails" in shown
    assert "Latency calls 1.8 seconds sample of 200 People" in shown
    assert "No target" in shown


def test_before_anything_it_says_what_will_appear() -> None:
    shown = tab(use_case_at(Stage.ACCEPTED))
    assert "No trial planned yet" in shown


@pytest.mark.parametrize("who", [officer, auditor])
def test_it_asks_as_often_for_three_cycles_as_for_one(who: Any) -> None:
    case = use_case_at(Stage.TRIALLING)
    address = reverse("admin:usecases_usecase_change", args=[case.pk]) + "?tab=trial"
    client = signed_in(who())
    client.get(address)
    counts = []
    for _number in range(3):
        make_result(case.targets.get(), make_cycle(case, techniques=[make_technique()]))
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert len({*counts}) == 1, counts


def test_the_plan_is_written_and_then_amended() -> None:
    case = use_case_at(Stage.ACCEPTED)
    plan = {**PLAN, "customers_limit": "500", "reason": ""}
    assert post(case, act("usecase", case.pk, "plan"), **plan).status_code == 302
    assert case.trial.customers_limit == 500


def test_a_result_is_written_where_its_metric_is_known() -> None:
    case = use_case_at(Stage.TRIALLING)
    target, cycle = case.targets.get(), make_cycle(case)
    path = act("target", target.pk, "result")
    form = signed_in(officer()).get(path).context["form"]
    assert str(form.fields["value"].help_text) == "In %; 0 to 100."
    assert form.fields["denominator"].required
    asked: dict[str, Any] = {
        "cycle": str(cycle.pk), "operator": "equal", "value": "91", "numerator": "184",
        "denominator": "200", "evaluator": "people", "final": "on",
    }  # fmt: skip
    wrong = post(case, path, **asked)
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (200, ["value"])
    assert post(case, path, **{**asked, "value": "92"}).status_code == 302
    row = Result.objects.get()
    assert (row.target, row.final, row.percentage) == (target, True, True)
    again = signed_in(officer())
    voided = again.post(act("result", row.pk, "void"), {"reason": "Counted twice."})
    assert (voided.status_code, voided["Location"]) == (
        302,
        reverse("admin:usecases_usecase_change", args=[case.pk]) + "?tab=trial",
    )


def test_who_does_not_handle_the_case_finds_no_such_act() -> None:
    case = use_case_at(Stage.TRIALLING)
    target, cycle = case.targets.get(), make_cycle(case)
    paths = [
        act("usecase", case.pk, "amend"),
        act("usecase", case.pk, "cycle"),
        act("usecase", case.pk, "further-target"),
        act("target", target.pk, "result"),
        act("target", target.pk, "amend"),
        act("cycle", cycle.pk, "setup"),
    ]
    for who in (approver(), auditor()):
        said = [signed_in(who).post(path, {"reason": "x"}).status_code for path in paths]
        assert said == [404] * len(paths)
    locked = [act("usecase", case.pk, "plan"), act("usecase", case.pk, "target")]
    assert [signed_in(officer()).get(path).status_code for path in locked] == [404, 404]
