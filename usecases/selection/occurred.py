"""When what hangs on a use case happened: the moment or the day by which it counts in a period."""

from typing import Any, ClassVar

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django_filters import FilterSet

from usecases.selection.filters import PeriodDay
from usecases.selection.happened import first_reached, period_of, reached_in
from usecases.selection.history import Times, any_of
from usecases.selection.monitored_then import due_then
from usecases.selection.periods import Period
from usecases.vocabulary.stages import Stage

# What counts by a moment of its own.
_MOMENTS = {
    "incidents": "detected_at",
    "clarifications": "due_at",
    "stage-changes": "happened_on",
}


def occurred(subject: str, times: Times, stage: str = Stage.TRIALLING) -> Combinable:
    """Return when a row of a subject happened: an incident was detected, a question or a note was
    due, a deliverable was due as amended; of a use case and its trial, when it first reached a
    stage.
    """
    if subject in _MOMENTS:
        return F(_MOMENTS[subject])
    if subject == "notes":
        return F("due_on")
    if subject == "deliverables":
        return due_then(times)
    case = "pk" if subject == "use-cases" else "use_case"
    rows = first_reached(stage, times).filter(use_case=OuterRef(case))
    return Subquery(rows.values("happened_on")[:1], output_field=DateTimeField())


def is_day(subject: str) -> bool:
    """Whether that is a day, and not a moment."""
    return subject in ("notes", "deliverables")


class Occurring(FilterSet):
    """Narrows to what happened in a period, as `occurred` says."""

    happened_from = PeriodDay(method="in_period")
    happened_to = PeriodDay(method="in_period")
    subject: ClassVar[str]

    def in_period(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what happened between both days; asked of both, that is asked once."""
        wanted: dict[str, Any] = self.form.cleaned_data
        if value is None or (name == "happened_to" and wanted.get("happened_from")):
            return rows
        period = period_of(wanted, "happened")
        times = Times(wanted.get("as_at"), wanted.get("known_at"))
        if self.subject == "trials":
            return rows.filter(_reached_in(period, wanted.get("reached") or (), times))
        day = is_day(self.subject)
        held = period.days("occurred") if day else period.during("occurred")
        dated: QuerySet[Any] = rows.alias(occurred=occurred(self.subject, times)).filter(held)
        return dated


def _reached_in(period: Period, stages: Any, times: Times) -> Q:
    """The condition that the case of a trial first reached what is asked, else began, then."""
    asked = [reached_in(period, each, times, "use_case") for each in stages or [Stage.TRIALLING]]
    return any_of(asked)
