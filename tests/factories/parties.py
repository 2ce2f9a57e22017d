"""Who stands on a use case beside its bank: joint institutions, partners and their people."""

from tests.factories.access import make_user
from tests.factories.base import add
from tests.factories.institutions import bank_a, make_partner
from tests.factories.memory import once
from tests.factories.phases import OPENED
from usecases.models.institutions import Contributor, Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person, person_for
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import PartyRole


def cloud() -> TechnologyPartner:
    """The technology partner when the test does not care."""
    return once("cloud", lambda: make_partner("Cloud Co"))


def contributor(
    institution: Institution | None = None,
    partner: TechnologyPartner | None = None,
    name: str = "contributor",
) -> Person:
    """Return somebody of a technology partner, let in by an institution or by the first bank."""
    bank, firm = institution or bank_a(), partner or cloud()

    def make() -> Person:
        user = make_user(f"{name}@partner.example")
        add(Contributor(user=user, partner=firm, institution=bank, since=OPENED))
        return person_for(user)

    return once(("contributor", bank.pk, firm.pk, name), make)


def joint(case: UseCase, institution: Institution) -> Party:
    """Name a joint institution on a use case, at any stage."""
    return add(Party(use_case=case, institution=institution, role=PartyRole.JOINT))


def named(case: UseCase, *sections: str, partner: TechnologyPartner | None = None) -> Party:
    """Name a technology partner on a use case, at any stage, with its sections."""
    row = Party(use_case=case, partner=partner or cloud(), role=PartyRole.PROVIDER)
    row.sections = list(sections)
    return add(row)
