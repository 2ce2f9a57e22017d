"""Reminders to banks: each thing once a step, to whom it concerns, together in one mail a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.messages import Message
from usecases.notices.outbox import put, rows_for
from usecases.notices.readers import reminded_of
from usecases.rules.due import today_of
from usecases.rules.facts import facts_for
from usecases.rules.readiness import missing_for
from usecases.rules.reminding import step_on
from usecases.selection.owed import Owed
from usecases.vocabulary.limits import REMIND_LATER_DAYS
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.reminders import ASKED, WAITING, Reminded
from usecases.vocabulary.verbs import Verb

_SUBJECT = 300


@dataclass(frozen=True)
class _Due:
    """What is spoken of today: a thing, and how many days before or after its day."""

    owed: Owed
    step: int
    today: date

    @property
    def key(self) -> str:
        """Tells the same thing, for the same day, at the same step."""
        each = self.owed
        return f"{each.kind}:{each.record}:{each.day}:{self.step}"


def remind_banks(owed: Iterable[Owed]) -> list[User]:
    """Queue what is to be said today and was not said; return who is told of each."""
    opened = current()
    due = list(_due(owed, opened.moment))
    known = said_before(opened.now)
    readers = reminded_of([each.owed.case for each in due], opened.moment)
    new = [
        (each, reader)
        for each in due
        for reader in readers[each.owed.case.pk]
        if (reader.pk, each.key) not in known
    ]
    missing = _missing([each.owed for each, _reader in new], opened.moment)
    put([row for each, reader in new for row in _rows(each, reader, missing)])
    return [reader for _each, reader in new]


def said_before(at: datetime) -> set[tuple[UUID, str]]:
    """Return whom what was told that could be told again now."""
    days = max(REMIND_LATER_DAYS, 1) + 2
    rows = Message.objects.filter(
        letter__in=(Letter.REMINDER, Letter.LATE), recorded_at__gte=at - timedelta(days=days)
    )
    return set(rows.values_list("recipient", "key"))


def _due(owed: Iterable[Owed], at: datetime) -> Iterator[_Due]:
    for each in owed:
        today = today_of(each.case.phase.programme, at)
        step = step_on(each.kind, each.day, each.since, today)
        if step is not None:
            yield _Due(each, step, today)


def _missing(owed: Iterable[Owed], at: datetime) -> dict[UUID, int]:
    """Return how many answers each draft lacks before it can be signed."""
    drafts = {each.case for each in owed if each.kind == Reminded.DRAFT}
    if not drafts:
        return {}
    return {
        case.pk: sum(1 for each in missing_for(facts, Verb.SUBMIT) if each.field != "phase")
        for case, facts in facts_for(drafts, at).items()
    }


def _rows(due: _Due, reader: User, missing: Mapping[UUID, int]) -> list[Message]:
    """Return the messages about one thing.

    Of a draft they name no use case: staff read what was told of those they see, later too.
    """
    owed = due.owed
    private = owed.kind == Reminded.DRAFT
    with translation.override("en"):
        subject = _subject(due)
        about = {"owed": owed, "case": owed.case, "when": _when(owed), "address": _address(owed)}
        about |= {"missing": missing.get(owed.case.pk, 0), "draft": private}
        about["alone"] = reader.pk == owed.case.responsible_id
        body = render_to_string(f"letters/{Letter.REMINDER}.txt", about)
    words = {"letter": Letter.REMINDER, "subject": subject[:_SUBJECT], "body": body.strip() + "\n"}
    case = None if private else owed.case
    told = {"institution": owed.case.institution, "use_case": case, "key": due.key}
    return rows_for(reader, {**words, **told})


def _subject(due: _Due) -> str:
    owed = due.owed
    named = {"reference": owed.case.reference, "phase": owed.case.phase.code}
    ask = str(ASKED[owed.kind]).format(what=owed.what or _("Untitled"), **named)
    if owed.kind in WAITING:
        text = _("Waiting since {day}: {ask}")
    elif owed.day < due.today:
        text = _("Overdue since {day}: {ask}")
    else:
        text = _("Due today: {ask}") if owed.day == due.today else _("Due {day}: {ask}")
    return text.format(day=formatted(owed.day, "j F Y"), ask=ask)


def _when(owed: Owed) -> str:
    """Return by when, to the minute where that is known."""
    if owed.moment is None:
        return formatted(owed.day, "j F Y")
    local = owed.moment.astimezone(ZoneInfo(owed.case.phase.programme.time_zone))
    return f"{formatted(local, 'j F Y, H:i')} {local:%Z}"


def _address(owed: Owed) -> str:
    name = "portal:answers" if owed.kind == Reminded.QUESTION else "portal:use-case"
    return settings.PUBLIC_ADDRESS + reverse(name, args=[owed.case.pk])
