"""The facts about trials: plans, results, what fell due, what went wrong."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.monitoring import Deliverable, Incident
from usecases.models.results import Result
from usecases.models.trials import Trial
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import (
    PHASE,
    Field,
    Index,
    Kind,
    Raw,
    Value,
    code,
    day,
    dimension,
    key,
    moment,
    number,
    text,
    whole,
    yes,
)  # fmt: skip
from usecases.reporting.feeds_look import Look
from usecases.reporting.feeds_outs import Nature
from usecases.reporting.feeds_parts import (
    BASIS,
    BASIS_OF_CASE,
    HAPPENED,
    OF_CASE,
    RECORDED,
    days_between,
    of_cases,
)  # fmt: skip


def _days_late() -> Field:
    """Days between the day it was due, as amended, and the day it was handed in."""
    paths = ("due_on", "amended_due_on", "handed_in_at", PHASE)

    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        due, amended, handed, phase = (index[path] for path in paths)

        def value(raw: Raw) -> Value:
            came: datetime | None = raw[handed]
            if came is None:
                return None
            until: date = raw[amended] or raw[due]
            return (came.astimezone(look.zones[raw[phase]]).date() - until).days

        return value

    says = _("Days it came after its day, as amended; below zero before it, null until it came.")
    return Field("days_late", Kind.INTEGER, says, paths, make, _("days"))


def _feed(name: str, title: Any, says: Any, model: Any, *own: Field, gone: str = "") -> Feed:
    known = of_cases(model)
    return Feed(
        name, title, says, Nature.FACT, model, known, own, cases=("use_case_id",), gone=gone
    )


TRIALS = _feed(
    "trials",
    _("Trials"),
    _("One row for each trial: its plan and its numbers. When it ran stands with the use case."),
    Trial,
    *OF_CASE,
    code("environment_code", _("Where it is tried."), "environment_id"),
    day("planned_from", _("Planned first day.")),
    day("planned_to", _("Planned last day.")),
    number("compute_granted", _("Compute granted."), unit=_("GPU hours")),
    number("compute_used", _("Compute used."), unit=_("GPU hours")),
    whole("customers_limit", _("Most customers allowed."), unit=_("customers")),
    whole("customers_exposed", _("Customers exposed."), unit=_("customers")),
    whole("transactions_limit", _("Most transactions allowed."), unit=_("transactions")),
    whole("transactions_made", _("Transactions made."), unit=_("transactions")),
    BASIS_OF_CASE,
)
RESULTS = _feed(
    "results",
    _("Results"),
    _("One row for each result that stands: a value or a range, of how many, judged by whom."),
    Result,
    *OF_CASE,
    *dimension("metric", _("What was measured; the unit stands with the metric."), "metric_id"),
    key("cycle_id", _("The test cycle.")),
    key("target_id", _("The target that it is held against.")),
    text("aspect", _("Of which part.")),
    text("operator", _("How exactly the value is known.")),
    number("value", _("The value, or the lower end of a range."), unit=_("of the metric")),
    number("upper", _("The upper end of a range."), unit=_("of the metric")),
    yes("percentage", _("Whether it is a percentage, from 0 to 100.")),
    whole("numerator", _("Of a share: how many.")),
    whole("denominator", _("Of a share: of how many.")),
    yes("no_denominator", _("Whether it was published without its denominator.")),
    whole("sample_size", _("How many were looked at.")),
    text("evaluator", _("Who judged: people, a model, or a program.")),
    yes("final", _("Whether it is the final one of its target.")),
    *HAPPENED,
    BASIS,
    *RECORDED,
    gone="voided_at",
)
DELIVERABLES = _feed(
    "deliverables",
    _("Deliverables"),
    _("One row for each milestone or report that falls due in a trial."),
    Deliverable,
    *OF_CASE,
    text("kind", _("milestone, interim report or end report.")),
    text("title", _("Title.")),
    day("due_on", _("Due, as first fixed.")),
    day("amended_due_on", _("Due, as amended; null: it was not.")),
    *moment("handed_in_at", _("When it was handed in.")),
    *moment("signed_off_at", _("When it was signed off.")),
    *moment("waived_at", _("When it was waived.")),
    _days_late(),
    BASIS_OF_CASE,
)
INCIDENTS = _feed(
    "incidents",
    _("Incidents"),
    _("One row for each thing that went wrong in a trial."),
    Incident,
    *OF_CASE,
    text("severity", _("How bad it was.")),
    code("cause_code", _("Why it happened."), "cause_id"),
    *moment("detected_at", _("When it was detected.")),
    *moment("reported_at", _("When it was reported.")),
    *moment("resolved_at", _("When it was resolved.")),
    days_between("days_to_resolve", _("Days until it was resolved."), "detected_at", "resolved_at"),
    BASIS_OF_CASE,
)
