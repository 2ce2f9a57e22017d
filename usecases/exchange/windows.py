"""Days as files tell them, as moments in the programme's time zone."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.exchange.faults import WrongCell
from usecases.exchange.reading import Row
from usecases.models.phases import Phase, Programme
from usecases.rules.deadlines import day_end, day_start
from usecases.vocabulary.basis import Precision

_DAYS = ("trials_from_earliest", "trials_from", "trials_to_earliest", "trials_to")


def phase_dates(row: Row, programme: Programme) -> dict[str, Any]:
    """Return a phase's dates; its window is whole days, from the first moment to the last."""
    row.in_order("opens_on", "closes_on", "announced_on")
    row.in_order("trials_from_earliest", "trials_from", "trials_to")
    row.in_order("trials_from_earliest", "trials_to_earliest", "trials_to")
    opens, closes = row.day("opens_on"), row.day("closes_on")
    return {
        "opens_at": day_start(opens, programme).astimezone(UTC) if opens else None,
        "closes_at": day_end(closes, programme).astimezone(UTC) if closes else None,
        "window_precision": Precision.DAY,
        "announced_on": row.day("announced_on"),
        **{name: row.day(name) for name in _DAYS},
    }


def since_announced(phase: Phase) -> datetime:
    """Return the end of the day on which it was announced who is in a phase."""
    if phase.announced_on is None:
        raise WrongCell("phase", _("This phase has not been announced."))
    return day_end(phase.announced_on, phase.programme).astimezone(UTC)
