"""When a bank's rows last changed, as far as the bank may know: hidden acts do not show."""

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    Max,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest, Replace

from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase


def read_by_bank(model: type[Model], paths: Iterable[str]) -> Combinable:
    """Return when the trail last told of a column that a bank reads; of a case, of a move too.

    A bank has few rows: what would be slow for all of them is not for its own.
    """
    names = {path.split("__")[0].removesuffix("_id") for path in paths}
    told = Change.objects.filter(kind=model._meta.model_name, after__has_any_keys=sorted(names))
    key = Replace(Cast(OuterRef("pk"), CharField()), Value("-"), Value(""))
    told = told.annotate(key=Replace("record", Value("-"), Value(""))).filter(key=key)
    last = Coalesce(_latest(told), F("recorded_at"))
    if model is not UseCase:
        return last
    moves = StageChange.objects.filter(use_case=OuterRef("pk"))
    return Greatest(last, Coalesce(_latest(moves), F("recorded_at")))


def _latest(rows: QuerySet[Any]) -> Subquery:
    last = rows.order_by().annotate(one=Value(1)).values("one").annotate(last=Max("recorded_at"))
    return Subquery(last.values("last"), output_field=DateTimeField())
