"""The API describes itself: valid, whole, in two forms, and as a page."""

import re
from typing import Any

import pytest
import yaml
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema

from tests.api.clients import address, client, world
from tests.factories.usecases import recorded_case
from tests.people import officer
from usecases.api.parameter_texts import TEXTS
from usecases.api.resources import RESOURCES
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.comparing import AGAINST
from usecases.selection.public import PUBLIC

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def described() -> Any:
    """The description, made once."""
    answer = client().get(address("schema"))
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def _operations(described: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_valid(described: Any) -> None:
    validate: Any = validate_schema
    validate(described)


def test_as_yaml(described: Any) -> None:
    for answer in (
        client().get(address("schema"), {"format": "yaml"}),
        client().get(address("schema"), HTTP_ACCEPT="application/yaml"),
    ):
        assert answer["Content-Type"] == "application/yaml; charset=utf-8"
        assert yaml.safe_load(answer.content) == described


def test_every_address_is_in_it(described: Any) -> None:
    every: list[Any] = get_resolver().url_patterns
    (api,) = (each for each in every if str(each.pattern) == "api/")
    silent = {"v1/schema/", "v1/docs/", "^.*$"}
    routes = {str(each.pattern) for each in api.url_patterns} - silent
    found = {"/api/" + re.sub(r"<[a-z]+:([a-z]+)>", r"{\1}", route) for route in routes}
    assert found == set(described["paths"])


def test_everything_says_what_it_is(described: Any) -> None:
    for path, method, operation in _operations(described):
        where = f"{method} {path}"
        assert operation["description"], where
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "path":
                assert parameter["description"], f"{where} {parameter['name']}"
        for status, answer in operation["responses"].items():
            assert answer["description"], f"{where} {status}"


def test_every_error_is_a_problem_document(described: Any) -> None:
    for _path, _method, operation in _operations(described):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_parameter_has_its_text() -> None:
    filters = {
        name: each.label
        for resource in RESOURCES
        for name, each in resource.subject.filterset.base_filters.items()
    }
    taken = {name for name, label in filters.items() if not label}
    taken |= {name for each in PUBLIC.values() for name in each.parameters}
    reports = {name for each in REPORTS.values() for name in each.parameters}
    taken |= {name.removeprefix(AGAINST) for name in reports}
    assert taken - set(TEXTS) == set()


def test_what_may_be_null_is_said(described: Any) -> None:
    world()
    recorded_case(category=None)
    program, schemas = client(officer()), described["components"]["schemas"]
    for resource in RESOURCES:
        name = resource.serializer.__name__.removesuffix("Shown")
        properties = schemas[name]["properties"]
        for row in program.get(address(resource.name)).json()["results"]:
            assert list(row) == list(properties)
            nulls = {field for field, value in row.items() if value is None}
            said = {field for field in nulls if properties[field].get("nullable")}
            assert nulls - said == set(), name


def test_what_is_read_without_a_token(described: Any) -> None:
    free = {
        path
        for path, method, operation in _operations(described)
        if method == "get" and {} in operation["security"]
    }
    # A phase report is a page and a paper; its figures are asked for as reports.
    public = {address(name) for name in PUBLIC if name != "phase-reports"}
    details = {f"{where}{{id}}/" for where in public}
    own = {address(), address("reports"), address("reports", "{name}")}
    own |= {address("reports", "tables"), address("reports", "tables", "{id}")}
    assert free == public | details | own


def test_as_a_page() -> None:
    answer = client().get(address("docs"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    policy = answer["Content-Security-Policy"].split("; ")
    assert "img-src 'self' data:" in policy
    assert "default-src 'self'" in policy
    assert re.search(rb"<script(?![^>]*src=)|<style|style=", answer.content) is None
    script = client().get(re.findall(rb'src="([^"]+script=)"', answer.content)[0].decode())
    assert script["Content-Type"] == "application/javascript"
    assert address("schema").encode() in script.content.replace(b"\\u002D", b"-")


def test_only_that_page_has_the_wider_policy() -> None:
    policy = client().get(address("schema"))["Content-Security-Policy"]
    assert "img-src" not in policy
