"""Makes any number of use cases quickly: the invented programme, copied within the database.

Everything that hangs on a use case is copied with it, by one statement a table, with keys of its
own and recorded later; so figures and lists look as they would after many years, not as one row
repeated. What tells of edits, letters and scores is left out: no list or report gets longer by it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max, Min

from tests.benchmarks.dialects import DIALECTS, Dialect
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.vocabulary.publications import Kind

_LEFT_OUT = {
    *("change", "viewing", "message", "score", "answer", "decisionletter", "interest", "remark"),
    *("eventitem", "alias", "reportdraft", "comment", "revision", "attachment", "note"),
}
_STAMPS = {"recorded_at", "updated_at"}
# Texts that name a use case alone: what is copied is named anew.
_NAMES = {"reference", "imported_as"}
_AT_ONCE = 200  # copies by one statement
Table = type[models.Model]
Said = Callable[[str], None]


def copied() -> list[Table]:
    """Return the tables that hang on use cases, and what is published of these."""
    every = apps.get_models(include_auto_created=True)
    found: list[Table] = [UseCase]
    while more := [each for each in every if each not in found and _hangs(each, found)]:
        found += more
    return [*found, Publication]


def _hangs(table: Table, found: list[Table]) -> bool:
    if table._meta.model_name in _LEFT_OUT:
        return False
    return any(each.related_model in found for each in table._meta.concrete_fields)


def grow(cases: int, say: Said) -> None:
    """Copy the programme until there are at least so many use cases."""
    there = UseCase.objects.count()
    times = max(0, -(-(cases - there) // there))
    if not times:
        return
    dialect = DIALECTS[connection.vendor]
    with dialect.unguarded(connection):
        span = _put_back(dialect, times)
        copies = [_Copies(table, dialect, span) for table in copied()]
        for first in range(1, times + 1, _AT_ONCE):
            last = min(times, first + _AT_ONCE - 1)
            with transaction.atomic():
                for each in copies:
                    each.make(first, last)
            say(f"{there * (last + 1):,} use cases")
    _count_on()
    dialect.settle(connection)


def _put_back(dialect: Dialect, times: int) -> int:
    """Let all that is recorded be recorded earlier, so that the last copy is recorded by now.

    Return how many seconds later each copy is recorded than the one before.
    """
    ends = UseCase.objects.aggregate(first=Min("recorded_at"), last=Max("updated_at"))
    span = int((ends["last"] - ends["first"]) / timedelta(seconds=1)) + 2
    for table in apps.get_models(include_auto_created=True):
        for field in table._meta.concrete_fields:
            if field.name in _STAMPS:
                column = _quoted(field.column)
                moved = dialect.later(column, f"-{span * (times + 1)}")
                _run(f"UPDATE {_quoted(table._meta.db_table)} SET {column} = {moved}")
    return span


class _Copies:
    """One table: its rows as they were, put aside, and how a copy of one is written."""

    def __init__(self, table: Table, dialect: Dialect, span: int) -> None:
        self.table, self.dialect, self.span = table, dialect, span
        self.own = set(copied())
        self.aside = _quoted(f"bench_{table._meta.db_table}"[:60])
        only = f" WHERE kind = '{Kind.USE_CASE}'" if table is Publication else ""
        _run(f"CREATE TEMPORARY TABLE {self.aside} AS SELECT * FROM {self.name}{only}")

    @property
    def name(self) -> str:
        """The table's name, quoted."""
        return _quoted(self.table._meta.db_table)

    def make(self, first: int, last: int) -> None:
        """Write the copies with these numbers."""
        fields = self.table._meta.concrete_fields
        columns = ", ".join(_quoted(each.column) for each in fields)
        values = ", ".join(self._value(each) for each in fields)
        numbers = self.dialect.numbers(first, last)
        _run(
            f"INSERT INTO {self.name} ({columns}) "
            f"SELECT {values} FROM ({numbers}) AS copy CROSS JOIN {self.aside} AS old"
        )

    def _value(self, field: Any) -> str:
        column = f"old.{_quoted(field.column)}"
        target = self.table if field.primary_key else field.related_model
        if target in self.own or field.unique or (self.table, field.name) == _RECORD:
            return self._key(target or self.table, field, column)
        if field.name in _STAMPS:
            return self.dialect.later(column, f"copy.n * {self.span}")
        if field.name in _NAMES:
            return f"CASE {column} WHEN '' THEN '' ELSE {column} || '-' || copy.n END"
        if (self.table, field.name) == _CONTENT:
            return self.dialect.content(column, "old.record")
        return column

    def _key(self, target: Table, field: Any, column: str) -> str:
        whole = isinstance(target._meta.pk, models.AutoField | models.BigAutoField)
        if whole and (field.primary_key or field.related_model):
            return f"{column} + copy.n * {_stride(target)}"
        return self.dialect.key(column)


_RECORD, _CONTENT = (Publication, "record"), (Publication, "content")
_strides: dict[Table, int] = {}


def _stride(table: Table) -> int:
    """Return how far the numbers of one copy are from those of the next."""
    if table not in _strides:
        _strides[table] = table._base_manager.aggregate(last=Max("pk"))["last"] or 1
    return _strides[table]


def _count_on() -> None:
    """Let numbers that the database gives go on after the highest."""
    for statement in connection.ops.sequence_reset_sql(no_style(), copied()):
        _run(statement)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
