"""Who looks after the tokens and the webhooks of programs."""

from usecases.models.access import User
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action


def manages_programs(owner: User, person: Person) -> bool:
    """Whether the person makes tokens and webhooks of this owner: the owner in person, since a
    token makes no further token; of a service an administrator, since of somebody else it would
    be a mask.
    """
    in_person = person.user == owner and person.scopes is None
    return in_person or person.system or (owner.service and may(person, Action.EDIT_PEOPLE))


def ends_programs(owner: User, person: Person) -> bool:
    """Whether the person may end them: the owner, or an administrator."""
    in_person = person.user == owner and person.scopes is None
    return in_person or may(person, Action.EDIT_PEOPLE)
