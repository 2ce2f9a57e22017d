"""How the columns of a report's figures are called and what each says, kept with what is frozen."""

from typing import Any

from usecases.models.person import ANONYMOUS
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.phase_report_frozen import frozen_columns
from usecases.reporting.phase_report_parts import PART_BY_NAME


def columns_of(facts: dict[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
    """Return label, type, unit and definition of every column, by part and name."""
    return {
        part["name"]: frozen_columns(part, PART_BY_NAME[part["name"]].by)
        if "table" in part
        else _columns(part["name"], part["columns"])
        for part in facts["parts"]
        if "columns" in part
    }


def _columns(name: str, shown: list[str]) -> dict[str, dict[str, str]]:
    part = PART_BY_NAME[name]
    report = REPORTS[part.report]
    scope = report.scope(ANONYMOUS, {"by": [part.by]} if part.by else {})
    return {
        column.name: {
            "label": str(column.label or column.name),
            "type": str(column.type),
            "unit": str(column.unit),
            "definition": str(column.definition),
        }
        for column in report.columns(scope)
        if column.name in shown
    }
