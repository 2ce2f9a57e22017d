"""What a single value must be, where a column alone cannot say it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

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
