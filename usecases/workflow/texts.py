"""Texts that staff write: there, and not without end."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.workflow.errors import invalid


def within(field: str, text: str, most: int) -> None:
    """Raise `Invalid` about a text that is too long."""
    if len(text) > most:
        raise invalid(field, "too-long", format_lazy(_("At most {n} characters."), n=most))


def required(field: str, text: str, most: int, what: Promise) -> str:
    """Return a text without the space around it; an empty or an endless one is refused."""
    if not text.strip():
        raise invalid(field, "required", what)
    within(field, text, most)
    return text.strip()
