"""The invented people: accounts to sign in with, and one signatory for every other firm."""

from dataclasses import dataclass, field

from usecases.audit.context import clock
from usecases.demonstration.names import (
    FAMILY,
    FIRMS,
    GIVEN,
    HARBOUR,
    MEMBERS,
    PANEL,
    PEAK,
    SECOND_OFFICER,
    STAFF,
    Firm,
)
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.vocabulary.roles import MemberRole, Role
from usecases.workflow.people import enrol, grant, join, system


@dataclass
class Cast:
    """Everybody who acts."""

    system: Person
    staff: dict[str, Person] = field(default_factory=dict)
    second_officer: Person = field(default_factory=Person)
    panel: list[Person] = field(default_factory=list)
    writers: dict[Firm, Person] = field(default_factory=dict)
    signatories: dict[Firm, Person] = field(default_factory=dict)

    @property
    def officer(self) -> Person:
        """The case officer."""
        return self.staff[Role.OFFICER]

    @property
    def approver(self) -> Person:
        """The head of unit."""
        return self.staff[Role.APPROVER]


def hire(password: str) -> Cast:
    """Make the regulator's staff."""
    cast = Cast(system())
    for role, name in STAFF:
        email = f"{role}@regulator.example"
        cast.staff[role] = _employ(cast, email, name, role, password)
    email, name = SECOND_OFFICER
    cast.second_officer = _employ(cast, email, name, Role.OFFICER, "")
    others = [_employ(cast, email, name, Role.ASSESSOR, "") for email, name in PANEL]
    cast.panel = [cast.staff[Role.ASSESSOR], *others]
    return cast


def send(cast: Cast, institutions: dict[Firm, Institution], password: str) -> None:
    """Make the people of every firm: those who sign in, and a signatory for each other firm."""
    for firm, domain, names in MEMBERS:
        for role, name in names.items():
            address = f"{role}@{domain}"
            person = _admit(cast, address, name, institutions[firm], role=role, password=password)
            if role == MemberRole.EDITOR:
                cast.writers[firm] = person
            elif role == MemberRole.SIGNATORY:
                cast.signatories[firm] = person
    others = (firm for firm in FIRMS if firm not in (HARBOUR, PEAK))
    for number, firm in enumerate(others):
        name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
        domain = firm.short_name.lower().replace(" ", "-")
        address = f"signatory@{domain}.example"
        person = _admit(cast, address, name, institutions[firm], role=MemberRole.SIGNATORY)
        cast.writers[firm] = cast.signatories[firm] = person


def _employ(cast: Cast, email: str, name: str, role: str, password: str) -> Person:
    """Make one of the staff; without a password nobody can sign in as them."""
    by = cast.system
    user = enrol(email=email, name=name, by=by, password=password, demonstration=True)
    return Person(user=user, grants=(grant(user, role, by=by, since=clock()),))


def _admit(
    cast: Cast,
    email: str,
    name: str,
    institution: Institution,
    *,
    role: str,
    password: str = "",
) -> Person:
    """Make a member of an institution."""
    by = cast.system
    user = enrol(email=email, name=name, by=by, password=password, demonstration=True)
    return Person(user=user, membership=join(user, institution, role, by=by))
