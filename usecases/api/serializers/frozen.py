"""Frozen tables: counts without addresses, withheld cells null and named."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from usecases.api.serializers.reports import ColumnShown
from usecases.reporting.frozenread import PublicTable

_NAMES = ("id", "title", "report", "programme", "by", "phases", "as_at", "known_at")


class TableListed(serializers.Serializer[Any]):
    """A table that is public."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    report = serializers.CharField(help_text="The report whose definitions it counts by.")
    programme = serializers.CharField()
    by = serializers.CharField(allow_null=True, help_text="What phases are broken down by.")
    phases = serializers.ListField(child=serializers.CharField())
    as_at = serializers.DateTimeField()
    known_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    url = serializers.URLField()


class TablesShown(serializers.Serializer[Any]):
    """The tables that are public."""

    tables = TableListed(many=True)


class TableShown(TableListed):
    """A whole table. A withheld cell is null, and named in `withheld` of its row."""

    smallest_cell = serializers.IntegerField(
        help_text="Cells that rest on fewer institutions are withheld."
    )
    digest = serializers.CharField(help_text="SHA-256 of the table as it was frozen.")
    columns = ColumnShown(many=True)
    rows = serializers.ListField(child=serializers.DictField())
    total = serializers.DictField()


def table_listed(table: PublicTable, request: Request) -> dict[str, Any]:
    """Return a table as the index shows it."""
    told = {name: getattr(table, name) for name in (*_NAMES, "published_at")}
    url = request.build_absolute_uri(reverse("api:table", args=[table.id]))
    return {**told, "by": table.by or None, "url": url}


def table_shown(table: PublicTable, request: Request) -> dict[str, Any]:
    """Return a table with its rows."""
    return {
        **table_listed(table, request),
        "smallest_cell": table.smallest_cell,
        "digest": table.digest,
        "columns": table.columns,
        "rows": table.rows,
        "total": table.total,
    }
