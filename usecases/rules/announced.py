"""The announcement date: what was assessed is told to nobody before it."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.usecases import UseCase
from usecases.rules.facts import Facts
from usecases.rules.missing import Missing
from usecases.vocabulary.stages import Stage


def announced_on(case: UseCase) -> date | None:
    """Return the day before which a decision about the case is not released, if there is one.

    What is declined in screening was never in the running, and is told at once.
    """
    return None if case.stage == Stage.SCREENING else case.phase.announced_on


def not_before_announced(facts: Facts) -> Iterator[Missing]:
    """Ask for the day of the announcement, cut in the programme's zone."""
    case = facts.use_case
    day = announced_on(case)
    if day is None or facts.at.astimezone(ZoneInfo(case.phase.programme.time_zone)).date() >= day:
        return
    text = _(
        "Decisions of phase {phase} are released from {day} on. An officer or an administrator "
        "may change the announcement date on the page of the phase."
    )
    said = format_lazy(text, phase=case.phase.code, day=lazystr(date_format(day, "j F Y")))
    yield Missing("announced_on", "before-announcement", said)
