"""Who is not in yet: somebody a bank invited, an invited assessor, and who asks for an account."""

from usecases.demonstration.cast import Cast
from usecases.demonstration.names import HARBOUR
from usecases.demonstration.world import World
from usecases.vocabulary.roles import MemberRole, Role
from usecases.workflow.account_requests import ask
from usecases.workflow.invite import invite
from usecases.workflow.people import enrol

_NEWCOMER = ("newcomer@harbour.example", "Nora Newcombe")
_EXPERT = ("expert@university.example", "Edgar Pang")


def knock(world: World, cast: Cast) -> None:
    """Leave two invitations that wait, and two requests for a first account."""
    for email, name in (_NEWCOMER, _EXPERT):
        enrol(email=email, name=name, by=cast.system, demonstration=True)
    invite(
        _NEWCOMER[0],
        name=_NEWCOMER[1],
        institution=world.institutions[HARBOUR],
        member_role=MemberRole.VIEWER,
        by=cast.signatories[HARBOUR],
        reason="Joins the team on 1 January.",
    )
    invite(
        _EXPERT[0],
        name=_EXPERT[1],
        role=Role.ASSESSOR,
        by=cast.staff[Role.ADMINISTRATOR],
        reason="Assesses models for fraud in the next phase.",
    )
    for name, person, position in (
        ("Lighthouse Digital Bank", "Wendy Kwok", "Head of data"),
        ("Cormorant Securities", "Felix Moran", "Chief risk officer"),
    ):
        domain = name.lower().replace(" ", "-")
        ask(
            institution_name=name,
            name=person,
            position=position,
            email=f"{person.partition(' ')[0].lower()}@{domain}.example",
            message="We would like to apply in the open phase.",
        )
