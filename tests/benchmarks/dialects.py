"""How each database counts, shifts keys and moments, and stands aside while rows are copied."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from usecases.audit.protect import protect


class Dialect(Protocol):
    """What copying says in the words of one database. `n` is the number of the copy."""

    def numbers(self, first: int, last: int) -> str:
        """Return a query of all whole numbers in a range."""

    def key(self, column: str) -> str:
        """Return the key that a copy has: the last eight digits tell which copy it is."""

    def later(self, column: str, seconds: str) -> str:
        """Return a moment so many seconds later."""

    def content(self, column: str, key: str) -> str:
        """Return a text of JSON in which a key is the copy's, and so is the reference."""

    def unguarded(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """Let nothing but this session write, and that without triggers."""

    def settle(self, connection: BaseDatabaseWrapper) -> None:
        """Let the database look at what it holds now."""


class PostgreSQL:
    """PostgreSQL: keys are of type uuid, moments are added up, triggers pause for the session."""

    def numbers(self, first: int, last: int) -> str:
        """Return a query of all whole numbers in a range."""
        return f"SELECT generate_series({first}, {last}) AS n"

    def key(self, column: str) -> str:
        """Return the key that a copy has."""
        return f"(left({column}::text, 28) || lpad(to_hex(copy.n), 8, '0'))::uuid"

    def later(self, column: str, seconds: str) -> str:
        """Return a moment so many seconds later."""
        return f"{column} + ({seconds}) * interval '1 second'"

    def content(self, column: str, key: str) -> str:
        """Return JSON in which a key is the copy's, and so is the reference."""
        end = f"left(right({key}::text, 12), 4) || lpad(to_hex(copy.n), 8, '0')"
        named = f"replace({column}::text, right({key}::text, 12), {end})"
        reference = f"{column} ->> 'reference'"
        return f"replace({named}, {reference}, {reference} || '-' || copy.n)::jsonb"

    @contextmanager
    def unguarded(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Let triggers and foreign keys rest, and do not wait for the disk."""
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = origin")
                cursor.execute("SET synchronous_commit = on")

    def settle(self, connection: BaseDatabaseWrapper) -> None:
        """Count, and let numbers go on after the highest."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


class SQLite:
    """SQLite: keys are 32 hexadecimal digits, moments are texts with microseconds at the end."""

    def numbers(self, first: int, last: int) -> str:
        """Return a query of all whole numbers in a range."""
        more = f"SELECT {first} UNION ALL SELECT n + 1 FROM each WHERE n < {last}"
        return f"WITH RECURSIVE each(n) AS ({more}) SELECT n FROM each"

    def key(self, column: str) -> str:
        """Return the key that a copy has."""
        return f"substr({column}, 1, 24) || printf('%08x', copy.n)"

    def later(self, column: str, seconds: str) -> str:
        """Return a moment so many seconds later."""
        moved = f"datetime(substr({column}, 1, 19), ({seconds}) || ' seconds')"
        return f"{moved} || substr({column}, 20)"

    def content(self, column: str, key: str) -> str:
        """Return JSON in which a key is the copy's, and so is the reference."""
        end = f"substr({key}, 21, 4) || printf('%08x', copy.n)"
        named = f"replace({column}, substr({key}, 21, 12), {end})"
        reference = f"json_extract({column}, '$.reference')"
        return f"replace({named}, {reference}, {reference} || '-' || copy.n)"

    @contextmanager
    def unguarded(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Take the triggers away, and make them anew."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            protect(connection)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous = FULL")
                cursor.execute("PRAGMA foreign_keys = ON")

    def settle(self, connection: BaseDatabaseWrapper) -> None:
        """Count what is there."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


DIALECTS: dict[str, Dialect] = {"postgresql": PostgreSQL(), "sqlite": SQLite()}
