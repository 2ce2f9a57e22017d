"""What happened around the invented phases: guidance, workshops, a symposium, what followed."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django.db.models import QuerySet

from usecases.demonstration.calendar import Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.guidance import SOURCE, guide
from usecases.demonstration.names import GIVEN
from usecases.demonstration.world import INVENTED, World, clock
from usecases.models.base import Record
from usecases.models.documents import Document
from usecases.models.events import Event, EventItem
from usecases.models.findings import Finding
from usecases.models.follow_ons import FollowOn
from usecases.models.institutions import Institution
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import published
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.events import EventKind, FollowOnKind, FollowOnState, ItemKind
from usecases.workflow.edit import create
from usecases.workflow.publish import confirm, propose
from usecases.workflow.registrations import Told, register

_TALKS = (
    (ItemKind.TALK, "What the first trials taught", "Three findings and what they rest on."),
    (ItemKind.PANEL, "Who answers for an agent?", "Banks, vendors and the regulator."),
    (ItemKind.DIALOGUE, "A conversation with two virtual tellers", ""),
)


class _Teller:
    """Writes and publishes, as two people do."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def publish(self, record: Record) -> None:
        confirm(propose(record, by=self.cast.officer), by=self.cast.approver)


def gather(world: World, cast: Cast, ended: Sequence[Round], banks: Sequence[Institution]) -> None:
    """Let guidance come out, people meet, and something follow, for each phase that has ended."""
    teller = _Teller(cast)
    for phase in ended:
        workshop = _workshop(world, cast, phase, banks)
        teller.publish(workshop)
    if ended:
        guidance = guide(world, cast, ended[0])
        teller.publish(guidance)
        symposium = _symposium(world, cast, ended[-1])
        teller.publish(symposium)
        teller.publish(_follow_on(world, cast, ended, guidance))
        _planned(world, cast)


def _workshop(world: World, cast: Cast, phase: Round, banks: Sequence[Institution]) -> Event:
    """Let banks and vendors meet before a phase opens; some of who came submitted later."""
    event = _event(world, cast, phase, EventKind.WORKSHOP, f"Workshop for {phase.code}", "opens")
    _item(cast, event, kind=ItemKind.SESSION, title_en="From a problem to a use case")
    cases = UseCase.objects.filter(phase=world.phases[phase.code]).exclude(reference="")
    for case in cases.order_by("reference")[:2]:
        _item(cast, event, kind=ItemKind.ORIGIN, use_case=case)
    register(event, [*_guests(banks)], by=cast.officer)
    return event


def _guests(banks: Sequence[Institution]) -> list[Told]:
    return [
        Told(
            name=f"{GIVEN[number % len(GIVEN)]} {bank.short_name.split()[0]}",
            email=f"guest.{number}@guests.example",
            organisation=bank.short_name,
            institution=bank,
            partner=None,
            came=number % 4 != 0,
        )
        for number, bank in enumerate(banks)
    ]


def _symposium(world: World, cast: Cast, phase: Round) -> Event:
    event = _event(world, cast, phase, EventKind.SYMPOSIUM, "Harbour AI Symposium", "report_due")
    for kind, title, summary in _TALKS:
        _item(cast, event, kind=kind, title_en=title, summary_en=summary)
    for case in _public_cases(world, phase)[:3]:
        _item(cast, event, kind=ItemKind.EXHIBIT, use_case=case)
    return event


def _event(world: World, cast: Cast, phase: Round, *told_of: str) -> Event:
    kind, name, day = told_of
    counted = {"attendance_text": "over 200", "attendance_lower": 201, "attendance_counted": 238}
    told: dict[str, Any] = counted if kind == EventKind.SYMPOSIUM else {}
    event = Event(
        kind=kind,
        name_en=name,
        summary_en="An event of the invented programme, with invented guests.",
        programme=world.programme,
        phase=world.phases[phase.code],
        happened_on=clock(phase, day, time(8, 30)),
        ends_at=clock(phase, day, time(17)),
        precision=Precision.MOMENT,
        venue="Pier 4, Harbour City",
        organisers="Harbour Financial Authority",
        **told,
        **SOURCE,
    )
    return create(event, by=cast.officer)


def _item(cast: Cast, event: Event, **fields: Any) -> None:
    order = EventItem.objects.filter(event=event).count() + 1
    create(EventItem(event=event, order=order, **fields), by=cast.officer)


def _follow_on(world: World, cast: Cast, ended: Sequence[Round], guidance: Document) -> FollowOn:
    """Let guidance grow into a project: from the public findings, and a use case beside none."""
    lessons = Finding.objects.filter(pk__in=_public(), phase__in=_phases(world, ended))
    lessons = lessons or Finding.objects.filter(pk__in=_public(), source=INVENTED)
    record = FollowOn(
        kind=FollowOnKind.PROJECT,
        state=FollowOnState.RUNNING,
        name_en="Project Lantern",
        summary_en="A shared set of test cases, so that one bank's check is another's yardstick.",
        partners="Harbour Financial Authority; Harbour Institute of Technology",
        happened_on=clock(ended[-1], "report_due", time(10)),
        precision=Precision.DAY,
        document=guidance,
        **SOURCE,
    )
    grown = {"phases": _phases(world, ended), "findings": list(lessons[:2])}
    many: dict[str, Any] = grown
    return create(record, by=cast.officer, **many)


def _planned(world: World, cast: Cast) -> None:
    """Leave something to publish: a rule that is planned."""
    record = FollowOn(
        kind=FollowOnKind.RULE,
        state=FollowOnState.PLANNED,
        name_en="Reporting of incidents with AI",
        summary_en="Not announced yet.",
        **SOURCE,
    )
    create(record, by=cast.officer, phases=_phases(world, ())[:1])


def _phases(world: World, rounds: Sequence[Round]) -> list[Phase]:
    return [world.phases[each.code] for each in rounds]


def _public_cases(world: World, phase: Round) -> list[UseCase]:
    rows = UseCase.objects.filter(phase=world.phases[phase.code], pk__in=_public())
    return list(rows.order_by("reference"))


def _public() -> QuerySet[Any, Any]:
    """The ids of what is public."""
    return published(Publication.objects.all()).values("record")
