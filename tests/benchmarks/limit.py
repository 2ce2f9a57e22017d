"""The limit: the same statements, their rows written as JSON or CSV, and nothing else."""

import csv
import io
from collections.abc import Callable
from typing import Any

import orjson
from django.db import connection
from django.test.utils import CaptureQueriesContext


def statements_of(ask: Callable[[], object], table: str) -> list[str]:
    """Return the statements by which a request reads a table and what hangs on its rows."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    found = [str(each["sql"]) for each in captured]
    first = next(at for at, sql in enumerate(found) if "COUNT(*)" in sql and table in sql)
    return [sql for sql in found[first:] if "usecases_viewing" not in sql]


def as_json(statements: list[str]) -> Callable[[], object]:
    """Return what runs the statements and writes every row as an object."""

    def run() -> object:
        parts: list[bytes] = []
        with connection.cursor() as own:
            cursor: Any = own.cursor
            for statement in statements:
                cursor.execute(statement)
                names = [each[0] for each in cursor.description]
                rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
                parts.append(orjson.dumps(rows, default=str))
        return parts

    return run


def copied(statement: str) -> Callable[[], object]:
    """Return what writes the rows of a statement as CSV by the database's quickest way."""
    if connection.vendor == "postgresql":
        return lambda: _copy(statement)
    return lambda: _write(statement)


def _copy(statement: str) -> int:
    with connection.cursor() as own:
        cursor: Any = own.cursor
        with cursor.copy(f"COPY ({statement}) TO STDOUT WITH CSV HEADER") as copy:
            return sum(len(part) for part in copy)


def _write(statement: str) -> int:
    text = io.StringIO()
    with connection.cursor() as own:
        csv.writer(text).writerows(own.cursor.execute(statement))
    return text.tell()
