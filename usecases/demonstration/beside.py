"""Who stands beside the invented banks: a joint institution, and a technology partner's person."""

from usecases.demonstration.cast import Cast
from usecases.demonstration.names import HARBOUR, PARTNERS, PEAK
from usecases.demonstration.world import World
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.notices.invited import key_of
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.stages import ENDED, Stage
from usecases.vocabulary.terms import PartyRole
from usecases.workflow.accept import accept
from usecases.workflow.edit import create
from usecases.workflow.errors import Invalid
from usecases.workflow.invite import invite
from usecases.workflow.parties import name_partner, name_sections
from usecases.workflow.people import enrol

CONTRIBUTOR, _NAME = "contributor@partner.example", "Connie Partridge"
_SECTIONS = ("ai", "testing")


def stand_beside(world: World, cast: Cast, password: str) -> None:
    """Let the second bank read along on a use case of the first, and a partner write in a draft."""
    signatory = cast.signatories[HARBOUR]
    cases = own_cases_for(signatory).filter(phase__programme=world.programme)
    live = cases.exclude(stage__in=(*ENDED, Stage.DRAFT)).order_by("-reference").first()
    if live is not None:
        peak = world.institutions[PEAK]
        party = Party(use_case=live, institution=peak, role=PartyRole.JOINT)
        create(party, by=cast.officer, reason="Both banks told us so.")
    draft = cases.filter(stage=Stage.DRAFT).order_by("recorded_at").first()
    if draft is not None:
        _contribute(world, cast, draft, password)


def _contribute(world: World, cast: Cast, draft: UseCase, password: str) -> None:
    """Name sections of a draft to a partner, and let one of its people in."""
    signatory, name = cast.signatories[HARBOUR], PARTNERS[0][0]
    try:
        party = name_partner(draft, name, sections=_SECTIONS, by=signatory)
    except Invalid:  # it stands on this draft already
        party = draft.parties.get(partner=world.partners[name])
        name_sections(party, _SECTIONS, by=signatory)
    user = enrol(
        email=CONTRIBUTOR, name=_NAME, by=cast.system, password=password, demonstration=True
    )
    invitation = invite(
        CONTRIBUTOR,
        name=_NAME,
        institution=world.institutions[HARBOUR],
        partner=world.partners[name],
        by=signatory,
    )
    accept(key_of(invitation), by=Person(user=user))
