"""ETags: a digest of the body as shown to this person, so that hidden acts do not show."""

from typing import Any

from django.utils.http import parse_etags
from rest_framework.request import Request

from usecases.api.errors import PreconditionRequired
from usecases.text.digest import digest
from usecases.workflow.errors import Stale


def tag_of(body: Any) -> str:
    """Return the ETag of a body."""
    return f'"{digest(body)}"'


def is_known(request: Request, tag: str) -> bool:
    """Return whether the client has this body already."""
    known = _tags(request, "If-None-Match")
    return "*" in known or tag in known


def require_condition(request: Request) -> None:
    """Refuse a write that does not say what it is based on."""
    if not request.headers.get("If-Match", "").strip():
        raise PreconditionRequired


def require_match(request: Request, tag: str) -> None:
    """Refuse a write that is based on something else; inside the writer's lock."""
    given = _tags(request, "If-Match")
    if "*" not in given and tag not in given:
        raise Stale


def _tags(request: Request, header: str) -> set[str]:
    """Return the ETags of a header; a proxy that compresses has made them weak, in name only."""
    return {each.removeprefix("W/") for each in parse_etags(request.headers.get(header, ""))}
