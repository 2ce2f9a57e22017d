"""Reads the scope of a report from parameters; what is wrong with one is told by its name."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.person import ANONYMOUS, Person
from usecases.reporting.scope import COHORT, EVENT, TIMES, Scope
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.filters import read_moment
from usecases.selection.history import Times
from usecases.selection.periods import EVER, EVERY, Period, read_day
from usecases.selection.phaseorder import published_phases, recorded_phases
from usecases.selection.strict import Params, one, refuse_unknown
from usecases.vocabulary.actions import Action


def read(person: Person, params: Params, known: Iterable[str], counted: str = COHORT) -> Scope:
    """Return the scope that the parameters name; what is unknown is refused by name.

    `counted` is how a report counts by period unless it is asked otherwise.
    """
    refuse_unknown(params, {*known, *TIMES})
    private = may(person, Action.READ_REPORTS)
    reader = replace(person, scopes=None) if private else ANONYMOUS  # counts what it may not list
    phases = recorded_phases(person) if private else published_phases()
    plain = {name: list(values) for name, values in params.items()}
    times = Times(*(_moment(params, name) for name in TIMES))
    period = Period(_day(params, "from"), _day(params, "to"))
    period.refuse_reversed("to")
    way = _one_of(params, "counted", (COHORT, EVENT)) or (counted if private else EVENT)
    if way == COHORT and not private:
        text = _("When a use case was submitted is not public: what happened then is counted.")
        raise BadParameters(Missing("counted", "invalid", text))
    if way == EVENT and "counted" in params and not period.bounded:
        period = EVER
    every = _one_of(params, "every", tuple(EVERY)) or ""
    scope = Scope(reader, plain, times, phases, period, way, every)
    _refuse_unknown_values(scope)
    return scope


def _day(params: Params, name: str) -> date | None:
    text = one(params, name)
    day = read_day(text) if text else None
    if text and day is None:
        raise BadParameters(Missing(name, "invalid", _("Give a day as in ISO 8601: 2026-03-31.")))
    return day


def _one_of(params: Params, name: str, known: tuple[str, ...]) -> str | None:
    text = one(params, name)
    if text is not None and text not in known:
        told = str(_("This is one of: {names}.")).format(names=", ".join(known))
        raise BadParameters(Missing(name, "invalid", told))
    return text


def _moment(params: Params, name: str) -> Any:
    text = one(params, name)
    moment = read_moment(text) if text else None
    if text and moment is None:
        fault = _("Give a date or a moment as in ISO 8601.")
        raise BadParameters(Missing(name, "invalid", fault))
    return moment


def _refuse_unknown_values(scope: Scope) -> None:
    """Let the list of use cases, or of institutions, refuse values that name nothing."""
    for subject in ("use-cases", "institutions"):
        scope.select(subject)
