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
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or tag in {each.removeprefix("W/") for each in known}


def require_condition(request: Request) -> None:
    """Refuse a write that does not say what it is based on."""
    if not request.headers.get("If-Match", "").strip():
        raise PreconditionRequired


def require_match(request: Request, tag: str) -> None:
    """Refuse a write that is based on something else; inside the writer's lock."""
    given = parse_etags(request.headers.get("If-Match", ""))
    if given != ["*"] and tag not in given:
        raise Stale
