"""What a single value must be, where a column alone cannot say it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "zh-hant", "zh-hans")
PATTERN = "{phase}-{number:03d}"


def reference_pattern(value: str) -> None:
    """Refuse a pattern from which no reference can be made, or always the same one."""
    try:
        made = {value.format(phase="GS1", number=number) for number in (1, 2)}
    except (KeyError, IndexError, ValueError, AttributeError):
        made = set()
    if len(made) != 2:  # noqa: PLR2004 - one for each of two numbers
        text = _("Use {phase} and {number}, such as {phase}-{number:03d}.")
        raise ValidationError(text, code="invalid")


def english() -> list[str]:
    """The language that every letter has."""
    return ["en"]


def languages(value: object) -> None:
    """Refuse languages that letters have no slot for, and a letter without any."""
    if not isinstance(value, list) or not value or set(map(str, value)) - {*LANGUAGES}:
        text = _("Give a list of some of: {names}.").format(names=", ".join(LANGUAGES))
        raise ValidationError(text, code="invalid")
