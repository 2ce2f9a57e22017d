"""Who took part in each phase, who was new and who returned, and in how many phases each was."""

from collections import Counter
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.reporting import partnership
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.participants import STANDINGS as SHAPES
from usecases.selection.participants import who_stood_where
from usecases.selection.periods import Period
from usecases.selection.phaseorder import PhaseInfo, earlier
from usecases.selection.publicattendance import published_during

Stood = dict[str, set[UUID]]

PARAMETERS = ("phase", "programme", "authority", "institution", "sector", "by", "from", "to")

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
    offered = ("phases_taken",) if scope.public else ("phases_taken", partnership.BY)
    if by not in (None, *offered):
        text = _("This report can be broken down by: {names}.")
        raise BadParameters(Missing("by", "invalid", str(text).format(names=", ".join(offered))))
    if by == partnership.BY:
        return partnership.BY_PARTNER
    if by:
        return BY_PHASES_TAKEN
    return COLUMNS if scope.public else (*COLUMNS, *partnership.COLUMNS)


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or one for each number of phases taken part in."""
    phases = scope.phases()
    codes = [phase.code for phase in phases]
    if not codes:
        return [], None
    if scope.value("by") == partnership.BY:
        return partnership.rows(scope)
    institutions = _stood(scope, "institutions", "institution")
    ever = institutions
    if scope.period.bounded:  # whoever took part before returns, whenever that was
        ever = _stood(replace(scope, period=Period()), "institutions", "institution")
    if scope.value("by"):
        scope.refuse_mixed()
        total = _total(scope, codes, {"institutions": institutions})
        return _by_phases_taken(scope, codes, institutions), total
    partners = _stood(scope, "technology-partners", "partner")
    body = [_row(scope, phase, institutions, partners, ever) for phase in phases]
    total = _total(scope, codes, {"institutions": institutions, "partners": partners})
    if scope.public:
        return body, total
    shared = partnership.Shared(scope)
    told = [shared.added(row, [phase.code]) for row, phase in zip(body, phases, strict=True)]
    return told, shared.added(total, codes)


def _stood(scope: Scope, subject: str, owner: str) -> Stood:
    """Return who took part in which phase, in one query, whatever the phases in scope; of a
    period, who began then.
    """
    who = scope.timeless().select(subject, phase=[], programme=[])
    if scope.public:
        begun = published_during(scope.period)
    else:
        begun = scope.period.during("since", "phase__programme")
    return who_stood_where(who, owner, scope.times, begun, public=scope.public)


def _row(scope: Scope, phase: PhaseInfo, institutions: Stood, partners: Stood, ever: Stood) -> Row:
    here = institutions.get(phase.code, set())
    counts = {"institutions": len(here), "partners": len(partners.get(phase.code, set()))}
    for column, name in STANDINGS.items():
        new, within = SHAPES[name]
        before: set[UUID] = set()
        for code in earlier(scope.every_phase, phase, within):
            before |= ever.get(code, set())
        counts[column] = len(here - before) if new else len(here & before)
    records = {
        "institutions": scope.records("institutions", phase=phase.code),
        **{
            column: scope.records("institutions", phase=phase.code, standing=standing)
            for column, standing in STANDINGS.items()
        },
        "partners": scope.records("technology-partners", phase=phase.code),
    }
    texts = {"programme": phase.programme, "phase": phase.code, "name": phase.name}
    return Row({**texts, **counts}, records)


def _by_phases_taken(scope: Scope, codes: list[str], institutions: Stood) -> list[Row]:
    taken = Counter(key for code in codes for key in institutions.get(code, ()))
    body = []
    for number, found in sorted(Counter(taken.values()).items()):
        narrowed = {"phase": codes, "phases_taken": str(number)}
        records = {"institutions": scope.records("institutions", **narrowed)}
        body.append(Row({"phases_taken": number, "institutions": found}, records))
    return body


def _total(scope: Scope, codes: list[str], stood: dict[str, Stood]) -> Row:
    """Count everyone once, however often they came."""
    subjects = {"institutions": "institutions", "partners": "technology-partners"}
    records = {name: scope.records(subjects[name], phase=codes) for name in stood}
    counts = {
        name: len({key for code in codes for key in found.get(code, ())})
        for name, found in stood.items()
    }
    return Row(dict(counts), records)
