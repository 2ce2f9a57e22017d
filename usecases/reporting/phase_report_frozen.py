"""Tables of what is not published, as a phase report shows them: frozen, made public by two people,
with their small cells withheld, and nothing else.
"""

from typing import Any

from usecases.models.publications import Publication
from usecases.reporting.dimensions import DIMENSIONS
from usecases.reporting.phase_report_lists import Asked
from usecases.reporting.phase_report_parts import Part
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind


def frozen_table(part: Part, asked: Asked) -> dict[str, Any] | None:
    """Return the rows of the phase in the last such table that was public then."""
    code = asked.phase.code
    rows = published(
        Publication.objects.filter(kind=Kind.FROZEN_TABLE, code=part.frozen), asked.known_at
    )
    fitting = [row for row in rows if _fits(row.content, part, code)]
    if not fitting:
        return None
    last = max(fitting, key=lambda row: (row.content["as_at"], str(row.record)))
    columns = [*([part.by] if part.by else []), *(c["name"] for c in last.content["columns"])]
    lines = [line for line in last.content["rows"] if line["phase"] == code]
    return {
        "table": str(last.record),
        "columns": columns,
        "rows": [{name: line[name] for name in columns} for line in lines],
        "withheld": [line["withheld"] for line in lines],
    }


def _fits(content: dict[str, Any], part: Part, code: str) -> bool:
    return content["by"] == part.by and code in content["phases"]


def frozen_columns(part: dict[str, Any], by: str) -> dict[str, dict[str, str]]:
    """Return how the columns of a table are called, as it was frozen."""
    row = Publication.objects.filter(record=part["table"], published_at__isnull=False).first()
    told = row.content["columns"] if row else []
    found = {
        each["name"]: {
            "label": each["label"],
            "type": "count",
            "unit": "",
            "definition": each["definition"],
        }
        for each in told
    }
    if by:
        label = str(DIMENSIONS[by].label)
        found[by] = {"label": label, "type": "text", "unit": "", "definition": ""}
    return found
