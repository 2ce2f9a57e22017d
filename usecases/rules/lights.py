"""The traffic light of a running trial: a table of signs, each with its reason in words.

A light is the worst colour of its reasons; without any it is green. Thresholds are
`vocabulary.limits`. Only live trials have one: of a recorded case too little is known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import days_overdue, state_of
from usecases.rules.watched import Watched, watched_for
from usecases.vocabulary.limits import (
    LIGHT_LATE_DAYS,
    LIGHT_NEAR_PERCENT,
    LIGHT_RESULT_DAYS,
    LIGHT_SIGN_OFF_DAYS,
)
from usecases.vocabulary.monitoring import LIMITED, Colour, DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import Severity

Sign = tuple[Colour, StrOrPromise]
_WORST = (Colour.RED, Colour.AMBER)


@dataclass(frozen=True)
class Light:
    """A colour, and every reason for it, the worst first."""

    reasons: tuple[Sign, ...]

    @property
    def colour(self) -> Colour:
        """The worst colour of the reasons."""
        found = {colour for colour, _text in self.reasons}
        return next((each for each in _WORST if each in found), Colour.GREEN)

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return " ".join(str(text) for _colour, text in self.reasons) or str(
            _("Nothing is late, open or over its limit.")
        )


def _late(days: int) -> Colour:
    return Colour.RED if days > LIGHT_LATE_DAYS else Colour.AMBER


def _days(days: int) -> str:
    """Return a number of days in words."""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _suspended(watched: Watched) -> Iterator[Sign]:
    if watched.case.stage == Stage.SUSPENDED:
        yield Colour.RED, _("The trial is suspended.")


def _incidents(watched: Watched) -> Iterator[Sign]:
    colours = {
        Severity.CRITICAL: Colour.RED,
        Severity.HIGH: Colour.RED,
        Severity.MEDIUM: Colour.AMBER,
    }
    for severity, colour in colours.items():
        number = sum(1 for each in watched.incidents if each.severity == severity)
        if number:
            words = ngettext(
                "%(n)d incident is open (%(severity)s).",
                "%(n)d incidents are open (%(severity)s).",
                number,
            )
            yield colour, words % {"n": number, "severity": str(severity.label).lower()}


def _limits(watched: Watched) -> Iterator[Sign]:
    for used, limit, label, unit in LIMITED:
        number, most = _numbers(watched.trial, used, limit)
        if number is None or most is None:
            continue
        told = {"label": label, "n": f"{number:,f}", "most": f"{most:,f}", "unit": unit}
        if number > most:
            text = _("{label}: {n} of {most} {unit}, over the limit.")
            yield Colour.RED, format_lazy(text, **told)
        elif most and number * 100 >= most * LIGHT_NEAR_PERCENT:
            text = _("{label}: {n} of {most} {unit}, near the limit.")
            yield Colour.AMBER, format_lazy(text, **told)


def _numbers(trial: Trial | None, used: str, limit: str) -> tuple[Decimal | None, Decimal | None]:
    found = (getattr(trial, used, None), getattr(trial, limit, None))
    number, most = (None if each is None else Decimal(each).normalize() for each in found)
    return number, most


def _overdue(watched: Watched) -> Iterator[Sign]:
    for each in watched.deliverables:
        days = days_overdue(each, watched.case, watched.at)
        if days:
            text = _("“{title}” is {days} late.")
            yield _late(days), format_lazy(text, title=each.title, days=_days(days))


def _overrun(watched: Watched) -> Iterator[Sign]:
    end = watched.trial.planned_to if watched.trial else None
    days = (watched.today - end).days if end else 0
    if days > 0:
        text = _("The trial is {days} past its planned end.")
        yield _late(days), format_lazy(text, days=_days(days))


def _notes(watched: Watched) -> Iterator[Sign]:
    for each in watched.notes:
        days = (watched.today - each.due_on).days if each.due_on else 0
        if days > 0:
            text = _("What a note asked of the bank is {days} late.")
            yield _late(days), format_lazy(text, days=_days(days))


def _unsigned(watched: Watched) -> Iterator[Sign]:
    for each in watched.deliverables:
        if each.handed_in_at is None:
            continue
        waits = (watched.at - each.handed_in_at).days
        state = state_of(each, watched.case, watched.at)
        if state == DeliverableState.HANDED_IN and waits > LIGHT_SIGN_OFF_DAYS:
            text = _("“{title}” has waited {days} for its sign-off.")
            yield Colour.AMBER, format_lazy(text, title=each.title, days=_days(waits))


def _no_result(watched: Watched) -> Iterator[Sign]:
    end = watched.trial.planned_to if watched.trial else None
    left = (end - watched.today).days if end else None
    if left is not None and left <= LIGHT_RESULT_DAYS and not watched.has_result:
        yield Colour.AMBER, _("The planned end is near and no result is in yet.")


@dataclass(frozen=True)
class Rule:
    """One row of the table: what it looks for, when it turns amber or red, and the check."""

    name: str
    label: Promise
    meaning: Promise
    signs: Callable[[Watched], Iterator[Sign]]


_AFTER = format_lazy(_("Amber when late, red after {days} days."), days=LIGHT_LATE_DAYS)
RULES: tuple[Rule, ...] = (
    Rule("suspended", _("Suspension"), _("Red while the trial is suspended."), _suspended),
    Rule(
        "incident",
        _("Open incidents"),
        _("Red when critical or high, amber when medium."),
        _incidents,
    ),
    Rule(
        "limit",
        _("Limits: customers, transactions, compute"),
        format_lazy(_("Red above the limit, amber from {n} % of it."), n=LIGHT_NEAR_PERCENT),
        _limits,
    ),
    Rule("deliverable", _("Deliverables"), _AFTER, _overdue),
    Rule("overrun", _("Planned end"), _AFTER, _overrun),
    Rule("note", _("Notes to the bank with an action wanted"), _AFTER, _notes),
    Rule(
        "sign-off",
        _("Reports that wait for sign-off"),
        format_lazy(_("Amber after {n} days."), n=LIGHT_SIGN_OFF_DAYS),
        _unsigned,
    ),
    Rule(
        "result",
        _("Results"),
        format_lazy(
            _("Amber when there is none {n} days before the planned end."), n=LIGHT_RESULT_DAYS
        ),
        _no_result,
    ),
)


def light_of(watched: Watched) -> Light:
    """Return the light of one trial."""
    found = [sign for rule in RULES for sign in rule.signs(watched)]
    return Light(tuple(sorted(found, key=lambda sign: _WORST.index(sign[0]))))


def lights_for(use_cases: Iterable[UseCase], at: datetime) -> dict[UUID, Light]:
    """Return the lights of those of the use cases that have one, in five queries.

    `phase` and its programme should be selected with the use cases.
    """
    return {key: light_of(watched) for key, watched in watched_for(use_cases, at).items()}
