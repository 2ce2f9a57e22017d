"""The head of a page about something that has use cases: its state, its dates, its numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.moments import known
from usecases.admin.records import sees_any
from usecases.admin.zones import zone_of
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.person import Person
from usecases.models.phases import Participation, Phase
from usecases.models.usecases import UseCase
from usecases.rules.deadlines import state
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import participations_for
from usecases.vocabulary.terms import ParticipationRole

Text = Promise | str


@dataclass(frozen=True)
class Tile:
    """A number that opens the list of what it counts."""

    label: Text
    number: int
    url: str
    note: Text = ""


@dataclass(frozen=True)
class Heading:
    """What stands above the form of such a page."""

    title: str
    subtitle: str = ""
    badges: tuple[Text, ...] = ()
    facts: tuple[tuple[Text, Text | None], ...] = ()
    tiles: tuple[Tile, ...] = ()
    links: tuple[tuple[Text, list[tuple[str, str]]], ...] = ()


def page_of(record: Model) -> str:
    """Return the address of a record's page."""
    return reverse(f"admin:usecases_{record._meta.model_name}_change", args=[record.pk])


def _tile(label: Text, rows: QuerySet[Any], query: dict[str, str], note: Text = "") -> Tile:
    """Count rows, and open the list that the same query gives."""
    url = reverse(f"admin:usecases_{rows.model._meta.model_name}_changelist")
    return Tile(label, rows.count(), f"{url}?{urlencode(query)}", note)


_STOOD = {
    ParticipationRole.PARTICIPANT: _("Institutions taking part"),
    ParticipationRole.PARTNER: _("Technology partners"),
}


def _cases(person: Person, query: dict[str, str], note: Text = "", **of: Any) -> tuple[Tile, ...]:
    """Count use cases, to whoever sees any: to others there is no such list."""
    if not sees_any(UseCase, person):
        return ()
    return (_tile(_("Use cases"), use_cases_for(person).filter(**of), query, note),)


def phase_heading(phase: Phase, person: Person) -> Heading:
    """Say where a phase stands and how many came."""
    stood = participations_for(person).filter(phase=phase)
    room = format_lazy(_("room for {n}"), n=phase.capacity) if phase.capacity else ""
    zone = zone_of(phase)
    window = [known(at, phase.window_precision, zone) for at in (phase.opens_at, phase.closes_at)]
    asked = {"phase__id__exact": str(phase.pk)}
    return Heading(
        title=phase.name,
        subtitle=phase.code,
        badges=(state(phase, timezone.now()).label,),
        facts=(
            (_("Opens"), window[0]),
            (_("Closes"), window[1]),
            (_("Announced"), _day(phase.announced_on)),
            (_("Trials to"), _day(phase.trials_to) or phase.trials_to_words),
            (_("Report due"), _day(phase.report_due_on)),
        ),
        tiles=(
            *_cases(person, asked, room, phase=phase),
            *(
                _tile(label, stood.filter(role=role), {**asked, "role__exact": role})
                for role, label in _STOOD.items()
            ),
        ),
    )


def institution_heading(institution: Institution, person: Person) -> Heading:
    """Say in which phases an institution stood, and with how many use cases."""
    asked = {"institution__id__exact": str(institution.pk)}
    stood = participations_for(person).filter(institution=institution)
    return Heading(
        title=institution.short_name,
        subtitle=institution.legal_name,
        badges=() if institution.active else (_("Not active"),),
        tiles=_cases(person, asked, institution=institution),
        links=(_phases(stood), _duplicates(institution)),
    )


def partner_heading(partner: TechnologyPartner, person: Person) -> Heading:
    """Say in which phases a partner brought technology."""
    stood = participations_for(person).filter(partner=partner)
    return Heading(
        title=partner.name,
        badges=() if partner.active else (_("Not active"),),
        links=(_phases(stood), _duplicates(partner)),
    )


def _phases(stood: QuerySet[Participation]) -> tuple[Text, list[tuple[str, str]]]:
    rows = stood.select_related("phase").order_by("phase__code", "role")
    return _("Phases"), [
        (f"{row.phase.code} ({row.get_role_display()})", page_of(row.phase)) for row in rows
    ]


def _duplicates(firm: Institution | TechnologyPartner) -> tuple[Text, list[tuple[str, str]]]:
    """Name what was merged into it; their own addresses lead here."""
    return _("Merged into it"), [(str(each), "") for each in firm.duplicates.all()]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
