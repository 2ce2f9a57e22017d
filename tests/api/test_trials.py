"""Trials by the API: planned, aimed, measured, amended; one verdict with form and verb."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, same, told
from tests.factories.institutions import bank_b
from tests.factories.trials import make_cycle, make_result
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric, make_technique, metric
from tests.people import approver, officer, signatory, viewer
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.models.trials import Amendment, Target
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import amend

pytestmark = pytest.mark.django_db

PLAN = {
    "plan": "Six weeks.", "planned_from": "2026-01-05", "planned_to": "2026-03-05",
    "customers_limit": 500,
}  # fmt: skip
RESULT: dict[str, Any] = {
    "metric": "precision", "value": "92", "numerator": 184, "denominator": 200,
    "evaluator": "people", "final": True,
}  # fmt: skip


def post(by: Person, *where: object, **body: Any) -> Any:
    return client(by).post(address(*where), body, format="json")


def read(by: Person, *where: object, **params: Any) -> Any:
    return client(by).get(address(*where), params).json()


def test_from_the_plan_to_the_verdict() -> None:
    case, by, technique = use_case_at(Stage.ACCEPTED), officer(), make_technique("guardrails")
    metric()
    planned = post(by, "use-cases", case.pk, "plan", **PLAN)
    assert (planned.status_code, planned.json()["customers_limit"]) == (201, 500)
    aim = {"metric": "precision", "success": "at-least", "value": "90", "baseline": "71.5"}
    target = post(by, "use-cases", case.pk, "targets", **aim)
    assert (target.status_code, target.json()["verdict"]) == (201, "no-result")
    started = client(by)
    moves = started.post(
        address("use-cases", case.pk, "moves"),
        {"verb": "start"},
        HTTP_IF_MATCH=started.get(address("use-cases", case.pk))["ETag"],
    )
    assert moves.status_code == 200
    cycle = post(
        by, "use-cases", case.pk, "cycles", techniques=["guardrails"], temperature="0.2"
    ).json()
    assert (cycle["number"], cycle["techniques"]) == (1, [technique.code])
    written = post(by, "cycles", cycle["id"], "results", **RESULT)
    assert (written.status_code, written.json()["verdict"]) == (201, "met")
    key = target.json()["id"]
    shown = read(by, "targets", key)
    assert (shown["verdict"], shown["result"]) == ("met", written.json()["id"])


def test_a_target_is_changed_and_taken_back_before_the_start_only() -> None:
    case, by = use_case_at(Stage.ACCEPTED), officer()
    metric()
    aim = {"metric": "precision", "success": "at-least", "value": "90"}
    target = post(by, "use-cases", case.pk, "targets", **aim)
    where, program = address("targets", target.json()["id"]), client(by)
    changed = program.patch(where, {"value": "80"}, HTTP_IF_MATCH=target["ETag"])
    assert changed.json()["value"] == "80.0000"
    stale = program.patch(where, {"value": "70"}, HTTP_IF_MATCH=target["ETag"])
    assert told(stale)[:2] == (412, "stale")
    assert program.delete(where, HTTP_IF_MATCH=changed["ETag"]).status_code == 204
    assert program.get(where).status_code == 404
    running = use_case_at(Stage.TRIALLING).targets.get()
    there = address("targets", running.pk)
    tag: dict[str, Any] = {"HTTP_IF_MATCH": program.get(there)["ETag"]}
    assert told(program.patch(there, {"value": "1"}, **tag))[:2] == (409, "wrong-stage")
    assert told(program.delete(there, **tag))[:2] == (409, "wrong-stage")


def test_what_was_agreed_is_amended_with_a_reason() -> None:
    case, by = use_case_at(Stage.TRIALLING), officer()
    plan, target = case.trial, case.targets.get()
    without = post(by, "trials", plan.pk, "amend", plan="Longer.")
    assert told(without) == (400, "required", {"reason": ["Say why."]})
    amended = post(by, "trials", plan.pk, "amend", plan="Longer.", reason="Illness.")
    assert [(r["field"], r["before"], r["after"]) for r in amended.json()] == [
        ("plan", "Six weeks beside the people who do it now.", "Longer.")
    ]
    post(by, "targets", target.pk, "amend", value="85", reason="Agreed.")
    make_metric("recall")
    more = {"metric": "recall", "success": "at-least", "value": "80", "reason": "Asked for."}
    further = post(by, "use-cases", case.pk, "further-targets", **more)
    assert further.status_code == 201
    given_up = post(by, "targets", further.json()["id"], "give-up", reason="No data.")
    assert given_up.status_code == 200
    rows = read(by, "amendments", use_case=case.pk, ordering="amended_at")["results"]
    assert [row["field"] for row in rows] == ["plan", "value", "target", "target"]
    assert post(by, "targets", target.pk, "explain", reason="No data.").json()[
        "no_result_reason"
    ] == "No data."  # fmt: skip


# What is wrong with a result, and which field is named.
WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "denominator": ({"denominator": None, "numerator": None}, ["denominator"]),
    "disagrees": ({"value": "91"}, ["value"]),
    "bounds": ({"value": "101", "numerator": None}, ["value"]),
    "upside down": ({"upper": "80", "numerator": None}, ["upper"]),
    "future": ({"happened_on": "2999-01-01"}, ["happened_on"]),
    "before the start": ({"happened_on": "2019-12-31"}, ["happened_on"]),
    "no such metric": ({"metric": "loudness"}, ["metric"]),
    "no number": ({"value": "NaN"}, ["value"]),
    "no such target": ({"target": NOBODY}, ["target"]),
    "no such file": ({"evidence": NOBODY}, ["evidence"]),
    "no such field": ({"verdict": "met"}, ["verdict"]),
    "no such day": ({"happened_on": "2026-02-30"}, ["happened_on"]),
}


def test_what_is_wrong_is_named_by_its_field_and_nothing_written() -> None:
    case, by = use_case_at(Stage.TRIALLING), officer()
    cycle = make_cycle(case)
    said = {
        name: sorted(told(post(by, "cycles", cycle.pk, "results", **{**RESULT, **fields}))[2])
        for name, (fields, _fields) in WRONG.items()
    }
    assert said == {name: fields for name, (_fields, fields) in WRONG.items()}
    assert not Result.objects.exists()


def test_the_final_one_and_the_void_one() -> None:
    case, by = use_case_at(Stage.TRIALLING), officer()
    target, cycle = case.targets.get(), make_cycle(case)
    first = make_result(target, cycle, final=True)
    second = make_result(target, cycle, value=80, numerator=160)
    assert post(by, "results", second.pk, "final").json()["final"] is True
    assert read(by, "targets", target.pk)["verdict"] == "missed"
    assert told(post(by, "results", second.pk, "void"))[2] == {
        "reason": ["This field is required."]
    }
    assert post(by, "results", second.pk, "void", reason="Wrong file.").status_code == 200
    assert client(by).get(address("results", second.pk)).status_code == 404
    shown = read(by, "targets", target.pk)
    assert (shown["verdict"], shown["result"]) == ("met", str(first.pk))


def test_what_guardrails_did_is_a_query() -> None:
    case, by = use_case_at(Stage.TRIALLING), officer()
    target, guardrails = case.targets.get(), make_technique("guardrails")
    plain, guarded = make_cycle(case), make_cycle(case, techniques=[guardrails])
    make_result(target, plain, value=80, numerator=160)
    make_result(target, guarded, final=True)
    asked = {"technique": "guardrails", "metric": "precision", "phase": case.phase.code}
    rows = read(by, "results", **asked)["results"]
    assert [(row["value"], row["verdict"], row["techniques"]) for row in rows] == [
        ("92.0000", "met", ["guardrails"])
    ]
    assert read(by, "results", verdict="missed", deciding="false")["count"] == 1
    assert read(by, "targets", technique="guardrails", verdict="met")["count"] == 1
    assert read(by, "cycles", technique="guardrails")["results"][0]["id"] == str(guarded.pk)
    wrong = client(by).get(address("results"), {"metric": "loudness"})
    assert told(wrong)[:2] == (400, "invalid")


def everything_of(case: UseCase) -> dict[str, Any]:
    """Measure and amend something, and return one record of each kind."""
    target = case.targets.get()
    cycle = make_cycle(case, guardrails="Canary in a cage")
    result = make_result(target, cycle)
    amend.amend(case.trial, fields={"plan": "Canary."}, reason="Canary.", by=officer())
    row = Amendment.objects.get(use_case=case)
    return {"targets": target, "cycles": cycle, "results": result, "amendments": row}


def test_another_bank_meets_none_of_it() -> None:
    case = use_case_at(Stage.TRIALLING)
    use_case_at(Stage.TRIALLING, institution=bank_b())
    records, stranger = everything_of(case), client(signatory(bank_b()))
    for name, record in records.items():
        assert client(signatory()).get(address(name, record.pk)).status_code == 200
        none = same(stranger.get(address(name, NOBODY)))
        assert same(stranger.get(address(name, record.pk))) == none
        listed = stranger.get(address(name))
        assert b"Canary" not in listed.content
        assert str(record.pk).encode() not in listed.content
        assert hidden_as_absent(stranger, name, "use_case", case.pk)
    for filtered in ("target", "cycle"):
        assert hidden_as_absent(stranger, "results", filtered, records[f"{filtered}s"].pk)


def hidden_as_absent(program: Any, name: str, parameter: str, key: object) -> bool:
    """Whether a filter on a hidden record is answered like one on a record that is none."""
    status, content, headers = same(program.get(address(name), {parameter: str(key)}))
    absent = same(program.get(address(name), {parameter: NOBODY}))
    return (status, content.replace(str(key).encode(), NOBODY.encode()), headers) == absent


def test_a_reader_of_the_bank_and_an_approver_write_nothing() -> None:
    case = use_case_at(Stage.TRIALLING)
    records = everything_of(case)
    before = Result.objects.count(), Target.objects.count(), Amendment.objects.count()
    acts: list[tuple[tuple[object, ...], dict[str, Any]]] = [
        (("use-cases", case.pk, "plan"), PLAN),
        (("use-cases", case.pk, "cycles"), {}),
        (("cycles", records["cycles"].pk, "results"), RESULT),
        (("results", records["results"].pk, "final"), {}),
        (("results", records["results"].pk, "void"), {"reason": "x"}),
        (("targets", records["targets"].pk, "amend"), {"value": "1", "reason": "x"}),
        (("targets", records["targets"].pk, "explain"), {"reason": "x"}),
        (("targets", records["targets"].pk, "give-up"), {"reason": "x"}),
        (("trials", case.trial.pk, "amend"), {"plan": "x", "reason": "x"}),
    ]
    for who, status in ((viewer(), 403), (approver(), 403), (signatory(bank_b()), 404)):
        said = [post(who, *where, **body).status_code for where, body in acts]
        assert said == [status] * len(acts)
    assert before == (Result.objects.count(), Target.objects.count(), Amendment.objects.count())


def test_evidence_is_not_told_to_the_bank() -> None:
    case = use_case_at(Stage.TRIALLING)
    row = make_result(case.targets.get())
    assert "evidence" in read(officer(), "results", row.pk)
    assert "evidence" not in read(signatory(), "results", row.pk)
