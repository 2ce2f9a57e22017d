"""Words of a running trial: how it stands, and where what falls due stands."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.stages import Stage


class Colour(TextChoices):
    """The traffic light of a trial; the worst of its reasons."""

    RED = "red", _("Red: act now")
    AMBER = "amber", _("Amber: watch")
    GREEN = "green", _("Green: on course")


class DeliverableState(TextChoices):
    """Where a deliverable stands; derived, never stored."""

    DUE = "due", _("Due")
    LATE = "late", _("Late")
    HANDED_IN = "handed-in", _("Waits for sign-off")
    SIGNED_OFF = "signed-off", _("Signed off")
    WAIVED = "waived", _("Waived")
    NO_LONGER_DUE = "no-longer-due", _("No longer due")


# The trial runs, or stands still for a while.
RUNNING: tuple[str, ...] = (Stage.TRIALLING, Stage.SUSPENDED)
# What falls due in a trial is expected at these, and at no other.
EXPECTED: tuple[str, ...] = (Stage.ACCEPTED, *RUNNING, Stage.COMPLETED)
# A trial that started, whatever became of it.
STARTED: tuple[str, ...] = (*RUNNING, Stage.COMPLETED, Stage.TERMINATED)

# What a trial may have used of what it was granted: what was used, the limit, in words, of what.
LIMITED: tuple[tuple[str, str, Promise, Promise], ...] = (
    ("customers_exposed", "customers_limit", _("Customers exposed"), _("customers")),
    ("transactions_made", "transactions_limit", _("Transactions made"), _("transactions")),
    ("compute_used", "compute_granted", _("Compute used"), _("GPU hours")),
)
