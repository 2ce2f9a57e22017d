"""The published figures of every phase, recorded beside announced, as the page shows them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.person import ANONYMOUS
from usecases.models.phases import Programme
from usecases.register.addresses import address
from usecases.register.phases import PublicPhase, public_phases, public_programmes
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.table import Row

MEASURES: dict[str, Promise] = {
    "use_cases": _("Use cases"),
    "institutions": _("Institutions"),
    "partners": _("Technology partners"),
}


@dataclass(frozen=True)
class Figure:
    """What is recorded, with the address of the records; what was announced; the gap."""

    label: Promise
    recorded: int
    address: str
    announced: str | None
    gap: str | None


@dataclass(frozen=True)
class Line:
    """One phase and its figures."""

    phase: str
    name: str
    applications: str | None
    figures: list[Figure]


@dataclass(frozen=True)
class Group:
    """Programmes that are shown together: all that are real, or all that are invented."""

    invented: bool
    programmes: list[Programme]
    phases: list[PublicPhase]
    lines: list[Line]
    total: list[Figure]


def groups() -> list[Group]:
    """Return the real programmes and the invented ones, never counted together."""
    programmes = {each.code: each for each in public_programmes()}
    phases = public_phases(programmes)
    told = sorted((p for p in programmes.values() if phases[p.code]), key=_invented)
    split = [list(each) for _, each in groupby(told, key=_invented)]
    return [_group(each, phases, alone=len(split) == 1) for each in split]


def _invented(programme: Programme) -> bool:
    return programme.invented


def _group(
    programmes: list[Programme], phases: dict[str, list[PublicPhase]], *, alone: bool
) -> Group:
    params = {} if alone else {"programme": [each.code for each in programmes]}
    table = REPORTS["phases"].run(ANONYMOUS, params)
    shown = {each.code: each for programme in programmes for each in phases[programme.code]}
    return Group(
        invented=programmes[0].invented,
        programmes=programmes,
        phases=list(shown.values()),
        lines=[_line(row, shown) for row in table.rows],
        total=line_of(table.total) if table.total else [],
    )


def _line(row: Row, phases: dict[str, PublicPhase]) -> Line:
    code: str = row.values["phase"]
    name = phases[code].name if code in phases else row.values["name"]
    return Line(code, name, row.values["announced_applications"], line_of(row))


def line_of(row: Row) -> list[Figure]:
    """Return what a row of the report says of each measure."""
    values: dict[str, Any] = row.values
    return [
        Figure(
            label,
            values[name],
            address(row.records[name]),
            values.get(f"announced_{name}"),
            values.get(f"gap_{name}"),
        )
        for name, label in MEASURES.items()
    ]
