"""Per phase: what is recorded, what was announced, and the gap between them."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.announced import Announced, announced
from usecases.reporting.counting import counted_by
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.selection.phaseorder import PhaseInfo
from usecases.vocabulary.terms import ParticipationRole

PARAMETERS = ("phase", "programme", "authority", "institution", "sector")

COLUMNS = (
    Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
    Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
    Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
    Column(
        "use_cases",
        Type.COUNT,
        _("Use cases accepted into the phase, as recorded."),
        label=_("Use cases recorded"),
    ),
    Column(
        "institutions",
        Type.COUNT,
        _("Institutions that took part, as recorded."),
        label=_("Institutions recorded"),
    ),
    Column(
        "partners",
        Type.COUNT,
        _("Technology partners that took part, as recorded."),
        label=_("Partners recorded"),
    ),
    *(
        Column(f"announced_{name}", Type.BOUND, definition, label=label)
        for name, definition, label in (
            ("applications", _("Applications, as announced."), _("Applications announced")),
            ("use_cases", _("Use cases, as announced."), _("Use cases announced")),
            ("institutions", _("Institutions, as announced."), _("Institutions announced")),
            ("partners", _("Technology partners, as announced."), _("Partners announced")),
        )
    ),
    *(
        Column(f"gap_{name}", Type.BOUND, definition, label=label)
        for name, definition, label in (
            ("use_cases", _("Use cases announced and not recorded."), _("Use cases, gap")),
            (
                "institutions",
                _("Institutions announced and not recorded."),
                _("Institutions, gap"),
            ),
            ("partners", _("Technology partners announced and not recorded."), _("Partners, gap")),
        )
    ),
)

_COUNTED = ("use_cases", "institutions", "partners")


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, and a total that counts everyone once."""
    phases = scope.phases()
    counts, figures = _counts(scope), announced(scope)
    body = [_row(scope, phase, counts, figures) for phase in phases]
    return body, _total(scope, phases)


def _records(scope: Scope, **narrowed: Any) -> dict[str, Records]:
    cases = {} if scope.public else {"reached": "accepted"}
    return {
        "use_cases": scope.records("use-cases", **cases, **narrowed),
        "institutions": scope.records("institutions", **narrowed),
        "partners": scope.records("technology-partners", **narrowed),
    }


def _counts(scope: Scope) -> dict[str, Counter[str]]:
    """Count use cases and participations by the code of their phase, in two queries."""
    column = "phase" if scope.public else "phase__code"
    cases = scope.follow(_records(scope)["use_cases"])
    roles = (ParticipationRole.PARTICIPANT, ParticipationRole.PARTNER)
    standing = counted_by(scope.select("participations", role=roles), column, "role")
    found: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
    for (code,), number in counted_by(cases, column).items():
        found["use_cases"][code] = number
    for (code, role), number in standing.items():
        name = "partners" if role == ParticipationRole.PARTNER else "institutions"
        found[name][code] = number
    return found


def _row(
    scope: Scope,
    phase: PhaseInfo,
    counts: dict[str, Counter[str]],
    figures: dict[tuple[str, str], Announced],
) -> Row:
    values: dict[str, Any] = {
        "programme": phase.programme,
        "phase": phase.code,
        "name": phase.name,
        **{name: counts[name][phase.code] for name in _COUNTED},
    }
    for name in ("applications", *_COUNTED):
        figure = figures.get((phase.code, name.replace("_", "-")))
        values[f"announced_{name}"] = figure.text if figure else None
        if name in _COUNTED:
            values[f"gap_{name}"] = figure.gap(values[name]) if figure else None
    return Row(values, _records(scope, phase=phase.code))


def _total(scope: Scope, phases: list[PhaseInfo]) -> Row | None:
    """Count over all of the scope; institutions and partners once, however often they came."""
    if not phases:
        return None
    records = _records(scope, phase=[phase.code for phase in phases])
    values = {name: scope.follow(records[name]).count() for name in _COUNTED}
    return Row({"programme": None, "phase": None, "name": None, **values}, records)
