"""The time zone in which the days of a record are cut: its programme's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from usecases.admin.records import rows_for
from usecases.models.person import Person
from usecases.models.phases import Phase, Programme
from usecases.models.usecases import UseCase
from usecases.vocabulary.limits import TIME_ZONE


def zone_of(record: Any) -> str:
    """Return the zone of the programme that a record is, or belongs to; else the usual one."""
    case = getattr(record, "use_case", None) or record
    phase = case if isinstance(case, Phase) else getattr(case, "phase", None)
    around = phase or case
    programme = around if isinstance(around, Programme) else getattr(around, "programme", None)
    return programme.time_zone if isinstance(programme, Programme) else TIME_ZONE


def zone_chosen(values: Mapping[str, Any], person: Person) -> str:
    """Return the zone of what a new record is said to belong to, before there is a record."""
    for name, model in (("use_case", UseCase), ("phase", Phase), ("programme", Programme)):
        rows: Any = rows_for(model, person)
        if (key := _key(values.get(name))) and (found := rows.filter(pk=key).first()):
            return zone_of(found)
    return TIME_ZONE


def _key(text: Any) -> UUID | None:
    try:
        return UUID(str(text or ""))
    except ValueError:
        return None
