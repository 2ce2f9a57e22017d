"""The columns of outcomes, and what the lists are asked for behind each count."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.table import Column, Type
from usecases.selection.endings import FIRST_YEARS, PRODUCED, UNKNOWN
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult

# Column, and the outcome that is told last.
OUTCOMES: dict[str, OutcomeResult] = {
    "in_production": OutcomeResult.IN_PRODUCTION,
    "production_planned": OutcomeResult.PRODUCTION_PLANNED,
    "further_trial": OutcomeResult.FURTHER_TRIAL,
    "stopped_technical": OutcomeResult.STOPPED_TECHNICAL,
    "stopped_business": OutcomeResult.STOPPED_BUSINESS,
    "terminated": OutcomeResult.TERMINATED,
    "unknown": OutcomeResult.NO_REPLY,
}
Asked = dict[str, str | list[str]]
ASKED: dict[str, Asked] = {
    "completed": {"stage": Stage.COMPLETED.value},
    **{name: {"outcome": result.value} for name, result in OUTCOMES.items()},
    "terminated_in_trial": {"stage": Stage.TERMINATED.value},
    "withdrawn_in_trial": {"stage": Stage.WITHDRAWN.value, "reached": Stage.TRIALLING.value},
    "year_over": {"first_year": list(FIRST_YEARS)},
    "year_in_production": {"first_year": PRODUCED},
    "year_unknown": {"first_year": UNKNOWN},
}
# What is published of an outcome: not when it was told, nor that a trial had begun.
PUBLIC = ("completed", *OUTCOMES, "terminated_in_trial")


def _count(name: str, label: Any, definition: Any) -> Column:
    return Column(name, Type.COUNT, definition, label=label)


_OF_OUTCOME = {
    **{name: _("Use cases of which this is the latest outcome.") for name in OUTCOMES},
    "unknown": _("Use cases of which the latest news is that nobody replied."),
}
COUNTS = (
    _count("completed", _("Completed"), _("Use cases whose trial is completed.")),
    *(
        _count(name, _("Unknown (no reply)") if name == "unknown" else result.label, told)
        for name, result in OUTCOMES.items()
        for told in [_OF_OUTCOME[name]]
    ),
    _count("terminated_in_trial", _("Terminated in trial"), _("Trials that were terminated.")),
    _count(
        "withdrawn_in_trial",
        _("Withdrawn in trial"),
        _("Use cases withdrawn after their trial had started."),
    ),
    _count(
        "year_over",
        _("First year over"),
        _("Trials completed 12 months ago or longer."),
    ),
    _count(
        "year_in_production",
        _("In production within 12 months"),
        _("Of these told to be in production within 12 months of completion."),
    ),
    _count(
        "year_unknown",
        _("First year unknown"),
        _("Of these not told so, and of which nobody replied or nothing is told."),
    ),
    Column(
        "within_12_months",
        Type.PERCENTAGE,
        _(
            "In production within 12 months, of trials completed 12 months ago or longer; the "
            "unknown are among those."
        ),
        unit="%",
        label=_("In production within 12 months, share"),
        rate=(("year_in_production",), ("year_over",)),
    ),
)
