"""Whatever is asked of the API, it answers as its own description says.

Bounded here; `make api` sends as many requests as `API_EXAMPLES` says to every operation, in the
name of every principal.
"""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.clients import ROOT, address, client, world
from tests.factories.access import make_token
from tests.keeping import kept
from tests.people import approver, assessor, auditor, officer, signatory
from usecases.models.person import Person
from usecases.vocabulary.roles import Scope

pytestmark = pytest.mark.django_db
_world = kept(world)

FULL = int(os.environ.get("API_EXAMPLES", "0"))
CHECKS: list[Any] = [
    *(not_a_server_error, status_code_conformance, content_type_conformance),
    *(response_headers_conformance, response_schema_conformance),
]
# In the suite each tries one in so many of the operations, by its name.
WHO: dict[str, tuple[Any, tuple[str, ...], int]] = {
    "officer": (officer, tuple(Scope.values), 3),
    "signatory": (signatory, tuple(Scope.values), 3),
    "approver": (approver, tuple(Scope.values), 8),
    "auditor": (auditor, tuple(Scope.values), 8),
    "assessor": (assessor, tuple(Scope.values), 8),
    "read only": (officer, (Scope.READ,), 8),
    "anonymous": (None, (), 8),
}


@pytest.fixture(scope="module")
def described() -> Any:
    """The description, and the application that it describes."""
    document = client().get(address("schema")).json()
    schema = schemathesis.openapi.from_dict(document)
    schema.app = get_wsgi_application()
    return schema


@contextmanager
def _connected() -> Iterator[None]:
    """Keep the connection in which the world stands, as Django's own client does for a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _known() -> dict[str, list[str]]:
    """Return ids of what there is, by the list that it stands in; a stranger's among them."""
    program = client(officer())
    lists = program.get(address()).json()["lists"]
    found = {}
    for name in lists:
        rows = program.get(address(name), {"page_size": "5", "fields": "id"}).json()["results"]
        found[name] = [row["id"] for row in rows]
    return found


def _secret(person: Person, scopes: tuple[str, ...]) -> dict[str, str]:
    assert person.user is not None
    _token, secret = make_token(person.user, *scopes)
    return {"Authorization": f"Bearer {secret}"}


def _tried(operation: Any, part: int, who: str) -> bool:
    return bool(FULL) or zlib.crc32(f"{who} {operation.label}".encode()) % part == 0


@pytest.mark.parametrize("who", list(WHO))
def test_it_answers_as_described(described: Any, who: str) -> None:
    make, scopes, part = WHO[who]
    headers, known = _secret(make(), scopes) if make else {}, _known()
    operations = [each.ok() for each in described.get_all_operations()]
    with _connected():
        tried = [each for each in operations if _tried(each, part, who)]
        wrong = [found for each in tried for found in _found(each, headers, known)]
    assert wrong == []


def _found(operation: Any, headers: dict[str, str], known: dict[str, list[str]]) -> list[str]:
    """Return what an operation answered otherwise than described; the others are asked as well."""
    try:
        _try(operation, headers, known)
    except FailureGroup as failures:
        return [f"{operation.label}: {failures}"]
    return []


def _try(operation: Any, headers: dict[str, str], known: dict[str, list[str]]) -> None:
    """Ask one operation in several ways, of records that are there."""
    ids = known.get(operation.path.removeprefix(ROOT).partition("/")[0], [])

    @seed(7)
    @settings(
        max_examples=FULL or 1,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def tried(data: Any) -> None:
        case = data.draw(operation.as_strategy())
        if ids and "id" in case.path_parameters:
            case.path_parameters["id"] = data.draw(st.sampled_from(ids))
        sent = {**(case.headers or {}), **headers}
        if "If-Match" in sent:
            sent["If-Match"] = "*"
        sent.pop("Authorization", None) if not headers else None
        case.headers = sent
        case.validate_response(case.call(), checks=CHECKS)

    tried()
