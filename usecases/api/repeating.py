"""`Idempotency-Key`: an act that is sent again is answered again, and done once."""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from usecases import audit
from usecases.api.base import ApiView
from usecases.workflow import replays
from usecases.workflow.errors import invalid

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x20-\x7e]{1,255}")
_KEPT = ("ETag", "Location")

V = TypeVar("V", bound=ApiView)
P = ParamSpec("P")


def repeatable(
    act: Callable[Concatenate[V, Request, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Do an act once for each key of its user; whoever comes meanwhile waits for the answer.

    The key is looked up under the one writer's lock, so that no two acts run under it at once.
    A refusal undoes everything, its key included: what was mended may be sent under it again.
    """

    @wraps(act)
    def once(view: V, request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = "" if HEADER not in request.headers else _digest(request)
        return repeated(view, request, asked, lambda: act(view, request, *args, **kwargs))

    return once


def repeated(
    view: ApiView, request: Request, asked: str, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Do an act that is known by the digest of what is asked: the same, of any body."""
    key = _key(request)
    if key is None:
        return act()
    with audit.writing(by=view.person):
        known = replays.kept(key, asked)
        if known is not None:
            return _again(known.status, known.headers, known.body)
        answer = act()
        headers = {name: answer[name] for name in _KEPT if answer.has_header(name)}
        body = JSONRenderer().render(answer.data).decode() if isinstance(answer, Response) else ""
        replays.keep(key, asked, answer.status_code, headers, body)
        return answer


def _key(request: Request) -> str | None:
    key = request.headers.get(HEADER)
    if key is not None and not _KEY.fullmatch(key):
        raise invalid(HEADER, "invalid", _("Give 1 to 255 printable ASCII characters."))
    return key


def _digest(request: Request) -> str:
    """Return the digest of what is asked: method, path and body, byte for byte."""
    parts: tuple[Any, ...] = (request.method, request.path, request.body.hex())
    return sha256("\n".join(parts).encode()).hexdigest()


def _again(status: int, headers: dict[str, str], body: str) -> HttpResponse:
    kind = {"content_type": "application/json"} if body else {}
    return HttpResponse(body, status=status, headers=headers, **kind)
