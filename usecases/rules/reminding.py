"""On which days people are reminded, and how a message reaches whoever it is for."""

from datetime import date
from enum import Enum

from usecases.models.messages import NoticePreference
from usecases.vocabulary.limits import REMIND_DAYS, REMIND_LATER_DAYS
from usecases.vocabulary.messages import AT_ONCE, TOGETHER, MailChoice


class Manner(Enum):
    """How a message goes by mail; as a notice it is there in any case."""

    AT_ONCE = "at once"
    TOGETHER = "together"
    NOT = "not"


def step_on(kind: str, day: date, since: date, today: date) -> int | None:
    """Return the step that is in force today, in days after the day; None if nothing is said.

    The last that has come counts, for some days only. Nobody is reminded on the day on which they
    were asked, or before it.
    """
    offset = (today - day).days
    passed = [step for step in REMIND_DAYS[kind] if step <= offset]
    if not passed or offset - passed[-1] > REMIND_LATER_DAYS:
        return None
    return passed[-1] if passed[-1] > (since - day).days else None


def manner_of(letter: str, preference: NoticePreference | None) -> Manner:
    """Return how a letter goes by mail to somebody with this preference, or with none."""
    if letter in AT_ONCE:
        return Manner.AT_ONCE
    choice = preference.mail if preference else MailChoice.EACH
    if choice == MailChoice.NONE:
        return Manner.NOT
    if letter in TOGETHER:
        return Manner.TOGETHER if preference is None or preference.reminders else Manner.NOT
    return Manner.TOGETHER if choice == MailChoice.DAILY else Manner.AT_ONCE
