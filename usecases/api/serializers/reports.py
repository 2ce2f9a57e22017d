"""Reports as flat rows; every count with the address of exactly the records it counts."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from usecases.reporting.report import Report
from usecases.reporting.table import Column, Records, Row, Table, Type


class ReportListed(serializers.Serializer[Any]):
    """A report that can be asked for."""

    name = serializers.CharField()
    title = serializers.CharField()
    definition = serializers.CharField(help_text="What its figures mean.")
    url = serializers.URLField()


class ReportsShown(serializers.Serializer[Any]):
    """The reports that the caller may ask for."""

    reports = ReportListed(many=True)


class ColumnShown(serializers.Serializer[Any]):
    """A column of a report."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a declared field is taken out
    type = serializers.ChoiceField(choices=[each.value for each in Type])
    unit = serializers.CharField(allow_null=True)
    definition = serializers.CharField()


class SideShown(serializers.Serializer[Any]):
    """The other scope of a comparison."""

    scope = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    as_at = serializers.DateTimeField(allow_null=True, help_text="Null: now.")
    known_at = serializers.DateTimeField(allow_null=True, help_text="Null: now.")


class ReportShown(serializers.Serializer[Any]):
    """A whole report. Rows hold one value a column and `records`, the addresses of the counted."""

    report = serializers.CharField()
    title = serializers.CharField()
    definition = serializers.CharField()
    scope = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    as_at = serializers.DateTimeField(allow_null=True, help_text="Null: now.")
    known_at = serializers.DateTimeField(allow_null=True, help_text="Null: now.")
    against = SideShown(required=False, help_text="The other scope, in a comparison only.")
    columns = ColumnShown(many=True)
    rows = serializers.ListField(child=serializers.DictField())
    total = serializers.DictField(allow_null=True, help_text="Counted over the scope, not summed.")


def listed(report: Report, request: Request) -> dict[str, Any]:
    """Return a report as the index shows it."""
    return {
        "name": report.name,
        "title": report.title,
        "definition": report.definition,
        "url": request.build_absolute_uri(reverse("api:report", args=[report.name])),
    }


def shown(report: Report, table: Table, request: Request) -> dict[str, Any]:
    """Return a report with its rows."""
    return {
        "report": table.name,
        "title": report.title,
        "definition": report.definition,
        "scope": table.scope,
        "as_at": table.as_at,
        "known_at": table.known_at,
        **({"against": asdict(table.against)} if table.against else {}),
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(row, table, request) for row in table.rows],
        "total": _row(table.total, table, request) if table.total else None,
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": str(column.label or column.name),
        "type": column.type.value,
        "unit": column.unit or None,
        "definition": str(column.definition),
    }


def _row(row: Row, table: Table, request: Request) -> dict[str, Any]:
    values = {column.name: row.values.get(column.name) for column in table.columns}
    records = {name: address(each, request) for name, each in row.records.items()}
    return {**values, "records": records}


def address(records: Records, request: Request) -> str:
    """Return the address of the list that holds exactly these records."""
    path = reverse(f"api:{records.subject}-list")
    query = f"?{urlencode(records.params)}" if records.params else ""
    return request.build_absolute_uri(f"{path}{query}")
