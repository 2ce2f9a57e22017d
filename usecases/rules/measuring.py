"""What cannot be measured so: one verdict on a result for form, API and import."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from usecases.models.results import Cycle, Result
from usecases.models.words import Metric
from usecases.rules.agreement import agrees
from usecases.rules.missing import Missing
from usecases.rules.spans import Span, earliest
from usecases.text.digest import plain
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.trials import EXACT, Unit


def faults_of(result: Result, span: Span, at: datetime) -> tuple[Missing, ...]:
    """Return everything that is wrong with a result, each with its field."""
    parts = (_of_values(result), _of_what(result), _of_parts(result), _of_dates(result, span, at))
    return tuple(fault for part in parts for fault in part)


def needs_denominator(metric: Metric) -> bool:
    """Whether a result of this metric says of how many."""
    return metric.unit == Unit.PERCENTAGE


def outside(metric: Metric, field: str, value: Decimal | None) -> Iterator[Missing]:
    """Refuse a value beyond the bounds of its metric."""
    if value is None:
        return
    if metric.lowest is not None and value < metric.lowest:
        text = _("{metric} is at least {bound}.")
        yield Missing(field, "below-bounds", _told(text, metric, metric.lowest))
    if metric.highest is not None and value > metric.highest:
        text = _("{metric} is at most {bound}.")
        yield Missing(field, "above-bounds", _told(text, metric, metric.highest))


def _told(text: StrOrPromise, metric: Metric, bound: Decimal) -> Promise:
    return format_lazy(text, metric=metric.label, bound=plain(bound))


def _of_values(result: Result) -> Iterator[Missing]:
    yield from outside(result.metric, "value", result.value)
    yield from outside(result.metric, "upper", result.upper)
    if result.upper is None or result.value is None:
        return
    if result.operator not in EXACT:
        text = _("A range is neither below nor above something: give = or ~ with it.")
        yield Missing("operator", "range", text)
    if result.upper <= result.value:
        yield Missing("upper", "upside-down", _("The range is upside down: end above its start."))


def _of_what(result: Result) -> Iterator[Missing]:
    """Ask of how many, and that the value is what numerator and denominator give."""
    denominator, numerator = result.denominator, result.numerator
    if denominator == 0:
        yield Missing("denominator", "zero", _("A denominator is above zero."))
        return
    if result.sample_size == 0:
        yield Missing("sample_size", "zero", _("A sample holds at least one."))
    if denominator is None:
        yield from _without_denominator(result)
        return
    if result.no_denominator:
        text = _("Either the denominator, or that none was published.")
        yield Missing("no_denominator", "both", text)
    if numerator is None or result.value is None:
        return
    if result.percentage and numerator > denominator:
        text = _("A numerator is not above its denominator.")
        yield Missing("numerator", "above-denominator", text)
    elif not agrees(result):
        text = _("The value is not what numerator and denominator give.")
        yield Missing("value", "disagrees", text)


def _without_denominator(result: Result) -> Iterator[Missing]:
    if result.numerator is not None:
        yield Missing("denominator", "required", _("A numerator needs its denominator."))
        return
    recorded = result.basis == Basis.RECORDED
    if result.no_denominator and not recorded:
        text = _("Only what is recorded from a publication may lack its denominator.")
        yield Missing("no_denominator", "live", text)
    if result.percentage and not (result.no_denominator and recorded):
        yield Missing("denominator", "required", _("A percentage needs its denominator."))


def _of_parts(result: Result) -> Iterator[Missing]:
    """Refuse what belongs to another case, and a target of something else."""
    target, evidence = result.target, result.evidence
    if result.cycle.use_case_id != result.use_case_id:
        yield Missing("cycle", "other-case", _("This cycle belongs to another use case."))
    if target is not None and target.use_case_id != result.use_case_id:
        yield Missing("target", "other-case", _("This target belongs to another use case."))
    elif target is not None and target.metric_id != result.metric_id:
        yield Missing("target", "other-metric", _("This target is about another metric."))
    elif target is not None and target.dropped_at is not None:
        yield Missing("target", "dropped", _("This target was taken back."))
    if evidence is not None and evidence.use_case_id != result.use_case_id:
        yield Missing("evidence", "other-case", _("This file belongs to another use case."))


def _of_dates(result: Result, span: Span, at: datetime) -> Iterator[Missing]:
    field, last = "happened_on", result.happened_on
    first = earliest(last, result.precision, span.zone)
    if first > at or last > at:
        yield Missing(field, "future", _("This date is in the future."))
    elif result.use_case.basis == Basis.LIVE and span.began is None:
        yield Missing(field, "not-started", _("The trial has not started."))
    elif span.began is not None and last < span.began:
        yield Missing(field, "before-start", _("This is before the trial started."))
    elif span.ended is not None and first > span.ended:
        yield Missing(field, "after-end", _("This is after the trial ended."))
    began = result.cycle.began_on
    if began is not None and last.astimezone(span.zone).date() < began:
        yield Missing(field, "before-cycle", _("This is before its test cycle began."))


def faults_of_cycle(cycle: Cycle, span: Span, at: datetime) -> tuple[Missing, ...]:
    """Return what is wrong with the dates of a test cycle."""
    found = []
    today = at.astimezone(span.zone).date()
    for field, day in (("began_on", cycle.began_on), ("ended_on", cycle.ended_on)):
        if day is None:
            continue
        if day > today:
            found.append(Missing(field, "future", _("This date is in the future.")))
        elif span.first_day is not None and day < span.first_day:
            text = _("This is before the trial started.")
            found.append(Missing(field, "before-start", text))
        elif span.last_day is not None and day > span.last_day:
            found.append(Missing(field, "after-end", _("This is after the trial ended.")))
    if cycle.began_on and cycle.ended_on and cycle.ended_on < cycle.began_on:
        found.append(Missing("ended_on", "order", _("It ends before it begins.")))
    return tuple(found)
