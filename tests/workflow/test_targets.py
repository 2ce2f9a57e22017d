"""Targets and plan: said before the start, locked from then on, amended with both values."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.institutions import bank_b
from tests.factories.trials import make_result, make_target, planned_trial
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_metric, make_term, metric
from tests.people import administrator, approver, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.trail import Change
from usecases.models.trials import Amendment, Target
from usecases.models.usecases import UseCase
from usecases.rules.editing import editable_fields
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import PLAN_FIELDS, Success
from usecases.workflow import amend, edit, targets

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {"success": Success.AT_LEAST, "value": Decimal(90)}


def amendments(case: UseCase) -> list[tuple[str, str, str, str]]:
    rows = Amendment.objects.filter(use_case=case).order_by("recorded_at")
    return [(row.field, row.before, row.after, row.reason) for row in rows]


class TestBeforeTheStart:
    """Said, said otherwise, taken back."""

    def test_it_is_said_said_otherwise_and_taken_back(self) -> None:
        case, by = use_case_at(Stage.ACCEPTED), officer()
        target = targets.set_target(case, metric=metric(), **SAID, by=by, baseline=Decimal(70))
        targets.change_target(target, fields={"value": Decimal(95)}, by=by)
        assert Target.objects.get(pk=target.pk).value == 95
        targets.drop_target(target, by=by)
        again = targets.set_target(case, metric=metric(), **SAID, by=by)
        assert list(case.targets.filter(dropped_at=None)) == [again]
        kept = Change.objects.filter(record=str(target.pk)).order_by("row")
        assert [sorted(row.after) for row in kept][1:] == [["value"], ["dropped_at"]]

    def test_one_metric_has_several_targets_of_different_parts(self) -> None:
        case, by = use_case_at(Stage.ACCEPTED), officer()
        targets.set_target(case, metric=metric(), aspect="Calls", **SAID, by=by)
        targets.set_target(case, metric=metric(), aspect="Letters", **SAID, by=by)
        set_again = {"metric": metric(), "aspect": "calls", **SAID, "by": by}
        assert refused(targets.set_target, case, **set_again) == [("aspect", "twice")]

    def test_what_cannot_be_aimed_at_is_refused_by_its_field(self) -> None:
        case, by = use_case_at(Stage.ACCEPTED), officer()
        lower = make_metric(direction="lower")
        gone = make_metric(active=False)
        tried: dict[str, dict[str, Any]] = {
            "above": {"metric": metric(), **SAID, "value": Decimal(101)},
            "baseline": {"metric": metric(), **SAID, "baseline": Decimal(-1)},
            "setback": {"metric": lower, **SAID},
            "setback too": {"metric": metric(), "success": "less-than", "value": Decimal(1)},
            "word": {"metric": metric(), "success": "equal", "value": Decimal(1)},
            "gone": {"metric": gone, **SAID},
            "number": {"metric": metric(), **SAID, "value": Decimal("NaN")},
            "nothing": {"metric": metric(), **SAID, "value": None},
        }
        said = {n: refused(targets.set_target, case, by=by, **kw) for n, kw in tried.items()}
        assert said == {
            "above": [("value", "above-bounds")],
            "baseline": [("baseline", "below-bounds")],
            "setback": [("success", "direction")],
            "setback too": [("success", "direction")],
            "word": [("success", "direction")],
            "gone": [("metric", "inactive")],
            "number": [("value", "invalid")],
            "nothing": [("value", "null")],
        }
        assert not Target.objects.exists()

    def test_it_is_the_officers(self) -> None:
        case = use_case_at(Stage.ACCEPTED)
        said = {"metric": metric(), **SAID}
        for who in (approver(), auditor(), signatory()):
            assert refused(targets.set_target, case, by=who, **said) == NOT_ALLOWED
        for who in (administrator(), signatory(bank_b())):
            assert refused(targets.set_target, case, by=who, **said) == NOT_FOUND

    def test_there_is_a_trial_to_come(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        assert refused(targets.set_target, case, metric=metric(), **SAID, by=officer()) == (
            WRONG_STAGE
        )


class TestLocked:
    """From the start on every door is closed but the amendment."""

    def test_a_target_after_the_start_is_refused_and_says_what_to_do(self) -> None:
        case, by = use_case_at(Stage.TRIALLING), officer()
        known = case.targets.get()
        acts: list[Callable[[], Any]] = [
            lambda: refused(targets.set_target, case, metric=make_metric(), **SAID, by=by),
            lambda: refused(targets.change_target, known, fields={"value": Decimal(1)}, by=by),
            lambda: refused(targets.drop_target, known, by=by),
        ]
        assert [act() for act in acts] == [WRONG_STAGE] * 3
        with pytest.raises(targets.TargetsLocked) as caught:
            targets.drop_target(known, by=by)
        assert "Amend the plan" in str(caught.value)

    def test_plain_edits_of_a_plan_end_with_the_start(self) -> None:
        planned = planned_trial(use_case_at(Stage.ACCEPTED))
        assert editable_fields(officer(), planned) == {*PLAN_FIELDS}
        running = use_case_at(Stage.TRIALLING).trial
        assert editable_fields(officer(), running) == set()
        assert refused(edit.change, running, {"plan": "Other."}, by=officer()) == NOT_ALLOWED
        finished = use_case_at(Stage.COMPLETED).trial
        assert editable_fields(officer(), finished) == set()

    def test_of_a_recorded_case_the_plan_is_told_as_it_was(self) -> None:
        case = recorded_case(Stage.TRIALLING)
        planned = planned_trial(case)
        assert {*PLAN_FIELDS} < editable_fields(officer(), planned)
        targets.change_target(case.targets.get(), fields={"value": Decimal(80)}, by=officer())

    def test_what_a_number_means_stays_once_one_stands_on_it(self) -> None:
        by = administrator()
        assert {"unit", "lowest"} < editable_fields(by, make_metric())
        make_target(use_case_at(Stage.ACCEPTED), metric=(used := make_metric()))
        closed = {"code", "unit", "direction", "lowest", "highest"}
        assert editable_fields(by, used) & closed == set()
        assert "label_en" in editable_fields(by, used)


class TestAmended:
    """A dated row with the reason and both values."""

    def test_a_plan(self) -> None:
        case, by = use_case_at(Stage.TRIALLING), officer()
        place = make_term(TermKind.ENVIRONMENT, "cloud")
        ends = timezone.now().date() + timedelta(days=90)
        fields = {"planned_to": ends, "environment": place, "customers_limit": 50}
        rows = amend.amend(case.trial, fields=fields, reason="The host closes.", by=by)
        assert amendments(case) == [
            ("planned_to", "2020-12-31", ends.isoformat(), "The host closes."),
            ("environment", "", "cloud", "The host closes."),
            ("customers_limit", "", "50", "The host closes."),
        ]
        assert {(row.amended_by, row.target) for row in rows} == {(by.user, None)}
        case.trial.refresh_from_db()
        assert (case.trial.planned_to, case.trial.environment) == (ends, place)

    def test_a_target(self) -> None:
        case, by = use_case_at(Stage.TRIALLING), officer()
        known = case.targets.get()
        fields = {"value": Decimal(85), "meaning": "Less is enough."}
        amend.amend(known, fields=fields, reason="Agreed.", by=by)
        assert amendments(case) == [
            ("value", "90", "85", "Agreed."),
            ("meaning", "", "Less is enough.", "Agreed."),
        ]
        assert Target.objects.get(pk=known.pk).value == 85

    def test_a_target_comes_and_goes(self) -> None:
        case, by = use_case_at(Stage.TRIALLING), officer()
        further = make_metric()
        new = amend.amend_in_target(case, metric=further, **SAID, reason="Asked for.", by=by)
        amend.amend_out_target(new, reason="Cannot be measured.", by=by)
        said = f"{further.label} at least 90 %"
        assert amendments(case) == [
            ("target", "", said, "Asked for."),
            ("target", said, "", "Cannot be measured."),
        ]
        assert Target.objects.get(pk=new.pk).dropped_at is not None

    def test_what_was_measured_is_not_given_up(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        known = case.targets.get()
        make_result(known)
        refusal = refused(amend.amend_out_target, known, reason="Too low.", by=officer())
        assert (refusal, amendments(case)) == ([("", "measured")], [])

    def test_a_due_date_keeps_the_first_one_beside_it(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        report = case.deliverables.get()
        first, later = report.due_on, timezone.now().date() + timedelta(days=40)
        amend.amend(report, fields={"due_on": later}, reason="Illness.", by=officer())
        again = later + timedelta(days=5)
        amend.amend(report, fields={"due_on": again}, reason="More of it.", by=officer())
        report.refresh_from_db()
        assert (report.due_on, report.amended_due_on) == (first, again)
        assert [row[1:3] for row in amendments(case)] == [
            (first.isoformat(), later.isoformat()), (later.isoformat(), again.isoformat()),
        ]  # fmt: skip

    def test_what_cannot_be_amended_is_refused(self) -> None:
        case, by = use_case_at(Stage.TRIALLING), officer()
        plan, known = case.trial, case.targets.get()
        tried: list[tuple[Any, dict[str, Any], str]] = [
            (plan, {"plan": "Other."}, " "),
            (plan, {}, "x"),
            (plan, {"plan": plan.plan}, "x"),
            (plan, {"plan": ""}, "x"),
            (plan, {"planned_to": None}, "x"),
            (plan, {"planned_to": date(2019, 12, 31)}, "x"),
            (plan, {"compute_used": Decimal(1)}, "x"),
            (plan, {"compute_granted": Decimal(-1)}, "x"),
            (known, {"metric": make_metric()}, "x"),
            (known, {"value": Decimal(101)}, "x"),
        ]
        said = [refused(amend.amend, row, fields=f, reason=r, by=by) for row, f, r in tried]
        assert said == [
            [("reason", "required")],
            [("", "same")],
            [("", "same")],
            [("plan", "required")],
            [("planned_to", "required")],
            [("planned_to", "before-start")],
            [("compute_used", "not-editable")],
            [("compute_granted", "min_value")],
            [("metric", "not-editable")],
            [("value", "above-bounds")],
        ]
        assert amendments(case) == []

    def test_it_is_the_officers_and_of_a_trial_that_runs(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        change = {"fields": {"plan": "Other."}, "reason": "x"}
        for who in (approver(), signatory()):
            assert refused(amend.amend, case.trial, by=who, **change) == NOT_ALLOWED
        assert refused(amend.amend, case.trial, by=signatory(bank_b()), **change) == NOT_FOUND
        for stage in (Stage.ACCEPTED, Stage.COMPLETED):
            other = use_case_at(stage)
            plan = planned_trial(other) if stage == Stage.ACCEPTED else other.trial
            assert refused(amend.amend, plan, by=officer(), **change) == WRONG_STAGE

    def test_somebody_else_changed_it_meanwhile(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        before = case.trial.updated_at
        change: dict[str, Any] = {"fields": {"plan": "Other."}, "reason": "x", "by": officer()}
        amend.amend(case.trial, **change, based_on=before)
        change["fields"] = {"plan": "Another."}
        assert refused(amend.amend, case.trial, **change, based_on=before) == STALE


class TestWithoutResult:
    """Why a target has no result; a final one is its own answer."""

    def test_it_is_said_and_forgotten_with_a_final_result(self) -> None:
        case, by = use_case_at(Stage.TRIALLING), officer()
        known = case.targets.get()
        targets.explain(known, reason="No data.", by=by)
        assert Target.objects.get(pk=known.pk).no_result_reason == "No data."
        make_result(known, final=True)
        assert Target.objects.get(pk=known.pk).no_result_reason == ""
        assert refused(targets.explain, known, reason="x", by=by) == [("reason", "has-result")]

    def test_it_needs_words_a_running_trial_and_an_officer(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        known = case.targets.get()
        assert refused(targets.explain, known, reason=" ", by=officer()) == [("reason", "required")]
        assert refused(targets.explain, known, reason="x", by=signatory()) == NOT_ALLOWED
        accepted = use_case_at(Stage.ACCEPTED)
        early = make_target(accepted)
        assert refused(targets.explain, early, reason="x", by=officer()) == WRONG_STAGE
