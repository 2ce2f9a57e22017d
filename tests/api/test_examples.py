"""Every example in the description is what the description says of it."""

from functools import cache
from typing import Any

import jsonschema
import pytest

from tests.api.clients import address, client
from usecases.api.example_bodies import READ
from usecases.api.examples import SHOWN

pytestmark = pytest.mark.django_db


@cache
def _document() -> Any:
    return _nullable(client().get(address("schema")).json())


def _nullable(found: Any) -> Any:
    """Say `nullable` as JSON Schema does."""
    if isinstance(found, list):
        return [_nullable(each) for each in found]
    if not isinstance(found, dict):
        return found
    plain = {name: _nullable(each) for name, each in found.items()}
    if plain.pop("nullable", False) is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain


def _bodies() -> list[tuple[str, Any, Any]]:
    """Return every example with what is said of its body."""
    found = []
    for path, operations in _document()["paths"].items():
        for operation in operations.values():
            parts = [operation.get("requestBody", {}), *operation.get("responses", {}).values()]
            for body in (each for part in parts for each in part.get("content", {}).values()):
                for name, example in body.get("examples", {}).items():
                    found.append((f"{path} {name}", body["schema"], example["value"]))
    return found


def test_every_example_fits() -> None:
    components = {"components": _document()["components"]}
    wrong, seen = [], set()
    for name, schema, value in _bodies():
        key = (str(schema), str(value))
        if key not in seen:
            seen.add(key)
            told = jsonschema.Draft202012Validator({**schema, **components})
            wrong += [f"{name}: {each.message}" for each in told.iter_errors(value)]
    assert wrong == []


@pytest.mark.parametrize("known", [READ, SHOWN])
def test_every_example_is_in_it(known: dict[str, Any]) -> None:
    told = [value for _name, _schema, value in _bodies()]
    assert [name for name, value in known.items() if value not in told] == []


def test_every_body_has_one() -> None:
    without = [
        f"{method} {path} {media_type}"
        for path, operations in _document()["paths"].items()
        for method, operation in operations.items()
        for media_type, body in operation.get("requestBody", {}).get("content", {}).items()
        if not body.get("examples")
    ]
    assert without == []
