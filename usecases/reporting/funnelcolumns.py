"""The columns of the funnel, and what each of them says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.table import Column, Type

# What stands at a moment is no event, nor is a share of what was submitted at another time.
STANDING = frozenset(
    {"pending", "acceptance_with_pending", "acceptance_of_submitted", "completion"}
)


_DECIDED = ("decided_accepted", "decided_declined")
# Each rate by the counts of which it is a share.
_OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "acceptance_of_decided": (("decided_accepted",), _DECIDED),
    "acceptance_with_pending": (("decided_accepted",), (*_DECIDED, "pending")),
    "acceptance_of_submitted": (("decided_accepted",), ("submitted",)),
    "completion": (("completed",), ("trialling",)),
}


def _count(name: str, definition: Any, label: Any) -> Column:
    return Column(name, Type.COUNT, definition, label=label)


def _rate(name: str, definition: Any, label: Any) -> Column:
    return Column(name, Type.PERCENTAGE, definition, unit="%", label=label, rate=_OF[name])


COUNTS = (
    _count("submitted", _("Use cases that were ever submitted."), _("Submitted")),
    _count("assessing", _("That ever reached assessment."), _("Assessed")),
    _count("accepted", _("That were ever accepted."), _("Accepted")),
    _count("trialling", _("That ever started a trial."), _("Trialled")),
    _count("completed", _("That completed their trial."), _("Completed")),
    _count("in_production", _("That were ever told to be in production."), _("In production")),
    _count("decided_accepted", _("The decision in force accepts."), _("Decided: accepted")),
    _count("decided_declined", _("The decision in force declines."), _("Decided: declined")),
    _count("pending", _("No decision in force; waitlisted included."), _("Pending")),
    _count(
        "withdrawn_before_decision",
        _("Withdrawn before a decision; not among the decided."),
        _("Withdrawn before"),
    ),
    _count(
        "withdrawn_after_decision",
        _("Withdrawn after acceptance; still accepted."),
        _("Withdrawn after"),
    ),
)
APPLICANTS = Column(
    "applicants",
    Type.NUMBER,
    _("Different institutions among the submitted."),
    unit=_("institutions"),
    label=_("Applicants"),
)
RATES = (
    _rate(
        "acceptance_of_decided",
        _("Accepted, of accepted and declined; only where all applications are recorded."),
        _("Acceptance of decided"),
    ),
    _rate(
        "acceptance_with_pending",
        _("The same, with the pending among the undecided; provisional while there are any."),
        _("Acceptance with pending"),
    ),
    _rate(
        "acceptance_of_submitted",
        _("Accepted, of submitted; only where all applications are recorded."),
        _("Acceptance of submitted"),
    ),
    _rate("completion", _("Completed, of trials started."), _("Completion")),
)
