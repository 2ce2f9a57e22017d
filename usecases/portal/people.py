"""The people on a use case: who is responsible, which institutions and partners stand on it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from usecases.models.institutions import Contributor
from usecases.models.invitations import Invitation
from usecases.models.parties import Party
from usecases.models.person import Person, in_force
from usecases.models.usecases import UseCase
from usecases.portal.forms.colleagues import PersonForm
from usecases.portal.forms.people import SectionsForm
from usecases.rules.colleagues import contributors_for, manages
from usecases.rules.contributing import sections_of
from usecases.rules.parties import may_drop, may_name_sections, open_invitations
from usecases.rules.permissions import on_case
from usecases.rules.visibility import parties_for
from usecases.vocabulary.sections import Section


@dataclass
class OnCase:
    """One party: what it reads, its people, and the forms that change it, where one may."""

    row: Party
    sections: tuple[Section, ...]
    contributors: list[Contributor] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    may_drop: bool = False
    naming: SectionsForm | None = None
    inviting: PersonForm | None = None


def parties_on(case: UseCase, person: Person) -> list[OnCase]:
    """Return the parties of a use case; of a partner's people only the lead knows."""
    rows = parties_for(person).filter(use_case=case).select_related("institution", "partner")
    found = [_party(case, row, person) for row in rows.order_by("role", "recorded_at", "id")]
    leads = on_case(person, case).membership is not None
    partners = [each.row.partner_id for each in found if each.row.partner_id]
    if leads and partners:
        _add_people(found, person, partners)
    return found


def _party(case: UseCase, row: Party, person: Person) -> OnCase:
    row.use_case = case
    party = OnCase(row, sections_of(row), may_drop=may_drop(person, row))
    if row.partner_id and may_name_sections(person, case):
        initial = {"sections": [each.code for each in party.sections]}
        party.naming = SectionsForm(prefix=f"of-{row.pk}", initial=initial)
    if row.partner_id and manages(on_case(person, case)):
        party.inviting = PersonForm(prefix=f"to-{row.pk}")
    return party


def _add_people(found: list[OnCase], person: Person, partners: list[UUID]) -> None:
    """Add who contributes for each partner, and who is invited to."""
    now = timezone.now()
    rows = contributors_for(person).filter(in_force(now), partner__in=partners)
    people = list(rows.select_related("user"))
    invited = list(open_invitations(person, now).filter(partner__in=partners))
    for party in found:
        own = party.row.partner_id
        party.contributors = [each for each in people if each.partner_id == own]
        party.invitations = [each for each in invited if each.partner_id == own]
