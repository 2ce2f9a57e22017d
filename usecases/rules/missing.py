"""One thing that is missing or wrong, and the field it belongs to."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Missing:
    """Named by field and code for programs, by text for people."""

    field: str
    code: str
    text: Promise | str
