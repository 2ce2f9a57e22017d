"""Every list asks the database as often for three rows as for one."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.api.clients import address, client
from tests.factories.assessments import judged_once, make_criterion
from tests.factories.base import add
from tests.factories.clarifications import answered, asked
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on
from tests.factories.findings import cited_finding
from tests.factories.institutions import make_institution, make_partner
from tests.factories.monitoring import bank_note, reported_incident
from tests.factories.phases import (
    make_participation,
    make_programme,
    make_published_figure,
    open_phase,
    phase,
)
from tests.factories.plans import proposed_plan
from tests.factories.publications import loaded
from tests.factories.replies import accepted_decision, asked_clearance
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_metric, make_technique
from tests.people import officer
from usecases.api.resources import RESOURCES
from usecases.models.casefile import Attachment
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import materiality
from usecases.workflow.amend import amend
from usecases.workflow.views import save_view

pytestmark = pytest.mark.django_db

# The token with its owner, its roles, its memberships, the count, the rows; and what more:
# whether it is written down already that staff took this list.
USUAL = 5
REVIEWED = ("clarifications", "assignments", "interests")
NOTED = (
    *REVIEWED,
    "submissions",
    "decisions",
    "trials",
    "outcomes",
    "stage-changes",
    "changes",
    "amendments",
    "materialities",
    "attachments",
    "decision-replies",
    "clearances",
    "plan-proposals",
)
MEASURED = ("targets", "cycles", "results")
MORE = {
    "programmes": 1,
    "institutions": 1,
    "technology-partners": 1,
    "assessments": 1 + 1,  # their scores
    "findings": 2,
    "documents": 2,
    "events": 1 + 1,  # which of their use cases are seen
    "follow-ons": 3,
    "deliverables": 1,
    "incidents": 1,
    "notes": 1,
    "use-cases": 4 + 1,
    **dict.fromkeys(NOTED, 1),
    **dict.fromkeys(MEASURED, 2),  # what hangs on them too
    "outcomes": 1 + 1,
}
MORE_IN_PUBLIC = {"institutions": 1, "technology-partners": 1}


def _case(_number: int) -> UseCase:
    bank, technique = make_institution(), make_technique()
    return use_case_at(
        Stage.COMPLETED, institution=bank, partners=[make_partner()], techniques=[technique]
    )


def _amended(_number: int) -> Any:
    case = use_case_at(Stage.TRIALLING, institution=make_institution())
    return amend(case.trial, fields={"plan": "Longer."}, reason="Illness.", by=officer())


def _figure(number: int) -> Any:
    return make_published_figure(open_phase(f"F{number}"))


MAKE: dict[str, Callable[[int], Any]] = {
    "programmes": lambda number: make_programme(),
    "phases": lambda number: open_phase(f"P{number}"),
    "institutions": lambda number: make_institution(),
    "technology-partners": lambda number: make_partner(),
    "participations": lambda number: make_participation(phase(), make_institution()),
    "published-figures": _figure,
    "categories": lambda number: make_category(),
    "techniques": lambda number: make_technique(),
    "findings": lambda number: cited_finding(statement_en=f"Finding {number}"),
    "documents": lambda number: make_document(),
    "events": lambda number: make_event(),
    "follow-ons": lambda number: make_follow_on(),
    "other-cohorts": lambda number: make_other_cohort(),
}


def _judged(_number: int) -> Any:
    judged_once(use_case_at(Stage.ASSESSING, institution=make_institution()))


def _said(_number: int) -> Any:
    case = use_case_at(Stage.ASSESSING, institution=make_institution())
    asked(case)
    answered(case)
    case = UseCase.objects.get(pk=case.pk)
    return materiality.say(case, material=True, by=officer(), reason="Another model.")


def _file(number: int) -> Any:
    case = use_case_at(Stage.SUBMITTED, institution=make_institution())
    told = {"kind": "supporting", "name": f"{number}.txt", "file": f"{number}", "size": 1}
    kept = {"sha256": "0" * 64, "content_type": "text/plain", "uploaded_by": officer().user}
    return add(Attachment(use_case=case, **told, **kept))


def _accepted(_number: int) -> UseCase:
    told: dict[str, Any] = {"public_title": "For everybody", "public_summary": "What it does."}
    return use_case_at(Stage.ACCEPTED, institution=make_institution(), **told)


def _saved(number: int) -> Any:
    told = {"subject": "report:funnel", "name": f"Report {number}", "query": ""}
    return save_view(**told, shared=False, by=officer())


WATCHED: dict[str, Callable[[int], Any]] = {
    "clarifications": lambda number: use_case_at(Stage.CLARIFYING),
    **dict.fromkeys(("assignments", "assessments", "interests"), _judged),
    "criteria": lambda number: make_criterion(phase(), f"criterion-{number}"),
    "incidents": lambda number: reported_incident(use_case_at(Stage.TRIALLING)),
    "notes": lambda number: bank_note(use_case_at(Stage.TRIALLING)),
    "metrics": lambda number: make_metric(),
    "saved-reports": _saved,
    "amendments": _amended,
    "materialities": _said,
    "attachments": _file,
    "decision-replies": lambda number: accepted_decision(_accepted(number)),
    "clearances": lambda number: asked_clearance(_accepted(number)),
    "plan-proposals": lambda number: proposed_plan(_accepted(number)),
}


def fill(program: Any, name: str, make: Callable[[int], Any], rows: int) -> None:
    """Make what is missing to so many rows, and take the list once: that is noted."""
    for number in range(program.get(address(name)).json()["count"], rows):
        make(number)
    assert program.get(address(name)).json()["count"] >= rows


@pytest.mark.parametrize("name", [resource.name for resource in RESOURCES])
def test_with_a_token(name: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make, program, expected = (
        {**MAKE, **WATCHED}.get(name, _case),
        client(officer()),
        USUAL + MORE.get(name, 0),
    )
    program.get(address("phases"))  # the first use of a token is noted
    for rows in (1, 3):
        fill(program, name, make, rows)
        with django_assert_num_queries(expected):
            answer = program.get(address(name), {"page_size": rows})
        assert len(answer.json()["results"]) == rows


@pytest.mark.parametrize("name", list(MAKE))
def test_without_one(name: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for rows in (1, 3):
        fill(client(), name, lambda number: loaded(MAKE[name](number)), rows)
        with django_assert_num_queries(2 + MORE_IN_PUBLIC.get(name, 0)):
            client().get(address(name))


def test_readiness(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    case, program = use_case_at(Stage.ASSESSING), client(officer())
    program.get(address("phases"))
    program.get(address("use-cases", case.pk))
    with django_assert_num_queries(3 + 1 + 4 + 1 + 5):  # who, the case and its own, seen, facts
        program.get(address("use-cases", case.pk, "readiness"))
