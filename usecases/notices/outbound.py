"""Requests to addresses that people gave: resolved once, checked, pinned, bounded, no redirects."""

import asyncio
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from ssl import SSLContext

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from usecases.text.hosts import is_loopback, is_public
from usecases.vocabulary.webhooks import SECONDS

_PLAIN, _SECURE, _LAST_PORT = 80, 443, 65_535


class NotReached(Exception):  # noqa: N818 - an outcome that is kept, not a failure of ours
    """Why nothing was delivered, in words that tell nothing of our own network."""


def fault_in(address: str) -> StrOrPromise:
    """Return what is wrong with an address as it is written, or nothing."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return _("Give an address such as https://example.com/hooks.")
    odd = url.userinfo or url.fragment or any(each.isspace() for each in address)
    if not url.host or odd or (url.port or 0) > _LAST_PORT:
        return _("Give an address such as https://example.com/hooks.")
    if url.scheme != "https" and not (settings.OUTBOUND_TO_LOOPBACK and url.scheme == "http"):
        return _("Give an address that begins with https.")
    return ""


def post(address: str, headers: Mapping[str, str], body: bytes, seconds: float = SECONDS) -> int:
    """Return the status of the answer, of which nothing more is read."""
    if fault_in(address):
        raise NotReached("The address is not one to send to.")
    url = httpx.URL(address)
    pinned = url.copy_with(host=_resolved(url))
    named = {**headers, "Host": url.netloc.decode("ascii")}
    sent = _post(pinned, url.host, named, body, seconds)
    try:
        with ThreadPoolExecutor(1) as apart:  # whoever asks may run a loop of their own
            return apart.submit(asyncio.run, sent).result()
    except TimeoutError as error:
        raise NotReached(f"No answer within {seconds:g} seconds.") from error
    except (httpx.HTTPError, OSError) as error:
        raise NotReached(f"No connection: {type(error).__name__}.") from error


async def _post(
    pinned: httpx.URL, host: str, headers: Mapping[str, str], body: bytes, seconds: float
) -> int:
    """Send, within so many seconds all told, however slowly the other side speaks."""
    options = {"verify": _context(), "trust_env": False, "follow_redirects": False}
    async with asyncio.timeout(seconds), httpx.AsyncClient(timeout=seconds, **options) as client:  # type: ignore[arg-type]  # each as it is declared
        extensions = {"sni_hostname": host}
        sent = client.stream("POST", pinned, headers=headers, content=body, extensions=extensions)
        async with sent as answer:
            return answer.status_code


@cache
def _context() -> SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _resolved(url: httpx.URL) -> str:
    """Return the one address that is connected to; a name with any other kind is refused."""
    port = url.port or (_PLAIN if url.scheme == "http" else _SECURE)
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached("The name of the host is not known.") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(_allowed(each, url.scheme) for each in addresses):
        raise NotReached("The address is not one to send to.")
    return addresses[0]


def _allowed(address: str, scheme: str) -> bool:
    if settings.OUTBOUND_TO_LOOPBACK and is_loopback(address):
        return True
    return scheme == "https" and is_public(address)
