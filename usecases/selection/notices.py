"""The notices to a person about the institution that they act for, narrowed as they ask."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.rules.visibility_register import messages_for
from usecases.vocabulary.messages import Channel, Letter


@dataclass(frozen=True)
class Narrowed:
    """What a reader looks for: one kind of letter, words, from one day on."""

    letter: str = ""
    search: str = ""
    since: date | None = None


def notices_to(person: Person) -> QuerySet[Message]:
    """Return the notices to a person, the newest first."""
    bank = person.membership.institution_id if person.membership else None
    rows = messages_for(person).filter(
        channel=Channel.NOTICE, institution=bank, recipient=person.user
    )
    return rows.order_by("-recorded_at", "id")


def narrowed(rows: QuerySet[Message], by: Narrowed) -> QuerySet[Message]:
    """Return those that are asked for."""
    if by.letter:
        rows = rows.filter(letter=by.letter)
    if by.since:
        rows = rows.filter(recorded_at__date__gte=by.since)
    for word in by.search.split():
        told = Q(subject__icontains=word) | Q(body__icontains=word)
        rows = rows.filter(told | Q(use_case__reference__icontains=word))
    return rows


def kinds_of(rows: QuerySet[Message]) -> list[tuple[str, str]]:
    """Return the kinds of letters that there are among these, by name."""
    found = set(rows.order_by().values_list("letter", flat=True).distinct())
    return sorted(
        ((each.value, str(each.label)) for each in Letter if each.value in found),
        key=lambda pair: pair[1],
    )
