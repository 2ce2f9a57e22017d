"""The list of an event: who registered, of which firm, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.events import Event
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.person import Person
from usecases.models.registrations import Registration
from usecases.rules.visibility_events import events_for
from usecases.vocabulary.actions import Action
from usecases.workflow.fetch import fetch, require
from usecases.workflow.validate import validate


@dataclass(frozen=True)
class Told:
    """One row of a list."""

    name: str
    email: str
    organisation: str
    institution: Institution | None
    partner: TechnologyPartner | None
    came: bool

    @property
    def key(self) -> tuple[str, ...]:
        """By what somebody is known on a list: the address, else name and firm."""
        if self.email:
            return (self.email.casefold(),)
        return (self.name.casefold(), self.organisation.casefold())


@dataclass(frozen=True)
class Registered:
    """What a list wrote."""

    added: int
    changed: int


def register(event: Event, told: Sequence[Told], *, by: Person, reason: str = "") -> Registered:
    """Write a list: new rows are added, known ones brought up to date; none is taken away."""
    with writing(by=by, reason=reason):
        require(by, Action.EDIT_REGISTER)
        found = fetch(events_for(by), event.pk)
        known = {_told(row).key: row for row in Registration.objects.filter(event=found)}
        added = changed = 0
        for each in told:
            row = known.get(each.key)
            if row is None:
                fresh = Registration(event=found, **vars(each))
                validate(fresh)
                known[each.key] = trail.add(fresh)
                added += 1
            elif trail.amend(row, _news(row, each)):
                changed += 1
        return Registered(added, changed)


def _told(row: Registration) -> Told:
    return Told(row.name, row.email, row.organisation, row.institution, row.partner, row.came)


def _news(row: Registration, told: Told) -> dict[str, object]:
    """Return what the list says of a known row; a firm that was set by hand stays."""
    fresh = {"name": told.name, "organisation": told.organisation, "came": told.came or row.came}
    if row.institution_id is None and row.partner_id is None:
        fresh |= {"institution": told.institution, "partner": told.partner}
    return fresh
