"""Who may do what, written out: the table of the code must say the same."""

from collections.abc import Callable

import pytest

from tests import people
from tests.people import ANONYMOUS, system
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import Scope

pytestmark = pytest.mark.django_db

EXPECTED: dict[str, set[str]] = {
    "officer": {
        "use-console", "read-cases", "read-reports", "read-trail", "handle", "propose", "record",
        "edit-register", "edit-programmes", "propose-publication", "suspend", "act-for-bank",
        "import", "merge", "attach", "note", "declare", "read-interests", "write-finding",
        "find-conflict",
    },
    "assessor": {"use-console", "read-assigned", "assess", "declare"},
    "approver": {
        "use-console", "read-cases", "read-reports", "read-trail", "propose", "confirm", "release",
        "propose-publication", "confirm-publication", "intervene", "suspend", "correct",
        "look-over", "attach", "note", "declare", "read-interests", "find-conflict",
        "give-permit",
    },
    "administrator": {
        "use-console", "read-people", "edit-programmes", "edit-vocabulary", "edit-people",
    },
    "auditor": {"use-console", "read-cases", "read-reports", "read-trail", "read-people",
                "read-viewings", "read-interests"},
    "viewer": {"use-portal", "read-cases", "read-drafts"},
    "editor": {"use-portal", "read-cases", "read-drafts", "draft", "write-trial"},
    "signatory": {"use-portal", "read-cases", "read-drafts", "draft", "sign", "write-trial",
                  "manage-members"},
    "system": {
        "read-cases", "record", "edit-register", "edit-programmes", "edit-vocabulary",
        "edit-people", "propose-publication", "suspend", "import", "write-finding",
    },
    "anonymous": set(),
}  # fmt: skip
PEOPLE: dict[str, Callable[[], Person]] = {
    "officer": people.officer,
    "assessor": people.assessor,
    "approver": people.approver,
    "administrator": people.administrator,
    "auditor": people.auditor,
    "viewer": people.viewer,
    "editor": people.editor,
    "signatory": people.signatory,
    "system": system,
    "anonymous": lambda: ANONYMOUS,
}
BY_SCOPE: dict[str, set[str]] = {
    "read": {"read-cases", "read-drafts", "read-trail", "read-people", "read-viewings",
             "read-assigned", "read-interests"},
    "report": {"read-reports"},
    "submit": {"draft", "sign", "write-trial"},
    "operate": {
        "use-console", "use-portal", "handle", "propose", "confirm", "release", "record",
        "edit-register", "edit-programmes", "edit-vocabulary", "edit-people",
        "propose-publication", "confirm-publication", "intervene", "suspend", "correct",
        "act-for-bank", "look-over", "import", "merge", "attach", "note", "assess", "declare",
        "write-finding", "find-conflict", "give-permit", "manage-members",
    },
}  # fmt: skip


def allowed(person: Person) -> set[str]:
    return {action.value for action in Action if may(person, action)}


@pytest.mark.parametrize("name", PEOPLE)
def test_what_each_may_do(name: str) -> None:
    assert allowed(PEOPLE[name]()) == EXPECTED[name]


def test_every_action_is_somebodys() -> None:
    assert set().union(*EXPECTED.values()) == set(Action)
    assert set().union(*BY_SCOPE.values()) == set(Action)


@pytest.mark.parametrize("scope", Scope.values)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_token_is_its_owner_within_its_scopes(name: str, scope: str) -> None:
    owner = PEOPLE[name]()
    bearer = Person(owner.user, owner.membership, owner.grants, frozenset({scope}), owner.system)
    assert allowed(bearer) == EXPECTED[name] & BY_SCOPE[scope]


def test_every_scope_together_is_the_owner_and_none_is_nobody() -> None:
    owner = people.officer()
    everything = Person(owner.user, grants=owner.grants, scopes=frozenset(Scope.values))
    nothing = Person(owner.user, grants=owner.grants, scopes=frozenset())
    assert (allowed(everything), allowed(nothing)) == (EXPECTED["officer"], set())


def test_two_roles_add_up() -> None:
    officer, auditor = people.officer(), people.auditor()
    both = Person(officer.user, grants=officer.grants + auditor.grants)
    assert allowed(both) == EXPECTED["officer"] | EXPECTED["auditor"]
