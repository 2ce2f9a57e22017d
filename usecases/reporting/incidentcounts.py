"""The columns of incidents: what is counted, and what is measured of it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from usecases.reporting.dimensions import Dimension
from usecases.reporting.parts import Counted
from usecases.reporting.table import Column, Type
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import Severity


@dataclass(frozen=True)
class OwnDimension(Dimension):
    """A property of the incident itself: the trials behind it are those of the whole phase."""

    def part_path(self, subject: str) -> str:
        """Return where its value stands; of a use case it stands nowhere."""
        return self.private


OWN: dict[str, Dimension] = {
    "severity": OwnDimension("severity", _("Severity"), "severity"),
    "cause": OwnDimension("cause", _("Cause"), "cause__code"),
}
OF_TRIALS = {"reached": Stage.TRIALLING.value}
ALL = Counted(
    "incidents",
    _("Incidents"),
    _("Incidents detected in trials that had started."),
    "incidents",
    OF_TRIALS,
)
OPEN = Counted(
    "open", _("Open"), _("Not resolved yet."), "incidents", {**OF_TRIALS, "open": "true"}
)
BY_SEVERITY = tuple(
    Counted(
        each.value,
        each.label,
        _("Incidents of this severity."),
        "incidents",
        {**OF_TRIALS, "severity": each.value},
    )
    for each in Severity
)
TRIALS = Counted("trials", _("Trials"), _("Trials that had started."), "use-cases", OF_TRIALS)
FIGURES = (
    Column(
        "dated_trials",
        Type.NUMBER,
        _("Trials whose days are known; the others were recorded without them."),
        unit=_("trials"),
        label=_("Trials with known days"),
    ),
    Column(
        "trial_days",
        Type.NUMBER,
        _("Days that these trials ran, suspensions out; open ones until the moment asked about."),
        unit=_("days"),
        label=_("Trial days"),
    ),
    Column(
        "per_100_days",
        Type.NUMBER,
        _("Incidents of these trials for each 100 trial days; none below 100 days."),
        unit=_("incidents"),
        label=_("Per 100 trial days"),
    ),
    Column(
        "median_days_to_resolve",
        Type.DURATION,
        _("Median days from detection to resolution, of what is resolved."),
        unit=_("days"),
        label=_("Median days to resolve"),
    ),
)
