"""History is read by people, and keeps what is a draft's."""

import pytest
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.factories.institutions import make_partner
from tests.factories.phases import make_phase
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_technique
from tests.people import officer
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit

pytestmark = pytest.mark.django_db

CANARY = "only the bank knows this sentence"


def lines(client: Client, model: str, record: object) -> list[list[tuple[str, str, str]]]:
    page = client.get(address(model, "history", record))
    assert page.status_code == 200
    return [
        [(line.label, line.before, line.after) for line in entry.lines]
        for entry in page.context["entries"]
    ]


def test_ids_codes_and_lists_are_said_in_words() -> None:
    case, technique = use_case_at(Stage.SCREENING), make_technique("retrieval")
    other = make_category("fraud")
    fields = {
        "category": other, "techniques": [technique], "case_officer": officer().user,
        "confidentiality": "restricted",
    }  # fmt: skip
    edit.change(case, fields, by=officer(), reason="Read again.")
    client = signed_in("officer")
    assert sorted(lines(client, "usecase", case.pk)[0]) == [
        ("Case officer", "", "Officer"),
        ("Category", "Risk management", "Fraud"),
        ("Confidentiality", "Standard", "Restricted"),
        ("Techniques", "", "Retrieval"),
    ]
    entry = client.get(address("usecase", "history", case.pk)).context["entries"][0]
    change = entry.change
    assert (str(change.by), change.reason, change.door) == ("Officer", "Read again.", "command")


def test_the_parts_of_a_case_are_in_its_history() -> None:
    case = use_case_at(Stage.TRIALLING, partners=[make_partner()])
    page = signed_in("officer").get(address("usecase", "history", case.pk))
    kinds = {entry.kind for entry in page.context["entries"]}
    assert kinds == {"Decision", "Party", "Submission", "Trial", "Use case"}
    verbs = [move.verb for move in page.context["moves"]]
    assert verbs == ["start", "accept", "assess", "screen", "submit"]


@pytest.mark.parametrize("role", ["officer", "approver", "auditor"])
def test_what_a_draft_said_is_not_told(role: str) -> None:
    case = use_case_at(Stage.SUBMITTED, title=CANARY)
    client = signed_in(role)
    hidden = [
        entry.hidden
        for entry in client.get(address("usecase", "history", case.pk)).context["entries"]
        if entry.kind == "Use case"
    ]
    assert hidden == ([False, True] if role == "auditor" else [False])


@pytest.mark.parametrize("role", ["officer", "approver", "auditor", "administrator"])
def test_no_page_holds_a_word_of_a_draft(role: str) -> None:
    draft = use_case_at(Stage.DRAFT, title=CANARY, problem=CANARY)
    client, found = signed_in(role), b""
    found += client.get("/admin/").content
    for model in ("usecase", "change", "stagechange", "submission", "message"):
        for query in ({}, {"q": CANARY}):
            found += client.get(address(model, "changelist"), query).content.replace(
                f'value="{CANARY}"'.encode(), b""
            )
    found += client.get(address("usecase", "change", draft.pk)).content
    assert CANARY.encode() not in found
    assert UseCase.objects.get().title == CANARY


def test_a_phase_tells_what_changed() -> None:
    found = make_phase("GSX")
    edit.change(found, {"capacity": 20}, by=officer(), reason="Room for more")
    assert lines(signed_in("officer"), "phase", found.pk)[0] == [("Capacity", "", "20")]
