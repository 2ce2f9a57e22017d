"""What came of an event: who was on its list, who came, which institutions submitted later."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from usecases.models.events import Event
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_events import event_items_for, registrations_for
from usecases.rules.visibility_register import institutions_for
from usecases.vocabulary.events import ItemKind
from usecases.vocabulary.stages import Stage

_COUNTED_AS_COMING = (ItemKind.CAME, ItemKind.EXHIBIT)


@dataclass(frozen=True)
class Coming:
    """Of an event: numbers of its list, the institutions that came, the use cases that began."""

    registered: int
    came: int
    institutions: list[Institution]
    later: list[Institution]
    began: list[UseCase]


def coming(event: Event, person: Person) -> Coming:
    """Return what came of an event, as far as the person may see it.

    An institution came when somebody of it on the list did, or when it is among the items of the
    event. It submitted later when the first step of a use case of its came after the event began.
    """
    rows = registrations_for(person).filter(event=event)
    items = event_items_for(person).filter(event=event)
    of_list = _institutions(rows.filter(came=True))
    of_items = _institutions(items.filter(kind__in=_COUNTED_AS_COMING))
    keys = {*of_list, *of_items}
    banks = list(institutions_for(person).filter(pk__in=_survivors(keys)).order_by("short_name"))
    after = _submitted_after(event, banks, person)
    began = use_cases_for(person).filter(
        event_items__event=event, event_items__kind=ItemKind.ORIGIN
    )
    return Coming(
        registered=rows.count(),
        came=rows.filter(came=True).count(),
        institutions=banks,
        later=[bank for bank in banks if bank.pk in after],
        began=list(began.order_by("reference", "pk")),
    )


def _institutions(rows: QuerySet[Any]) -> set[UUID]:
    """Return the institutions that rows name."""
    return {key for key in rows.values_list("institution", flat=True) if key is not None}


def _survivors(keys: Iterable[UUID]) -> set[UUID]:
    """Return the institutions that these count as."""
    rows = Institution.objects.filter(pk__in=list(keys))
    return {merged or key for key, merged in rows.values_list("pk", "merged_into")}


def _submitted_after(event: Event, banks: list[Institution], person: Person) -> set[UUID]:
    counted = Q(stage_changes__voided_by__isnull=True)
    counted &= ~Q(stage_changes__to_stage__in=("", Stage.DRAFT))
    cases = use_cases_for(person).filter(institution__in=banks).exclude(stage=Stage.VOID)
    firsts = cases.annotate(first=Min("stage_changes__happened_on", filter=counted))
    return set(firsts.filter(first__gt=event.happened_on).values_list("institution", flat=True))
