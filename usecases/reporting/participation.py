"""Who took part in each phase, who was new and who returned, and in how many phases each was."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.phaseorder import PhaseInfo

PARAMETERS = ("phase", "programme", "authority", "institution", "sector", "by")

_TEXTS = (
    Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
    Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
    Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
)
_INSTITUTIONS = Column(
    "institutions", Type.COUNT, _("Institutions that took part."), label=_("Institutions")
)

# Column and the standing it counts.
STANDINGS: dict[str, str] = {
    "new": "new-in-programme",
    "returning": "returning-in-programme",
    "new_in_family": "new-in-family",
    "returning_in_family": "returning-in-family",
}

COLUMNS = (
    *_TEXTS,
    _INSTITUTIONS,
    Column("new", Type.COUNT, _("In no earlier phase of the programme."), label=_("New")),
    Column(
        "returning", Type.COUNT, _("In an earlier phase of the programme."), label=_("Returning")
    ),
    Column(
        "new_in_family",
        Type.COUNT,
        _("In no phase of the family announced earlier."),
        label=_("New in the family"),
    ),
    Column(
        "returning_in_family",
        Type.COUNT,
        _("In a phase of the family announced earlier."),
        label=_("Returning in the family"),
    ),
    Column("partners", Type.COUNT, _("Technology partners that took part."), label=_("Partners")),
)

BY_PHASES_TAKEN = (
    Column(
        "phases_taken",
        Type.NUMBER,
        _("In how many of the phases in scope an institution took part."),
        label=_("Phases taken part in"),
    ),
    _INSTITUTIONS,
)


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns of the breakdown asked for."""
    by = scope.value("by")
    if by not in (None, "phases_taken"):
        text = _("This report can be broken down by phases_taken only.")
        raise BadParameters(Missing("by", "invalid", text))
    return BY_PHASES_TAKEN if by else COLUMNS


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or one for each number of phases taken part in."""
    phases = scope.phases()
    codes = [phase.code for phase in phases]
    if not codes:
        return [], None
    if scope.value("by"):
        scope.refuse_mixed()
        return _by_phases_taken(scope, codes), _total(scope, codes, ("institutions",))
    body = [_row(scope, phase) for phase in phases]
    return body, _total(scope, codes, ("institutions", "partners"))


def _row(scope: Scope, phase: PhaseInfo) -> Row:
    records = {
        "institutions": scope.records("institutions", phase=phase.code),
        **{
            column: scope.records("institutions", phase=phase.code, standing=standing)
            for column, standing in STANDINGS.items()
        },
        "partners": scope.records("technology-partners", phase=phase.code),
    }
    texts = {"programme": phase.programme, "phase": phase.code, "name": phase.name}
    return _counted(scope, texts, records)


def _by_phases_taken(scope: Scope, codes: list[str]) -> list[Row]:
    body = []
    for number in range(1, len(codes) + 1):
        narrowed = {"phase": codes, "phases_taken": str(number)}
        records = {"institutions": scope.records("institutions", **narrowed)}
        row = _counted(scope, {"phases_taken": number}, records)
        if row.values["institutions"]:
            body.append(row)
    return body


def _total(scope: Scope, codes: list[str], names: tuple[str, ...]) -> Row:
    """Count everyone once, however often they came."""
    subjects = {"institutions": "institutions", "partners": "technology-partners"}
    records = {name: scope.records(subjects[name], phase=codes) for name in names}
    return _counted(scope, {}, records)


def _counted(scope: Scope, texts: dict[str, Any], records: dict[str, Records]) -> Row:
    counts = {name: scope.follow(each).count() for name, each in records.items()}
    return Row({**texts, **counts}, records)
