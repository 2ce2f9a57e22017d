"""Who is shown what: the officer, bank A, bank B, and whoever has no token."""

from collections.abc import Iterable

import pytest
from rest_framework.test import APIClient

from tests.api.clients import NOBODY, address, client, same, world
from tests.factories.assessments import judged_once, make_criterion, user_of
from tests.factories.base import add
from tests.factories.institutions import bank_b
from tests.factories.phases import phase
from tests.files.build import pdf, upload
from tests.people import assessor, auditor, editor, officer, signatory, viewer
from usecases.api.resources import RESOURCES
from usecases.models.assessments import Materiality
from usecases.models.clarifications import Clarification
from usecases.models.proposals import Clearance, DecisionReply, PlanProposal
from usecases.models.usecases import UseCase
from usecases.workflow.attach import attach

pytestmark = pytest.mark.django_db

# Rows of each list: officer, bank A, bank B, without a token (None: 401).
COUNTS: dict[str, tuple[int, int, int, int | None]] = {
    "saved-reports": (0, 0, 0, None),
    "programmes": (1, 1, 1, 0),
    "phases": (1, 1, 1, 0),
    "institutions": (2, 1, 1, 0),
    "technology-partners": (1, 1, 0, 0),
    "participations": (5, 2, 2, 0),
    "published-figures": (1, 1, 1, 0),
    "categories": (1, 1, 1, 0),
    "techniques": (1, 1, 1, 0),
    "metrics": (1, 1, 1, None),
    "use-cases": (3, 3, 1, 0),
    "submissions": (3, 2, 1, None),
    "clarifications": (2, 1, 1, None),
    "criteria": (1, 1, 1, None),
    "interests": (2, 0, 0, None),
    "assignments": (2, 0, 0, None),
    "assessments": (2, 0, 0, None),
    "decisions": (2, 1, 1, None),
    **dict.fromkeys(("decision-replies", "clearances", "plan-proposals"), (2, 1, 1, None)),
    "trials": (2, 1, 1, None),
    "targets": (2, 1, 1, None),
    "cycles": (2, 1, 1, None),
    "results": (2, 1, 1, None),
    "amendments": (0, 0, 0, None),
    "outcomes": (2, 1, 1, None),
    "deliverables": (2, 1, 1, None),
    "incidents": (2, 1, 1, None),
    "notes": (4, 1, 1, None),
    "findings": (1, 0, 0, 0),
    **dict.fromkeys(("documents", "events", "follow-ons", "other-cohorts"), (1, 0, 0, 0)),
    "stage-changes": (15, 9, 6, None),
    "attachments": (2, 1, 1, None),
    "materialities": (2, 0, 0, None),
}


def _count(program: APIClient, name: str) -> int | None:
    answer = program.get(address(name))
    count: int | None = answer.json()["count"] if answer.status_code == 200 else None
    return count


def _reviewed(cases: Iterable[UseCase]) -> None:
    """Tell of each case what reviews add: a question, an interest, an assessment."""
    make_criterion(phase())
    by = user_of(officer())
    for case in cases:
        judged_once(case)
        at = case.submissions.get().signed_at
        add(Clarification(use_case=case, question="Why?", due_at=at, asked_by=by, asked_at=at))
        attach(case, upload("letter.pdf", pdf()), kind="letter", by=officer())
        judged = {"material": False, "reason": "A word", "said_by": by, "said_at": at}
        add(Materiality(use_case=case, submission=case.submissions.get(), **judged))
        add(PlanProposal(use_case=case, proposed_by=by, proposed_at=at))
        add(Clearance(use_case=case, asked_by=by, asked_at=at))
        replied = {"accepts": True, "replied_by": by, "replied_at": at}
        add(DecisionReply(use_case=case, decision=case.decisions.get(), **replied))


def test_every_list() -> None:
    cases = world()
    _reviewed([cases["completed"], cases["other"]])
    programs = [client(officer()), client(signatory()), client(signatory(bank_b())), client()]
    found = {name: tuple(_count(each, name) for each in programs) for name in COUNTS}
    assert found == COUNTS
    assert {each.name for each in RESOURCES} - set(COUNTS) == {"changes"}


@pytest.mark.parametrize(
    "name", ["use-cases", "submissions", "decisions", "trials", "results", "outcomes"]
)
def test_every_detail_of_the_other_bank_is_none(name: str) -> None:
    world()
    program = client(signatory(bank_b()))
    rows = client(signatory()).get(address(name)).json()["results"]
    none = same(program.get(address(name, NOBODY)))
    assert none[0] == 404
    assert rows != []
    for row in rows:
        assert same(program.get(address(name, row["id"]))) == none


def test_every_detail_of_ones_own_is_as_in_the_list() -> None:
    world()
    program = client(signatory())
    for resource in RESOURCES:
        for row in program.get(address(resource.name)).json()["results"]:
            answer = program.get(address(resource.name, row["id"]))
            assert (answer.status_code, answer.json()) == (200, row)


def test_colleagues_see_the_same() -> None:
    world()
    seen = [
        same(client(person).get(address("use-cases")))[1]
        for person in (signatory(), editor(), viewer())
    ]
    assert seen == [seen[0]] * 3


def test_a_draft_is_the_banks_alone() -> None:
    draft = world()["draft"]
    for person in (officer(), auditor(), signatory(bank_b())):
        program = client(person)
        assert program.get(address("use-cases", draft.pk)).status_code == 404
        for resource in RESOURCES:
            answer = program.get(address(resource.name), {"page_size": 200})
            assert b"Secret draft" not in answer.content, resource.name
    own = client(signatory()).get(address("use-cases", draft.pk)).json()
    assert own["title"] == "Secret draft of Alpha"


def test_an_unassigned_assessor_sees_no_case() -> None:
    world()
    assert _count(client(assessor()), "use-cases") == 0


def test_what_is_private_is_kept_by_no_cache() -> None:
    case = world()["completed"]
    program = client(signatory())
    for answer in (program.get(address("use-cases")), program.get(address("use-cases", case.pk))):
        assert answer["Cache-Control"] == "no-store"
        assert "Authorization" in answer["Vary"]
    assert client().get(address("phases"))["Cache-Control"] == "no-cache"


def test_a_bank_is_not_shown_the_regulators_own_fields() -> None:
    case = world()["completed"]
    hidden = {
        "use-cases": {"case_officer", "confidentiality", "public_title", "public_summary"}
        | {"uncategorised_reason", "recorded_at", "updated_at"},
        "decisions": {"rank", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at"}
        | {"refused_by", "refused_at", "refusal", "released_by", "recorded_at", "updated_at"}
        | {"void"},
        "stage-changes": {"by", "reason", "door", "recorded_at"},
    }
    for name, fields in hidden.items():
        asked = {"institution": str(case.institution_id)}
        staff = client(officer()).get(address(name), asked).json()["results"][0]
        bank = client(signatory()).get(address(name), asked).json()["results"][0]
        assert set(staff) - set(bank) == fields
