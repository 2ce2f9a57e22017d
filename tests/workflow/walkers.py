"""The people of the random walk, by name."""

from tests import people
from tests.factories.base import system
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import make_authority
from usecases.models.person import ANONYMOUS, Person

WHO = (
    "officer", "officer2", "elsewhere", "approver", "approver2", "auditor", "assessor",
    "administrator", "signatory-a", "editor-a", "viewer-a", "signatory-b", "system", "anonymous",
)  # fmt: skip
OFFICERS, APPROVERS = {"officer", "officer2"}, {"approver", "approver2"}


def everybody() -> dict[str, Person]:
    """Make the people of the walk."""
    return {
        "officer": people.officer(),
        "officer2": people.officer("officer2"),
        "elsewhere": people.officer(authority=make_authority("SFC")),
        "approver": people.approver(),
        "approver2": people.approver("approver2"),
        "auditor": people.auditor(),
        "assessor": people.assessor(),
        "administrator": people.administrator(),
        "signatory-a": people.signatory(bank_a()),
        "editor-a": people.editor(bank_a()),
        "viewer-a": people.viewer(bank_a()),
        "signatory-b": people.signatory(bank_b()),
        "system": system(),
        "anonymous": ANONYMOUS,
    }
