"""Programs that ask the API, and the world they ask about."""

from typing import Any
from uuid import uuid4

from rest_framework.test import APIClient

from tests.factories.access import make_token
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on
from tests.factories.findings import cited_finding
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.monitoring import watched
from tests.factories.phases import make_participation, make_published_figure, phase
from tests.factories.usecases import use_case_at
from tests.factories.words import make_technique
from usecases.models.institutions import TechnologyPartner
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.roles import Scope
from usecases.vocabulary.stages import Stage

ROOT = "/api/v1/"
ALL = tuple(Scope.values)
NOBODY = str(uuid4())


def client(person: Person | None = None, *scopes: str) -> APIClient:
    """Return a program with a token of this person, or one without a token.

    Its writes are content with whatever is there; `bare` is a program that does not say so.
    """
    return _signed_in(APIClient(HTTP_IF_MATCH="*"), person, scopes)


def bare(person: Person, *scopes: str) -> APIClient:
    """Return a program that sends no header but its token."""
    return _signed_in(APIClient(), person, scopes)


def _signed_in(program: APIClient, person: Person | None, scopes: tuple[str, ...]) -> APIClient:
    if person is not None and person.user is not None:
        _token, secret = make_token(person.user, *(scopes or ALL))
        program.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return program


def address(*parts: object) -> str:
    """Return an address below the root, such as `use-cases`, id, `moves`."""
    return ROOT + "".join(f"{part}/" for part in parts)


def tag(program: APIClient, case: UseCase) -> dict[str, Any]:
    """Return the header that says that the program has just read this use case."""
    return {"HTTP_IF_MATCH": program.get(address("use-cases", case.pk))["ETag"]}


def told(response: Any) -> tuple[int, str, dict[str, list[str]]]:
    """Return status, code and fields of a problem document."""
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    return response.status_code, body["code"], body["errors"]


def same(response: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Return all of an answer but the id of the request."""
    request_id = response["X-Request-Id"]
    headers = [(k, v) for k, v in sorted(response.items()) if k != "X-Request-Id"]
    return response.status_code, response.content.replace(request_id.encode(), b"-"), headers


def world() -> dict[str, UseCase]:
    """Make a case of each bank at several stages, and one row of everything else."""
    partner = make_partner()
    make_technique()
    make_published_figure(phase())
    make_participation(phase(), partner)
    cited_finding()
    make_document()
    make_event()
    make_follow_on()
    make_other_cohort()
    cases = _cases(partner)
    for name in ("completed", "other"):
        watched(cases[name])
    return cases


def _cases(partner: TechnologyPartner) -> dict[str, UseCase]:
    return {
        "draft": use_case_at(Stage.DRAFT, title="Secret draft of Alpha"),
        "assessing": use_case_at(Stage.ASSESSING, institution=bank_a()),
        "completed": use_case_at(Stage.COMPLETED, institution=bank_a(), partners=[partner]),
        "other": use_case_at(Stage.COMPLETED, institution=bank_b(), title="Secret of Beta"),
    }
