"""Every request sets its door and its id, and leaves neither behind."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from usecases.audit.context import door, request_id
from usecases.audit.middleware import AuditMiddleware

seen: list[tuple[str, str]] = []


def view(request: HttpRequest) -> HttpResponse:
    seen.append((door.get(), request_id.get()))
    if request.path.endswith("/fail/"):
        raise ZeroDivisionError
    return HttpResponse()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/admin/usecases/phase/", "console"),
        ("/admin", "console"),
        ("/portal/", "portal"),
        ("/api/v1/use-cases/", "api"),
        ("/", "public"),
        ("/administration/", "public"),
        ("/register/admin/", "public"),
    ],
)
def test_door_of_a_path(path: str, expected: str) -> None:
    response = AuditMiddleware(view)(RequestFactory().get(path))
    assert seen[-1] == (expected, response["X-Request-Id"])
    assert (door.get(), request_id.get()) == ("command", "")


def test_every_request_has_its_own_id() -> None:
    for _ in range(2):
        AuditMiddleware(view)(RequestFactory().get("/"))
    assert seen[-1][1] != seen[-2][1]


def test_a_failure_leaves_nothing_behind() -> None:
    with pytest.raises(ZeroDivisionError):
        AuditMiddleware(view)(RequestFactory().get("/api/fail/"))
    assert (door.get(), request_id.get()) == ("command", "")
