"""What several facts have in common: their use case, when it happened, on which basis."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.reporting.feeds_fields import (
    Field,
    Index,
    Kind,
    Raw,
    Value,
    key,
    moment,
    of_phase,
    text,
)
from usecases.reporting.feeds_look import Look
from usecases.reporting.feeds_reader import Reader

DAY = Decimal(86_400)
OF_CASE: tuple[Field, ...] = (key("use_case_id", _("The use case.")), *of_phase())
BASIS = text("basis", _("live, or recorded after the fact."))
BASIS_OF_CASE = text("basis", _("Basis of the use case: live, or recorded."), "use_case__basis")
RECORDED = moment("recorded_at", _("When it was first recorded."), staff=True)
HAPPENED = (
    *moment("happened_on", _("When it happened; a day alone is the end of that day.")),
    text("precision", _("How precisely that is known: moment, day, month or year.")),
)


def of_cases(model: type[Model], narrowed: Q | None = None) -> Callable[[Reader], QuerySet[Any]]:
    """Return what gives the records of the use cases that a reader sees.

    `narrowed` is what a bank sees of them.
    """

    def known(reader: Reader) -> QuerySet[Any]:
        rows = model._default_manager.filter(use_case__in=reader.cases())
        return rows if narrowed is None or reader.bank is None else rows.filter(narrowed)

    return known


def days_between(name: str, says: Any, since: str, until: str) -> Field:
    """Return the days between two moments, once both are known."""

    def make(index: Index, look: Look) -> Callable[[Raw], Value]:
        first, last = index[since], index[until]

        def value(raw: Raw) -> Value:
            began: datetime | None = raw[first]
            ended: datetime | None = raw[last]
            if began is None or ended is None:
                return None
            seconds = Decimal(str((ended - began).total_seconds()))
            return (seconds / DAY).quantize(Decimal("0.0001"))

        return value

    return Field(name, Kind.DECIMAL, says, (since, until), make, _("days"))
