"""The columns of durations, and what each of them says."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.reporting.table import Column, Type
from usecases.selection.stretches import (
    CLOSE_TO_CONFIRMATION,
    CLOSE_TO_DECISION,
    IN_TRIAL,
    OVERRUN,
    TO_CONFIRMATION,
    TO_DECISION,
    TO_TRIAL,
)

MEASURED: dict[str, tuple[Any, Any]] = {
    TO_DECISION: (
        _("Submission to decision"),
        _("From the first submission to the release of the decision in force."),
    ),
    CLOSE_TO_DECISION: (
        _("Close to decision"),
        _(
            "The same from the close of the window, or from the submission where that is later; "
            "this is held against the target."
        ),
    ),
    TO_CONFIRMATION: (
        _("Submission to confirmation"),
        _("From the first submission to the confirmation of the decision in force."),
    ),
    CLOSE_TO_CONFIRMATION: (
        _("Close to confirmation"),
        _("The same from the close of the window, or from the submission where that is later."),
    ),
    TO_TRIAL: (_("Decision to trial"), _("From the release of the acceptance to the start.")),
    IN_TRIAL: (_("In trial"), _("From start to end of trials that ended, suspensions left out.")),
    OVERRUN: (
        _("Overrun"),
        _("Past the last day of the plan as it is now; of trials that run still, until then."),
    ),
}


def _of_measure(name: str) -> tuple[Column, ...]:
    label, told = MEASURED[name]

    def called(what: Any) -> Any:
        return format_lazy("{}: {}", label, what)

    days = _("days")
    return (
        Column(name, Type.COUNT, told, label=called(_("use cases"))),
        Column(
            f"{name}_median",
            Type.DURATION,
            _("Median; days of the programme's calendar on which the clock ran."),
            unit=days,
            label=called(_("median")),
        ),
        Column(
            f"{name}_p90",
            Type.DURATION,
            _("90th percentile, by linear interpolation."),
            unit=days,
            label=called(_("90th percentile")),
        ),
        Column(
            f"{name}_unknown",
            Type.COUNT,
            _("It came about, but a date is not known to the day: counted apart."),
            label=called(_("dates unknown")),
        ),
    )


_TARGET = (
    Column(
        "target_due",
        Type.COUNT,
        _("Use cases whose target has fallen due; what left undecided before is not among them."),
        label=_("Target fallen due"),
    ),
    Column("target_met", Type.COUNT, _("Of these decided in time."), label=_("Decided in time")),
    Column(
        "within_target",
        Type.PERCENTAGE,
        _("Decided in time, of those whose target has fallen due; the undecided are not."),
        unit="%",
        label=_("Within target"),
        rate=(("target_met",), ("target_due",)),
    ),
)
# What a table without medians counts: how many came that far on days that are known.
COUNTS = (
    Column(TO_DECISION, Type.COUNT, _("Decided, on days that are known."), label=_("Decided")),
    Column(TO_TRIAL, Type.COUNT, _("Accepted and started."), label=_("Trial started")),
    Column(IN_TRIAL, Type.COUNT, _("Started and ended."), label=_("Trial ended")),
    *_TARGET[:2],
)
COLUMNS = (*(column for name in MEASURED for column in _of_measure(name)), *_TARGET)
