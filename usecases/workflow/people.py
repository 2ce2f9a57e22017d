"""People: accounts, roles, memberships, and the service that commands act as."""

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Institution, Member
from usecases.models.person import Person
from usecases.vocabulary.actions import Action
from usecases.workflow.fetch import require
from usecases.workflow.validate import validate

SYSTEM_EMAIL = "system@sandbox.invalid"


def system() -> Person:
    """Return the service that commands act as; made at its first use."""
    user = User.objects.filter(email=SYSTEM_EMAIL).first()
    if user is None:
        user = User(email=SYSTEM_EMAIL, name="System", service=True)
        user.set_unusable_password()
        with writing(by=Person(user=user, system=True), reason="first use"):
            trail.add(user)
    return Person(user=user, system=True)


def enrol(
    *, email: str, name: str, by: Person, password: str = "", demonstration: bool = False
) -> User:
    """Make an account; without a password the person is to be invited."""
    with writing(by=by):
        require(by, Action.EDIT_PEOPLE)
        user = User(email=email, name=name, demonstration=demonstration)
        user.set_password(password or None)
        validate(user)
        return trail.add(user)


def grant(user: User, role: str, *, by: Person) -> RoleGrant:
    """Trust a member of staff with a role, from now on, for every authority."""
    with writing(by=by) as opened:
        require(by, Action.EDIT_PEOPLE)
        row = RoleGrant(user=user, role=role, since=opened.now, granted_by=by.user)
        validate(row)
        return trail.add(row)


def join(user: User, institution: Institution, role: str, *, by: Person) -> Member:
    """Let a person act for an institution, from now on."""
    with writing(by=by) as opened:
        require(by, Action.EDIT_PEOPLE)
        row = Member(user=user, institution=institution, role=role, since=opened.now)
        validate(row)
        return trail.add(row)
