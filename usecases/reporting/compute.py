"""What trials use: GPU hours asked, granted and used, and customers exposed against the limit.

The amounts are as they are known now; which use cases they are of is as at the moment asked about.
"""

from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from usecases.reporting.dimensions import Dimension
from usecases.reporting.parts import (
    PARAMETERS,
    Counted,
    Key,
    key_of,
    part_columns,
    part_dimension,
    part_total,
    parts_of,
)
from usecases.reporting.places import where_of
from usecases.reporting.rates import share
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row, Type
from usecases.vocabulary.stages import Stage

__all__ = ("PARAMETERS", "columns", "rows")

_SUBMITTED = {"reached": Stage.SUBMITTED.value}
_ACCEPTED = {"reached": Stage.ACCEPTED.value}
COUNTED = (
    Counted("use_cases", _("Submitted"), _("Use cases ever submitted."), "use-cases", _SUBMITTED),
    Counted("accepted", _("Accepted"), _("Use cases ever accepted."), "use-cases", _ACCEPTED),
    Counted(
        "over_compute",
        _("Over their compute"),
        _("Trials that have used more GPU hours than they were granted."),
        "trials",
        {**_ACCEPTED, "over_limit": "compute"},
    ),
    Counted(
        "over_customers",
        _("Over their customers"),
        _("Trials that exposed more customers than they may."),
        "trials",
        {**_ACCEPTED, "over_limit": "customers"},
    ),
)
_HOURS, _PEOPLE = _("GPU hours"), _("customers")


def _sum(name: str, label: Any, unit: Any, definition: Any) -> Column:
    return Column(name, Type.NUMBER, definition, unit=unit, label=label)


_ASKED = _sum("asked", _("Compute asked"), _HOURS, _("GPU hours asked by all submitted."))
_SUMS: tuple[tuple[Column, str], ...] = (
    (
        _sum("asked_by_accepted", _("Asked by accepted"), _HOURS, _("GPU hours they asked for.")),
        "compute_asked",
    ),
    (
        _sum("granted", _("Compute granted"), _HOURS, _("GPU hours granted to trials.")),
        "trial__compute_granted",
    ),
    (
        _sum("used", _("Compute used"), _HOURS, _("GPU hours that trials used.")),
        "trial__compute_used",
    ),
    (
        _sum("customers_limit", _("Most customers"), _PEOPLE, _("That trials may expose.")),
        "trial__customers_limit",
    ),
    (
        _sum("customers", _("Customers exposed"), _PEOPLE, _("That trials exposed.")),
        "trial__customers_exposed",
    ),
)
_SHARES = (
    Column(
        "used_share",
        Type.PERCENTAGE,
        _("Used, of granted, over the trials of which both are known."),
        unit="%",
        label=_("Compute used of granted"),
    ),
    Column(
        "customers_share",
        Type.PERCENTAGE,
        _("Exposed, of the limit, over the trials of which both are known."),
        unit="%",
        label=_("Customers of the limit"),
    ),
)
# What is compared, over the trials that have both.
_PAIRS = {
    "used_share": ("trial__compute_used", "trial__compute_granted"),
    "customers_share": ("trial__customers_exposed", "trial__customers_limit"),
}


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns."""
    counts = (each.column for each in COUNTED)
    sums = (_ASKED, *(column for column, _path in _SUMS), *_SHARES)
    return part_columns(scope, part_dimension(scope), *counts, *sums)


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase or a period, or one for each value of the dimension in it."""
    by = part_dimension(scope)
    counts = {each.name: each.counts(scope, by) for each in COUNTED}
    sums = _sums(scope, by)
    body = []
    for part in parts_of(scope, by, counts.values()):
        told = {name: found.get(part.key, 0) for name, found in counts.items()}
        body.append(part.row({**told, **_told(sums.get(part.key, {}))}, COUNTED))
    return body, part_total(scope, _told(_whole(scope)), COUNTED, counts)


def _sums(scope: Scope, by: Dimension | None) -> dict[Key, dict[str, Any]]:
    """Return the sums by where they stand and by value, in two queries."""
    found: dict[Key, dict[str, Any]] = {}
    value = {"value": F(by.part_path("use-cases"))} if by else {}
    for asked, amounts in _AMOUNTS:
        rows = scope.select("use-cases", **asked).order_by()
        where = where_of(scope, "use-cases", asked["reached"])
        for each in rows.values(where=where, **value).annotate(**amounts):
            key = key_of(each.pop("where"), each.pop("value", None))
            found[key] = {**found.get(key, {}), **each}
    return found


def _whole(scope: Scope) -> dict[str, Any]:
    """Return the sums over all of the scope, each use case once."""
    codes = [phase.code for phase in scope.phases()]
    found: dict[str, Any] = {}
    for asked, amounts in _AMOUNTS:
        found |= scope.select("use-cases", phase=codes, **asked).order_by().aggregate(**amounts)
    return found


def _of_both(one: str, other: str) -> tuple[Sum, Sum]:
    both = Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
    return Sum(one, filter=both), Sum(other, filter=both)


_AMOUNTS: tuple[tuple[dict[str, str], dict[str, Sum]], ...] = (
    (_SUBMITTED, {"asked": Sum("compute_asked")}),
    (
        _ACCEPTED,
        {
            **{column.name: Sum(path) for column, path in _SUMS},
            **{
                f"{name}_{side}": amount
                for name, pair in _PAIRS.items()
                for side, amount in zip(("part", "whole"), _of_both(*pair), strict=True)
            },
        },
    ),
)


def _told(found: dict[str, Any]) -> dict[str, Any]:
    names = ("asked", *(column.name for column, _path in _SUMS))
    shares = {name: share(found.get(f"{name}_part"), found.get(f"{name}_whole")) for name in _PAIRS}
    return {**{name: _plain(found.get(name)) for name in names}, **shares}


def _plain(value: Any) -> Any:
    """Return a sum as both databases write it: hours with two decimals, people whole."""
    return value.quantize(Decimal("0.01")) if isinstance(value, Decimal) else value
