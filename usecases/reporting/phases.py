"""Per phase: what is recorded, what was announced, and the gap between them."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
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
    """Count use cases, institutions and partners by the code of their phase, in three queries."""
    column = "phase" if scope.public else "phase__code"
    selected = {
        "use_cases": scope.follow(_records(scope)["use_cases"]),
        "institutions": _standing(scope, ParticipationRole.PARTICIPANT, "institutions"),
        "partners": _standing(scope, ParticipationRole.PARTNER, "technology-partners"),
    }
    return {
        name: Counter({code: number for (code,), number in counted_by(rows, column).items()})
        for name, rows in selected.items()
    }


def _standing(scope: Scope, role: ParticipationRole, subject: str) -> QuerySet[Any]:
    """Return the participations of those whom the list of institutions, or partners, shows."""
    wide = scope.records("participations", role=role)
    kept = tuple(pair for pair in wide.params if pair[0] not in ("institution", "sector"))
    who = "partner" if role == ParticipationRole.PARTNER else "institution"
    listed = scope.select(subject).values("record" if scope.public else "pk")
    return scope.follow(Records(wide.subject, kept)).filter(**{f"{who}__in": listed})


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
