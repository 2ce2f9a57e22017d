"""The people of the tests, each made once a test: `officer()`, `signatory(bank)`, ...

Every one is a `Person`, to be handed as `by=`; its account is `.user`.
Another of the same kind has another name: `officer("second")`.
"""

from tests.factories.access import make_grant, make_member, make_user
from tests.factories.base import system
from tests.factories.institutions import bank_a
from tests.factories.memory import once
from usecases.models.institutions import Institution
from usecases.models.person import ANONYMOUS, Person, person_for
from usecases.models.phases import Authority
from usecases.vocabulary.roles import MemberRole, Role

__all__ = [
    "ANONYMOUS", "administrator", "approver", "assessor", "auditor", "editor", "member",
    "officer", "signatory", "staff", "system", "viewer",
]  # fmt: skip


def staff(role: str, name: str = "", authority: Authority | None = None) -> Person:
    """Return a member of staff; with an authority, limited to its cases."""
    name = name or (f"{role}-{authority.code.lower()}" if authority else role)

    def make() -> Person:
        user = make_user(f"{name}@regulator.example")
        make_grant(user, role, authority)
        return person_for(user)

    return once(("staff", role, name), make)


def officer(name: str = "", authority: Authority | None = None) -> Person:
    """Return a case officer."""
    return staff(Role.OFFICER, name, authority)


def approver(name: str = "", authority: Authority | None = None) -> Person:
    """Return an approver."""
    return staff(Role.APPROVER, name, authority)


def assessor(name: str = "", authority: Authority | None = None) -> Person:
    """Return an assessor."""
    return staff(Role.ASSESSOR, name, authority)


def administrator(name: str = "") -> Person:
    """Return an administrator."""
    return staff(Role.ADMINISTRATOR, name)


def auditor(name: str = "") -> Person:
    """Return an auditor."""
    return staff(Role.AUDITOR, name)


def member(
    institution: Institution | None = None, role: str = MemberRole.SIGNATORY, name: str = ""
) -> Person:
    """Return somebody who acts for an institution, or for the first bank."""
    bank = institution or bank_a()
    name = name or role

    def make() -> Person:
        domain = bank.short_name.lower().replace(" ", "-")
        user = make_user(f"{name}@{domain}.example")
        make_member(user, bank, role)
        return person_for(user)

    return once(("member", bank.pk, role, name), make)


def editor(institution: Institution | None = None, name: str = "") -> Person:
    """Return somebody who writes for an institution."""
    return member(institution, MemberRole.EDITOR, name)


def signatory(institution: Institution | None = None, name: str = "") -> Person:
    """Return somebody who signs for an institution."""
    return member(institution, MemberRole.SIGNATORY, name)


def viewer(institution: Institution | None = None, name: str = "") -> Person:
    """Return somebody who reads for an institution."""
    return member(institution, MemberRole.VIEWER, name)
