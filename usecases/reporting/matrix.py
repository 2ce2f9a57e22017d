"""Use cases by phase, category (or another dimension) and stage; in a series by period."""

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from usecases.reporting import periods
from usecases.reporting.counting import counted_with
from usecases.reporting.dimensions import Dimension, dimension
from usecases.reporting.scope import PERIOD, Scope
from usecases.reporting.table import Column, Row, Type
from usecases.selection.happened import moved_on, submitted_on
from usecases.vocabulary.stages import UNCOUNTED, Stage

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
    *PERIOD,
)

_STAGES = [stage.value for stage in Stage if stage not in UNCOUNTED]


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns, with the dimension asked for in the middle."""
    by = dimension(scope, "category")
    where: tuple[Column, ...] = (
        Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
        Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
    )
    return (
        *((periods.COLUMN,) if scope.every else () if scope.together else where),
        *((by.column(),) if by else ()),
        Column("stage", Type.TEXT, _("Stage at `as_at`, else now."), label=_("Stage")),
        Column(
            "use_cases",
            Type.COUNT,
            _(
                "Use cases; those with several techniques are counted under each. Of a period, "
                "those submitted in it; by event, those that came to their stage in it."
            ),
            label=_("Use cases"),
        ),
    )


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row for each combination that occurs."""
    by = dimension(scope, "category")
    if by is None:
        return [], None
    phases = [each.code for each in scope.phases()]
    if not phases:
        return [], None
    whole = scope.records("use-cases", stage=_STAGES, phase=phases)
    cases = scope.follow(whole)
    cut = _series if scope.every else _together if scope.together else _by_phase
    return cut(scope, by, cases), Row({"use_cases": cases.count()}, {"use_cases": whole})


def _together(scope: Scope, by: Dimension, cases: QuerySet[Any]) -> list[Row]:
    """Return the rows of all phases together, to be compared with another scope."""
    counts = _counts(scope, by, cases, Value(""))
    codes = {"phase": [each.code for each in scope.phases()]}
    return [
        _row(scope, by, {}, (*key[1:], counts[key]), codes)
        for key in sorted(counts, key=_place)
        if by.shows(scope, key[1])
    ]


def _by_phase(scope: Scope, by: Dimension, cases: QuerySet[Any]) -> list[Row]:
    phases = {each.code: each.programme for each in scope.phases()}
    order = {code: place for place, code in enumerate(phases)}
    phase = "phase" if scope.public else "phase__code"
    counts = _counts(scope, by, cases, phase)
    return [
        _row(
            scope,
            by,
            {"programme": phases[code], "phase": code},
            (value, stage, counts[code, value, stage]),
            {"phase": code},
        )
        for code, value, stage in sorted(counts, key=lambda key: (order[key[0]], *_place(key)))
        if by.shows(scope, value)
    ]


def _series(scope: Scope, by: Dimension, cases: QuerySet[Any]) -> list[Row]:
    scope.refuse_mixed()
    programme = "programme" if scope.public else "phase__programme__code"
    counts = _counts(scope, by, cases, scope.begins(_when(scope), programme))
    found = periods.periods_of(scope, {key[0] for key in counts})
    body = []
    for period in found:
        within = scope.during(period) if period.bounded else scope.undated()
        here = [key for key in counts if periods.name_of(key[0], scope.every) == period.name]
        body += [
            _row(within, by, {"period": period.name or None}, (*key[1:], counts[key]), {})
            for key in sorted(here, key=_place)
            if by.shows(scope, key[1])
        ]
    return body


def _when(scope: Scope) -> Any:
    """Return when a case was submitted, or came to where it stands."""
    if scope.public:
        return "happened_on"
    return (moved_on if scope.by_event else submitted_on)(scope.times, "pk")


def _counts(
    scope: Scope, by: Dimension, cases: QuerySet[Any], where: str | Combinable
) -> dict[tuple[Any, ...], int]:
    stage = "stage" if scope.public else "stage_then"
    found = counted_with(cases, (where, by.path(scope), stage), {}, n="pk")
    return {key: counts["n"] for key, counts in found.items()}


def _place(key: tuple[Any, ...]) -> tuple[str, int]:
    return str(key[1] or ""), _STAGES.index(key[2])


def _row(
    scope: Scope,
    by: Dimension,
    where: dict[str, Any],
    found: tuple[Any, str, int],
    narrowed: dict[str, Any],
) -> Row:
    value, stage, number = found
    asked = {**narrowed, "stage": stage, **by.narrowed(value)}
    return Row(
        {**where, by.name: value or None, "stage": stage, "use_cases": number},
        {"use_cases": scope.records("use-cases", **asked)},
    )
