"""What every test may ask for, and what none may do."""

import gc
import ipaddress
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests.factories import memory

# The same cases every time, on a machine of any speed.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis_settings.load_profile("repeatable")

# What was imported stays: the collector need not walk it again and again.
gc.freeze()
gc.set_threshold(50_000, 20, 50)

_connect = socket.socket.connect


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse connections that would leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_here)
        yield


def _connect_here(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
        pytest.fail(f"A test tried to reach {address[0]}.")
    _connect(self, address)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def _fresh_factories() -> None:
    """Begin every test with nothing made, every number at one, nobody's requests counted."""
    memory.forget()
    for each in caches.all():
        each.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Before the database goes, end what a request's thread of a live server may still hold."""
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


Freeze = Callable[[str | datetime], time_machine.Traveller]


@pytest.fixture
def freeze() -> Iterator[Freeze]:
    """Stop the clock at a moment, such as "2026-03-02T09:00:00+08:00"; call again to move it."""
    running: list[time_machine.travel] = []

    def at(moment: str | datetime) -> time_machine.Traveller:
        while running:
            running.pop().stop()
        travel = time_machine.travel(moment, tick=False)
        running.append(travel)
        return travel.start()

    yield at
    while running:
        running.pop().stop()
