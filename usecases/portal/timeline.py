"""What has happened to a bank's use case, in plain words and in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.outcomes import Outcome
from usecases.models.submissions import Submission
from usecases.portal.cases import Lived
from usecases.portal.place import Place
from usecases.portal.tab_decision import Decided
from usecases.rules.on_behalf import DoneFor, done_for
from usecases.vocabulary.verbs import BY_DECISION, Verb


@dataclass(frozen=True)
class Event:
    """One thing that happened; the tab that tells more of it, if there is one."""

    at: datetime
    words: Promise | str
    precision: str = "moment"
    tab: str = ""
    note: str = ""
    done_for: DoneFor | None = None  # by the regulator's staff, in the bank's name


def timeline(
    place: Place,
    submissions: list[Submission],
    decided: list[Decided],
    outcomes: list[Outcome],
) -> list[Event]:
    """Return what happened, the earliest first."""
    by_staff = done_for(place.case, place.person)
    found = [
        *(_moved(each, by_staff.get(each.change.row)) for each in place.lived),
        *(_version(each) for each in submissions if each.number > 1),
        *_replies(decided),
        *(_told(each) for each in outcomes),
    ]
    return sorted(found, key=lambda each: each.at)


def _moved(lived: Lived, done: DoneFor | None) -> Event:
    change = lived.change
    tab = "decision" if change.verb in BY_DECISION else ""
    tab = "questions" if change.verb == Verb.ASK else tab
    return Event(change.happened_on, lived.status.word, change.precision, tab, lived.reason, done)


def _version(row: Submission) -> Event:
    words = format_lazy(_("Version {number} signed"), number=row.number)
    return Event(row.signed_at, words, tab="submission")


def _replies(decided: list[Decided]) -> Iterator[Event]:
    for each in (reply for one in decided for reply in one.replies):
        words = _("You accepted the decision") if each.accepts else _("You asked about it")
        yield Event(each.replied_at, words, tab="decision")
        if each.answered_at:
            yield Event(each.answered_at, _("Your query was answered"), tab="decision")


def _told(row: Outcome) -> Event:
    words = format_lazy(_("Outcome told: {result}"), result=row.get_result_display())
    return Event(row.happened_on, words, row.precision, "outcome")
