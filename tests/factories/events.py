"""Events with what happened at them, and follow-ons."""

from datetime import UTC, datetime
from typing import Any

from tests.factories.base import RecordFactory, add, declare
from usecases.models.events import Event, EventItem
from usecases.models.follow_ons import FollowOn
from usecases.models.registrations import Registration
from usecases.vocabulary.events import EventKind, FollowOnKind, ItemKind

HELD = datetime(2020, 2, 1, 2, tzinfo=UTC)


class EventFactory(RecordFactory[Event]):
    """Makes workshops."""

    class Meta:
        model = Event

    kind = EventKind.WORKSHOP
    name_en = declare.Sequence(lambda n: f"Workshop {n}")
    happened_on = HELD
    source = "A press release"


class FollowOnFactory(RecordFactory[FollowOn]):
    """Makes projects."""

    class Meta:
        model = FollowOn

    kind = FollowOnKind.PROJECT
    name_en = declare.Sequence(lambda n: f"Project {n}")
    happened_on = HELD
    source = "A press release"


def make_event(*items: dict[str, Any], **fields: Any) -> Event:
    """Make a workshop with a talk, or with these items."""
    made = EventFactory.create(**fields)
    for order, item in enumerate(items or ({"kind": ItemKind.TALK, "title_en": "A talk"},)):
        add(EventItem(event=made, order=order, **item))
    return made


def make_registration(event: Event, name: str = "Somebody", **fields: Any) -> Registration:
    """Put somebody on the list of an event."""
    return add(Registration(event=event, name=name, **fields))


def make_follow_on(**fields: Any) -> FollowOn:
    """Make a project that grew from these phases, findings and use cases."""
    names = ("phases", "findings", "use_cases")
    many = {name: fields.pop(name, []) for name in names}
    return add(FollowOnFactory.build(**fields), **many)
