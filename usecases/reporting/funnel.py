"""How far use cases came, and what was decided about them."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting import fairness
from usecases.reporting.dimensions import FAIRNESS, Dimension, dimension
from usecases.reporting.funnelcounts import PHASES, counts_by, whole
from usecases.reporting.rates import percentage
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.selection.phaseorder import PhaseInfo
from usecases.vocabulary.stages import PATH
from usecases.vocabulary.terms import Coverage, OutcomeResult

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
)

# Column, and what the list of use cases is asked for.
COUNTED: dict[str, tuple[str, str]] = {
    **{str(stage): ("reached", str(stage)) for stage in PATH},
    "in_production": ("reached", OutcomeResult.IN_PRODUCTION.value),
    "decided_accepted": ("decision", "accepted"),
    "decided_declined": ("decision", "declined"),
    "pending": ("decision", "pending"),
    "withdrawn_before_decision": ("decision", "withdrawn-before"),
    "withdrawn_after_decision": ("decision", "withdrawn-after"),
}


def _count(name: str, definition: Any, label: Any) -> Column:
    return Column(name, Type.COUNT, definition, label=label)


def _rate(name: str, definition: Any, label: Any) -> Column:
    return Column(name, Type.PERCENTAGE, definition, unit="%", label=label)


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
_APPLICANTS = Column(
    "applicants",
    Type.NUMBER,
    _("Different institutions among the submitted."),
    unit=_("institutions"),
    label=_("Applicants"),
)
_RATES = (
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


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns: the phase, or the dimension asked for."""
    by = dimension(scope, also=FAIRNESS)
    texts = (
        (by.column(), *fairness.texts_of(by.name))
        if by
        else (
            Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
            Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
            Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
            Column("coverage", Type.TEXT, _("What is recorded of it."), label=_("Coverage")),
        )
    )
    return (*texts, *COUNTS, _APPLICANTS, *_RATES, *fairness.columns_of(by.name if by else ""))


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or a value of the dimension, and a total over the scope."""
    by, phases = dimension(scope, also=FAIRNESS), scope.phases()
    if by:
        scope.refuse_mixed()
    by_phase = counts_by(scope, PHASES)
    covered = bool(phases) and all(each.coverage == Coverage.ALL for each in phases)
    total = _row(scope, {}, {}, whole(scope, by_phase), covered)
    if by is None:
        return [_of_phase(scope, phase, by_phase.get(phase.code, {})) for phase in phases], total
    return _broken_down(scope, by, covered), total


def _broken_down(scope: Scope, by: Dimension, covered: bool) -> list[Row]:
    """Return one row a value, with what fairness asks about beside."""
    counts, beside = counts_by(scope, by.grouping(scope)), fairness.beside(scope, by.name)
    shown = [value for value in counts if by.shows(scope, value)]
    body = []
    for value in sorted(shown, key=lambda value: (value is None, str(value or ""))):
        texts = {by.name: fairness.key_of(value), **beside.get(value, {})}
        row = _row(scope, texts, by.narrowed(value), counts[value], covered)
        warned = fairness.warned(row.values, by.name)
        body.append(replace(row, values={**row.values, **warned}))
    return body


def _of_phase(scope: Scope, phase: PhaseInfo, counts: dict[str, int]) -> Row:
    texts = {
        "programme": phase.programme,
        "phase": phase.code,
        "name": phase.name,
        "coverage": phase.coverage,
    }
    return _row(scope, texts, {"phase": phase.code}, counts, phase.coverage == Coverage.ALL)


def _row(
    scope: Scope,
    texts: dict[str, Any],
    narrowed: dict[str, str],
    counts: dict[str, int],
    covered: bool,
) -> Row:
    n = {name: counts.get(name, 0) for name in (*COUNTED, "applicants")}
    accepted, of_decided = n["decided_accepted"], n["decided_accepted"] + n["decided_declined"]
    rates = {
        "acceptance_of_decided": percentage(accepted, of_decided),
        "acceptance_with_pending": percentage(accepted, of_decided + n["pending"]),
        "acceptance_of_submitted": percentage(accepted, n["submitted"]),
    }
    values = {**texts, **n, **(rates if covered else dict.fromkeys(rates))}
    values["completion"] = percentage(n["completed"], n["trialling"])
    return Row(values, _records(scope, narrowed))


def _records(scope: Scope, narrowed: dict[str, str]) -> dict[str, Records]:
    return {
        name: scope.records("use-cases", **{**narrowed, parameter: value})
        for name, (parameter, value) in COUNTED.items()
    }
