"""Use cases that follow from earlier ones: how, and where those stood."""

from typing import Any

from django.db.models import Count, F, Value
from django.utils.translation import gettext_lazy as _

from usecases.reporting import periods
from usecases.reporting.dimensions import Dimension, dimension
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Type
from usecases.selection.descent import links
from usecases.selection.happened import submitted_on
from usecases.vocabulary.casefile import LineageKind

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
    *("from", "to", "every"),
)
_KINDS = [kind.value for kind in LineageKind]


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; a dimension stands beside the phase."""
    by = dimension(scope)
    where: tuple[Column, ...] = (
        Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
        Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
    )
    return (
        *((periods.COLUMN,) if scope.every else () if scope.together else where),
        *((by.column(),) if by else ()),
        Column("follows", Type.TEXT, _("How it follows from an earlier one."), label=_("How")),
        Column(
            "earlier_stage",
            Type.TEXT,
            _("Where the earlier one stood at `as_at`, else stands now."),
            label=_("The earlier one"),
        ),
        Column(
            "use_cases",
            Type.COUNT,
            _("Use cases that follow so; one that follows from several is counted under each."),
            label=_("Use cases"),
        ),
    )


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row for each combination that occurs, and how many follow from any other."""
    by, phases = dimension(scope), scope.phases()
    if scope.every:
        scope.refuse_mixed()
    if not phases:
        return [], None
    whole = scope.records("use-cases", follows=_KINDS, phase=[phase.code for phase in phases])
    cases = scope.follow(whole)
    body = _body(scope, by, cases)
    return body, Row({"use_cases": cases.count()}, {"use_cases": whole})


def _body(scope: Scope, by: Dimension | None, cases: Any) -> list[Row]:
    found = links(scope.person, scope.times).filter(later__in=cases.order_by().values("pk"))
    where: Any = Value("") if scope.together else F("later__phase__code")
    if scope.every:
        programme = "later__phase__programme__code"
        where = scope.begins(submitted_on(scope.times, "later"), programme)
    found = found.annotate(begun=where)
    keys = [
        "begun",
        *([f"later__{by.path(scope)}"] if by else []),
        *("kind", "earlier_then"),
    ]
    grouped = found.order_by().values_list(*keys).annotate(n=Count("later", distinct=True))
    counts = {tuple(each[:-1]): each[-1] for each in grouped}
    shown = [key for key in counts if by is None or by.shows(scope, key[1])]
    placed = sorted(shown, key=lambda key: [str(each or "") for each in key[1:]])
    if scope.together:
        codes = {"phase": [phase.code for phase in scope.phases()]}
        return [_row(scope, by, {}, codes, (key, counts[key])) for key in placed]
    if not scope.every:
        phases = {phase.code: phase.programme for phase in scope.phases()}
        return [
            _row(scope, by, {"programme": told, "phase": code}, {"phase": code}, (key, counts[key]))
            for code, told in phases.items()
            for key in placed
            if key[0] == code
        ]
    body = []
    for period in periods.periods_of(scope, {key[0] for key in counts}):
        within = scope.during(period) if period.bounded else scope.undated()
        where = {"period": period.name or None}
        body += [
            _row(within, by, where, {}, (key, counts[key]))
            for key in placed
            if periods.name_of(key[0], scope.every) == period.name
        ]
    return body


def _row(
    scope: Scope,
    by: Dimension | None,
    where: dict[str, Any],
    narrowed: dict[str, Any],
    counted: tuple[tuple[Any, ...], int],
) -> Row:
    key, number = counted
    kind, stage = key[-2:]
    own = {by.name: key[1] or None} if by else {}
    asked = {**narrowed, "follows": kind, "earlier_stage": stage}
    asked |= by.narrowed(key[1]) if by else {}
    return Row(
        {**where, **own, "follows": kind, "earlier_stage": stage, "use_cases": number},
        {"use_cases": scope.records("use-cases", **asked)},
    )
