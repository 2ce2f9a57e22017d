"""Requests to addresses that people gave: where they never go, and when they end."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.notices.receivers import receiver, staller
from usecases.notices.outbound import NotReached, fault_in, post
from usecases.text.hosts import is_public

OURS = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    *("10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254"),
    *("172.16.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1"),
    *("::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:10.0.0.1", "64:ff9b::a00:1"),
    *("64:ff9b::808:808", "64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:a00:1::"),
    *("2002:808:808::", "fc00::1", "fd12::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1"),
]


@pytest.mark.parametrize("address", OURS)
def test_what_is_not_somebody_elses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111"])
def test_what_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.com/", "ftp://example.com/", "https://", "https:///x", "//example.com"),
        *("https://a:b@example.com/", "https://example.com/#x", "https://exa mple.com/", "nothing"),
        *("https://example.com:99999/", "https://[::1/", "javascript:alert(1)", "file:///etc/x"),
    ],
)
def test_addresses_that_are_not_taken(address: str) -> None:
    assert fault_in(address)
    with pytest.raises(NotReached, match="not one to send to"):
        post(address, {}, b"")


def test_one_that_is() -> None:
    assert not fault_in("https://example.com:8443/hooks?key=1")


@pytest.mark.parametrize("allowed", [False, True])
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
def test_nothing_goes_to_our_own_network(settings: Any, host: str, allowed: bool) -> None:
    settings.OUTBOUND_TO_LOOPBACK = allowed
    if not (allowed and host in ("127.0.0.1", "localhost", "[::1]")):
        with pytest.raises(NotReached, match=r"^The address is not one to send to\.$"):
            post(f"https://{host}/", {}, b"")


def test_even_if_it_listens(settings: Any) -> None:
    with receiver() as there:
        for address in (there.address, there.address.replace("http:", "https:")):
            with pytest.raises(NotReached, match="not one to send to"):
                post(address, {}, b"x")
        assert there.got == []
        settings.OUTBOUND_TO_LOOPBACK = True
        assert post(there.address, {"X-One": "1"}, b"x") == 204
    [(headers, body)] = there.got
    assert (headers["x-one"], headers["host"], body) == ("1", there.address[7:].split("/")[0], b"x")


def test_whoever_asks_may_run_a_loop_of_their_own(settings: Any) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True

    async def asked() -> int:
        return post(there.address, {}, b"x")

    with receiver() as there, ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, asked()).result() == 204


def test_a_name_that_is_none(settings: Any) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True
    with pytest.raises(NotReached, match=r"^The name of the host is not known\.$"):
        post(f"https://{'a' * 64}.invalid/", {}, b"")


def test_redirects_are_not_followed(settings: Any) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True
    with receiver() as other, receiver(status=302, headers={"Location": other.address}) as there:
        assert post(there.address, {}, b"x") == 302
        assert (len(there.got), other.got) == (1, [])


def test_what_is_answered_is_not_read(settings: Any) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True
    with receiver(status=200, body=b"x" * 50_000_000) as there:
        began = time.monotonic()
        assert post(there.address, {}, b"x") == 200
        assert time.monotonic() - began < 3


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 200 OK\r\nX-Endless: "])
def test_whoever_stalls_is_left(settings: Any, says: bytes) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True
    with staller(says) as address:
        began = time.monotonic()
        with pytest.raises(NotReached, match=r"^No answer within 0\.3 seconds\.$"):
            post(address, {}, b"x", seconds=0.3)
        assert time.monotonic() - began < 3


def test_nobody_there(settings: Any) -> None:
    settings.OUTBOUND_TO_LOOPBACK = True
    with receiver() as there:
        pass
    with pytest.raises(NotReached, match=r"^No connection: ConnectError\.$"):
        post(there.address, {}, b"x")
