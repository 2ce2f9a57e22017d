"""One example for each body that programs send, and for what they are answered most.

The description takes them by the name of what is read or shown. All of it is invented.
"""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiExample

from usecases.api.example_bodies import READ

_COUNTED = "https://sandbox.example/api/v1/use-cases/?phase=HAR1&reached=submitted"
_COLUMNS = [
    {
        "name": "phase",
        "label": "Phase",
        "type": "text",
        "unit": None,
        "definition": "Code of the phase.",
    },
    {
        "name": "submitted",
        "label": "Submitted",
        "type": "count",
        "unit": "use cases",
        "definition": "Use cases ever submitted.",
    },
]
SHOWN: dict[str, dict[str, Any]] = {
    "ReportsShown": {
        "reports": [
            {
                "name": "funnel",
                "title": "Funnel",
                "definition": "How far use cases came, and what was decided about them.",
                "url": "https://sandbox.example/api/v1/reports/funnel/",
            }
        ]
    },
    "ReportShown": {
        "report": "funnel",
        "title": "Funnel",
        "definition": "How far use cases came, and what was decided about them.",
        "scope": {"phase": ["HAR1"], "columns": ["submitted"]},
        "as_at": None,
        "known_at": None,
        "columns": _COLUMNS,
        "rows": [{"phase": "HAR1", "submitted": 40, "records": {"submitted": _COUNTED}}],
        "total": {"phase": None, "submitted": 40, "records": {"submitted": _COUNTED}},
    },
}


def examples_of(read: Any, form: str, shown: Any) -> Iterator[OpenApiExample]:
    """Yield the examples of what an operation reads, in this form, and of what it shows."""
    if (name := _name(read)) in READ:
        yield OpenApiExample("Example", value=READ[name], request_only=True, media_type=form)
    if (name := _name(shown)) in SHOWN:
        yield OpenApiExample("Example", value=SHOWN[name], response_only=True)


def _name(serializer: Any) -> str:
    return str(getattr(serializer, "__name__", type(serializer).__name__))


def problem_of(code: int, title: str) -> OpenApiExample:
    """Return the problem document of a status."""
    value = {
        "type": "about:blank",
        "title": title,
        "status": code,
        "code": _CODES.get(code, "invalid"),
        "detail": _DETAILS.get(code, title),
        "errors": {"phase": ["Select a valid choice."]} if code == _BAD_REQUEST else {},
        "request_id": "0a99d3fa-f001-43e9-8136-6d1f946edbc3",
    }
    return OpenApiExample(title, value=value)


_BAD_REQUEST = 400
_CODES = {401: "not-authenticated", 403: "not-allowed", 404: "not-found"}
_DETAILS = {_BAD_REQUEST: "phase: Select a valid choice."}
