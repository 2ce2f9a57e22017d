"""Whom a bank names on its use case: joint institutions, who read it, and technology partners, who
write the sections named to them. Until it is handed in all of it is the bank's own, on the trail
too.
"""

from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.notices.colleagues import tell_joint
from usecases.rules.contributing import WRITTEN
from usecases.rules.parties import joinable_for
from usecases.rules.visibility import parties_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.sections import BY_CODE
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import PartyRole
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.validate import validate


def name_joint(use_case: UseCase, institution: Institution, *, by: Person) -> Party:
    """Name a joint institution on a draft: from now on its members read the whole; it is told."""
    with writing(by=by):
        case = _draft(use_case, by, Action.MANAGE_MEMBERS)
        found = joinable_for(by).filter(pk=institution.pk).first()
        if found is None:
            raise invalid("institution", "unknown", _("Choose one of the institutions listed."))
        if case.parties.filter(institution=found).exists():
            raise invalid("institution", "named", _("It is named on this use case already."))
        party = _add(case, Party(use_case=case, institution=found, role=PartyRole.JOINT))
        tell_joint(case, found)
        return party


def name_partner(
    use_case: UseCase, name: str, *, by: Person, sections: Iterable[str] = ()
) -> Party:
    """Name a technology partner on a draft, with the sections that it may read and write.

    One that nobody knows yet is made; the answer does not tell which.
    """
    with writing(by=by):
        case = _draft(use_case, by, Action.DRAFT)
        partner = _partner(normal(name).strip(), case.institution)
        if case.parties.filter(partner=partner).exists():
            raise invalid("name", "named", _("It is named on this use case already."))
        row = Party(use_case=case, partner=partner, role=PartyRole.PROVIDER)
        row.sections = _codes(sections)
        return _add(case, row)


def name_sections(party: Party, sections: Iterable[str], *, by: Person) -> Party:
    """Say which sections a technology partner reads and writes from now on; none is fine."""
    with writing(by=by):
        row = _party(party, by)
        require(by, Action.DRAFT, row.use_case)
        if row.partner_id is None:
            text = _("A joint institution reads the whole; no section is named to it.")
            raise invalid("sections", "joint", text)
        if row.use_case.stage not in WRITTEN:
            raise WrongStage
        trail.amend(row, {"sections": _codes(sections)}, private_to=row.use_case.institution)
        return row


def drop(party: Party, *, by: Person) -> None:
    """Take a party off a draft: it reads and writes nothing of it any more."""
    with writing(by=by):
        row = _party(party, by)
        joint = row.institution_id is not None
        case = _draft(row.use_case, by, Action.MANAGE_MEMBERS if joint else Action.DRAFT)
        trail.drop(row, private_to=case.institution)
        _changed(case)


def _draft(use_case: UseCase, by: Person, action: Action) -> UseCase:
    case = fetch_use_case(use_case, by)
    require(by, action, case)
    if case.stage != Stage.DRAFT:
        raise WrongStage
    return case


def _party(party: Party, by: Person) -> Party:
    return fetch(parties_for(by).select_related("use_case__institution"), party.pk)


def _add(case: UseCase, party: Party) -> Party:
    validate(party)
    trail.add(party, private_to=case.institution)
    _changed(case)
    return party


def _changed(case: UseCase) -> None:
    """Who signs must have read the parties as they are: they are handed in too."""
    UseCase.objects.filter(pk=case.pk).update(version=F("version") + 1)


def _partner(name: str, bank: Institution) -> TechnologyPartner:
    """Return the technology partner of this name, for which a duplicate stands in nowhere."""
    rows = TechnologyPartner.objects.filter(name__iexact=name).select_related("merged_into")
    found = rows.order_by("recorded_at").first()
    if found is not None:
        return found.merged_into or found
    partner = TechnologyPartner(name=name)
    validate(partner)
    return trail.add(partner, private_to=bank)


def _codes(sections: Iterable[str]) -> list[str]:
    """Return the codes of sections in the order of the form."""
    chosen = set(sections)
    if chosen - set(BY_CODE):
        raise invalid("sections", "unknown", _("There is no such section."))
    return [code for code in BY_CODE if code in chosen]
