"""Which fields of which record each may edit, by role and stage."""

import pytest

from tests import people
from tests.factories.access import make_user
from tests.factories.base import system
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.outcomes import told_outcome
from tests.factories.phases import authority, phase
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category
from usecases.models.parties import Party
from usecases.models.person import ANONYMOUS, Person
from usecases.rules.editing import editable_fields, may_add, may_change
from usecases.vocabulary.sections import BANK_FIELDS, REGULATOR_FIELDS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

# Which plain records each may add.
REGISTER = {"publishedfigure", "participation", "institution", "technologypartner"}
PROGRAMMES = {"authority", "programme", "phase"}
CASES = {"party", "trial", "outcome"}
WORDS = {"category", "technique", "term"}
ACCESS = {"user", "member", "rolegrant"}
MAY_ADD: dict[str, set[str]] = {
    "officer": REGISTER | PROGRAMMES | CASES,
    "approver": set(),
    "auditor": set(),
    "assessor": set(),
    "administrator": PROGRAMMES | WORDS | ACCESS,
    "signatory": set(),
    "editor": set(),
    "viewer": set(),
    "system": REGISTER | PROGRAMMES | WORDS | ACCESS,
    "anonymous": set(),
}
ALL = REGISTER | PROGRAMMES | CASES | WORDS | ACCESS
NEVER = {"usecase", "submission", "decision", "stagechange", "change", "token", "message", ""}


def everybody() -> dict[str, Person]:
    return {
        "officer": people.officer(),
        "approver": people.approver(),
        "auditor": people.auditor(),
        "assessor": people.assessor(),
        "administrator": people.administrator(),
        "signatory": people.signatory(),
        "editor": people.editor(),
        "viewer": people.viewer(),
        "system": system(),
        "anonymous": ANONYMOUS,
    }


def test_who_may_add_what() -> None:
    added = {
        who: {model for model in ALL | NEVER if may_add(person, model)}
        for who, person in everybody().items()
    }
    assert added == MAY_ADD


BANK, REGULATOR = set(BANK_FIELDS), set(REGULATOR_FIELDS)


@pytest.mark.parametrize("stage", ["draft", "submitted", "accepted", "completed", "withdrawn"])
def test_fields_of_a_use_case_have_one_owner_each(stage: str) -> None:
    case = use_case_at(stage)
    fields = {who: editable_fields(by, case) for who, by in everybody().items()}
    own = {"signatory": BANK, "editor": BANK} if stage == "draft" else {"officer": REGULATOR}
    assert fields == {who: own.get(who, set()) for who in fields}


def test_another_bank_edits_nothing() -> None:
    case = use_case_at(Stage.DRAFT)
    assert editable_fields(people.signatory(bank_b()), case) == set()


def test_of_a_recorded_case_officers_edit_both_kinds() -> None:
    case = recorded_case(Stage.SUBMITTED)
    assert editable_fields(people.officer(), case) == BANK | REGULATOR
    assert editable_fields(people.signatory(), case) == set()


@pytest.mark.parametrize(
    ("stage", "open_to_edits"),
    [("draft", False), ("submitted", True), ("trialling", True), ("completed", False)],
)
def test_what_hangs_on_a_case_is_edited_while_it_runs(stage: str, open_to_edits: bool) -> None:
    case = use_case_at(stage, partners=[make_partner()])
    party = Party.objects.select_related("use_case").get(use_case=case)
    assert may_change(people.officer(), party) is open_to_edits


def test_an_outcome_is_added_and_never_rewritten() -> None:
    outcome = told_outcome(use_case_at(Stage.TRIALLING))
    assert may_add(people.officer(), "outcome")
    assert editable_fields(people.officer(), outcome) == set()


def test_what_nobody_types_is_not_editable() -> None:
    officer, administrator = people.officer(), people.administrator()
    grant = people.officer().grants[0]
    forbidden = {
        (officer, phase()): {"id", "recorded_at", "updated_at", "references_given"},
        (officer, bank_a()): {"id", "recorded_at", "updated_at"},
        (administrator, make_user()): {"id", "password", "last_login", "demonstration"},
        (administrator, grant): {"id", "granted_by"},
    }
    for (by, record), names in forbidden.items():
        fields = editable_fields(by, record)
        assert fields & names == set()
        assert fields != set()


def test_lists_of_links_are_editable_too() -> None:
    assert "co_authorities" in editable_fields(people.officer(), phase().programme)
    assert may_change(people.administrator(), category())
    assert not may_change(people.auditor(), authority())
