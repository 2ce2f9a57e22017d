"""The values of a list as plain text, numbers and days: what is on screen, never its HTML."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any, TypeVar

from django.contrib.admin.utils import lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Field, Model
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from django.utils.translation import gettext as _

from usecases.exchange.writing import Cell

F = TypeVar("F", bound=Callable[..., Any])
_NONE = ("–", "-", "")


def exported(value: Callable[[Any], Cell], unit: Any = "") -> Callable[[F], F]:
    """Say what a column that is drawn for the screen holds when it is exported, in which unit."""

    def said(method: F) -> F:
        method.plain, method.unit = value, unit  # type: ignore[attr-defined]  # as `display` does
        return method

    return said


def headed(heading: str, column: str, admin: Any) -> str:
    """Return the heading of a column, with the unit that its numbers are in."""
    unit = getattr(getattr(admin, column, None), "unit", "")
    return f"{heading} ({unit})" if unit else heading


def plain(record: Model, column: str, admin: Any) -> Cell:
    """Return what a list shows of a record in a column."""
    own = getattr(getattr(admin, column, None), "plain", None)
    if own is not None:
        found: Cell = own(record)
        return found
    try:
        field, attribute, value = lookup_field(column, record, admin)
    except ObjectDoesNotExist:
        return None
    if field is None:
        return _yes_or_no(value) if getattr(attribute, "boolean", False) else _bare(value)
    return _of_field(field, value)


def _of_field(field: Any, value: Any) -> Cell:
    known = isinstance(field, Field) and bool(field.choices) and not isinstance(value, list)
    return _bare(dict(field.flatchoices).get(value, value) if known else value)


def _yes_or_no(value: object) -> str | None:
    if value is None:
        return None
    return _("Yes") if value else _("No")


def _bare(value: Any) -> Cell:
    """Return a number or a day as it is, of anything else its text, without HTML."""
    if isinstance(value, bool):
        return _yes_or_no(value)
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    text = str(value)
    if isinstance(text, SafeData):
        text = " ".join(unescape(strip_tags(text)).split())
    return None if text in _NONE else text
