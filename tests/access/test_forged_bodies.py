"""Bodies that are no form: every route of the console answers calmly and writes nothing."""

from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT

from tests.access.forging import (
    ANSWERED,
    CONSOLE,
    STAFF,
    Attacks,
    furnish,
    half,
    key_of,
    of_model,
    written,
)
from tests.access.routes import Route
from tests.keeping import kept
from usecases.admin.records import KINDS, rows_for
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db
_world = kept(furnish)

FORM = "application/x-www-form-urlencoded"
_FILE = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="'
BODIES: dict[str, tuple[Any, str]] = {
    "json": ('{"reason": "x", "stage": "accepted"}', "application/json"),
    "text": ("reason=x", "text/plain"),
    "xml": ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"),
    "no kind": ("x", ""),
    "another alphabet": (b"reason=%ff&\xff=\xfe", f"{FORM}; charset=utf-16"),
    "an alphabet that is none": (b"reason=x", f"{FORM}; charset=nothing"),
    "no boundary": ("x", "multipart/form-data"),
    "a broken boundary": ("--x\r\n\r\n", "multipart/form-data; boundary=y"),
    "cut off": (f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=", MULTIPART_CONTENT),
    "a file for a field": (
        f'{_FILE}../../x\x00.exe"\r\n\r\nMZ\r\n--{BOUNDARY}--',
        MULTIPART_CONTENT,
    ),
    "a file without a name": (f'{_FILE}"\r\n\r\n\r\n--{BOUNDARY}--\r\n', MULTIPART_CONTENT),
    "too many fields": ("&".join(f"a{n}=1" for n in range(3_000)), FORM),
    "a huge field": ("x=" + "a" * 3_000_000, FORM),
    "zero bytes": ("reason=%00&version=%00&_save=%00&%00=%00", FORM),
    "twice": ("version=1&version=2&csrfmiddlewaretoken=a&csrfmiddlewaretoken=b", FORM),
    "empty": ("", FORM),
}
# One route of every kind meets all of these; its like meet the few.
FEW = ("json", "cut off", "zero bytes")


def _kind(route: Route) -> bool:
    """Let pages of use cases come first: one of every kind meets all bodies."""
    return "_usecase_" not in route.name


@pytest.mark.parametrize("role", ["officer"])
def test_no_body_breaks_a_route(role: str) -> None:
    person = STAFF[role]()
    attacks, before, met = Attacks(person), written(), set[str]()
    for route in half(sorted(CONSOLE, key=_kind), lambda each: each.name):
        model, page = of_model(route)
        if page in ("logout", "login"):
            continue
        row = rows_for(KINDS[model] if model else UseCase, person).first()
        key = key_of(row) if row is not None else ""
        if route.key is not None and len(key) != 36:  # of a uuid
            continue
        names = FEW if page in met else BODIES
        met.add(page)
        for name in names:
            body, kind = BODIES[name]
            path = route.address(key)
            answer = attacks.send("post", path, name, body=body, kind=kind)
            if answer.status_code not in ANSWERED:
                attacks.wrong.append((path, name, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)
