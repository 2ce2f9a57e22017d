"""Why a file is not taken: one fault, named by code for programs and by text for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.rules.missing import Missing

FIELD = "file"


class Unfit(Exception):  # noqa: N818  # a refusal is an answer, not a failure
    """A file that is not taken."""

    def __init__(self, code: str, text: Promise | str) -> None:
        self.fault = Missing(FIELD, code, text)
        super().__init__(code)


def damaged() -> Unfit:
    """Return the refusal of a file that is not built as its type must be."""
    return Unfit("damaged", _("The file is damaged. Save it again and hand in the new one."))


def two_in_one() -> Unfit:
    """Return the refusal of a file that is two types at once."""
    return Unfit(
        "two-in-one", _("The file holds something else behind what it shows. Save it again.")
    )
