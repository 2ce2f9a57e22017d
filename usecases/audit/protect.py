"""Triggers that keep the trail append only, whoever writes to the database.

Made after every migration, since altering a table drops them on SQLite.
"""

from collections.abc import Iterator

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange, Viewing

PROTECTED: tuple[type[models.Model], ...] = (StageChange, Change, Submission, Viewing)
_REFUSAL = "The trail is append only."
_NAME = "usecases_append_only"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def protect(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger; those that are there stay or are made anew."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name, statement in _triggers(connection):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that are not there, though their tables are."""
    tables = set(connection.introspection.table_names())
    if not tables.issuperset(model._meta.db_table for model in PROTECTED):
        return []
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name, _statement in _triggers(connection) if name not in there]


def _triggers(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    of_vendor = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    for model in PROTECTED:
        yield from of_vendor(model)


def _on_postgresql(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    table = model._meta.db_table
    for event, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_no_{event.lower()}"
        when = f'BEFORE {event} ON "{table}" FOR EACH {each}'
        yield name, f"CREATE OR REPLACE TRIGGER {name} {when} EXECUTE FUNCTION {_NAME}()"


def _on_sqlite(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    table = model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for event in ("UPDATE", "DELETE"):
        name = f"{table}_no_{event.lower()}"
        yield name, f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" {refuse}'
    # INSERT OR REPLACE deletes without asking the trigger above.
    name, same = f"{table}_no_replace", " OR ".join(_same_row(model))
    exists = f'EXISTS (SELECT 1 FROM "{table}" WHERE {same})'  # noqa: S608 - our own tables' names
    yield name, f'CREATE TRIGGER {name} BEFORE INSERT ON "{table}" WHEN {exists} {refuse}'


def _same_row(model: type[models.Model]) -> Iterator[str]:
    """Yield, for each uniqueness of a table, the condition that a new row meets an old one."""
    uniques = [(field.name,) for field in model._meta.concrete_fields if field.unique]
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    for names in (*uniques, *(each.fields for each in model._meta.total_unique_constraints)):
        same = " AND ".join(f'"{columns[name]}" = NEW."{columns[name]}"' for name in names)
        yield f"({same})"
