"""What a verb answers when it will not: one kind each, every fault named by its field."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.rules.missing import Missing


class Refused(Exception):  # noqa: N818  # a refusal is an answer, not a failure
    """A verb that was not carried out; nothing was written."""

    code = "refused"
    text: Promise | str = _("This cannot be done.")

    def __init__(self, *faults: Missing) -> None:
        self.faults = faults or (Missing("", self.code, self.text),)
        super().__init__(" ".join(str(fault.text) for fault in self.faults))

    def by_field(self) -> dict[str, list[str]]:
        """Return the texts by field; what belongs to no field stands under the empty name."""
        texts: dict[str, list[str]] = {}
        for fault in self.faults:
            texts.setdefault(fault.field, []).append(str(fault.text))
        return texts


class NotFound(Refused):
    """There is no such record, or none that this person may see: the same answer."""

    code = "not-found"
    text = _("There is no such record.")


class NotAllowed(Refused):
    """The record is there, the act is not this person's."""

    code = "not-allowed"
    text = _("You may not do this.")


class WrongStage(Refused):
    """The verb does not start at the stage the use case is at."""

    code = "wrong-stage"
    text = _("This cannot be done at the present stage.")


class NotReady(Refused):
    """Something is still missing before this verb."""

    code = "not-ready"


class Invalid(Refused):
    """A value that cannot be."""

    code = "invalid"
    text = _("A value is not valid.")


class Stale(Refused):
    """Somebody else changed it in the meantime."""

    code = "stale"
    text = _("Somebody else changed this in the meantime. Look at it again.")


def invalid(field: str, code: str, text: Promise | str) -> Invalid:
    """Return an `Invalid` about one field."""
    return Invalid(Missing(field, code, text))


def from_validation(error: ValidationError) -> Invalid:
    """Return Django's validation error as ours."""
    if not hasattr(error, "error_dict"):
        return Invalid(*(Missing("", "invalid", text) for text in error.messages))
    faults = (
        Missing("" if field == NON_FIELD_ERRORS else field, each.code or "invalid", text)
        for field, errors in error.error_dict.items()
        for each in errors
        for text in each.messages
    )
    return Invalid(*faults)
