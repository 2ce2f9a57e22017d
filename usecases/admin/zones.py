"""The time zone in which the days of a record are cut: its programme's."""

from typing import Any

from usecases.models.phases import Phase, Programme
from usecases.vocabulary.limits import TIME_ZONE


def zone_of(record: Any) -> str:
    """Return the zone of the programme that a record is, or belongs to; else the usual one."""
    case = getattr(record, "use_case", None) or record
    phase = case if isinstance(case, Phase) else getattr(case, "phase", None)
    around = phase or case
    programme = around if isinstance(around, Programme) else getattr(around, "programme", None)
    return programme.time_zone if isinstance(programme, Programme) else TIME_ZONE
