"""What some reports cannot be asked for, and why: told instead of a figure that would mislead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.reporting.scope import PERIOD
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.strict import Params

_WAYS = ("counted", "every")
SENSELESS: dict[str, dict[str, Promise]] = {
    "phases": dict.fromkeys(
        PERIOD,
        _(
            "What was announced is of a whole phase, and so is the gap: ask `participation`, "
            "`funnel` or `outcomes` about a period."
        ),
    ),
    "participation": dict.fromkeys(
        _WAYS,
        _(
            "Who is new and who returned is told from phase to phase: `from` and `to` ask who "
            "stood in it in a period."
        ),
    ),
    "performance": dict.fromkeys(
        _WAYS,
        _(
            "Targets are judged once, at the end of a trial, and not as a series: `from` and `to` "
            "ask of the use cases submitted then."
        ),
    ),
    "workload": dict.fromkeys(
        _WAYS, _("What waits is of one moment, not of a series: `as_at` asks for another moment.")
    ),
    "lineage": {
        "counted": _(
            "A use case follows from another when it is submitted: both ways of counting are one."
        )
    },
}


def refuse_senseless(report: str, params: Params) -> None:
    """Refuse what this report is not asked for, each with its reason."""
    known = SENSELESS.get(report, {})
    faults = [Missing(name, "unknown", known[name]) for name in params if name in known]
    if faults:
        raise BadParameters(*faults)
