"""Plans as banks propose them, and end reports as banks write them, by their verbs."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories.words import metric
from tests.people import editor
from usecases.models.monitoring import Deliverable
from usecases.models.proposals import PlanProposal
from usecases.models.usecases import UseCase
from usecases.vocabulary.end_report import REPORT_SECTIONS
from usecases.workflow import end_report, plans

PLAN: dict[str, Any] = {
    "plan": "Eight weeks in the lending desk.",
    "planned_from": date(2020, 7, 1),
    "planned_to": date(2020, 9, 30),
    "customers_limit": 500,
}
TEXTS: dict[str, str] = {each.code: f"Told of {each.code}." for each in REPORT_SECTIONS}


def aim(**fields: Any) -> dict[str, Any]:
    """A target as a bank proposes it: precision of at least 85 % unless told otherwise."""
    told = {"metric": fields.pop("metric", None) or metric(), "success": "at-least"}
    return {**told, "value": Decimal(85), **fields}


def drafted_plan(case: UseCase, **fields: Any) -> PlanProposal:
    """The bank's editor writes a plan with a target and keeps it."""
    told = {"plan": PLAN, "targets": [aim()], "by": editor(case.institution)}
    return plans.write_plan(case, **{**told, **fields})


def proposed_plan(case: UseCase, **fields: Any) -> PlanProposal:
    """The bank's editor writes a plan and proposes it."""
    return plans.propose_plan(drafted_plan(case, **fields), by=editor(case.institution))


def written_report(due: Deliverable, **texts: str) -> Deliverable:
    """The bank's editor writes the end report, every section of it unless told otherwise."""
    end_report.write_report(due, texts={**TEXTS, **texts}, by=editor(due.use_case.institution))
    return due
