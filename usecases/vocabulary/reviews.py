"""Coded words of reviews: interests, and what an assessor recommends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """How a person stands to an institution, a partner or a use case."""

    NONE = "none", _("No conflict")
    CONFLICT = "conflict", _("Conflict of interest")


class Recommendation(TextChoices):
    """What an assessor would do."""

    ACCEPT = "accept", _("Accept")
    WAITLIST = "waitlist", _("Waitlist")
    DECLINE = "decline", _("Decline")


class Progress(TextChoices):
    """How far an assessor is with one use case; derived, never stored."""

    UNDECLARED = "undeclared", _("Interests to declare")
    TO_ASSESS = "to-assess", _("To assess")
    AGAIN = "again", _("To assess again")
    DRAFT = "draft", _("Draft kept")
    WAITS = "waits", _("Changed: wait for the case officer")
    STANDS = "stands", _("Handed in, stands after a change")
    IN = "in", _("Handed in")


# At these something is expected of the assessor.
OWED: tuple[str, ...] = (
    Progress.UNDECLARED,
    Progress.TO_ASSESS,
    Progress.AGAIN,
    Progress.DRAFT,
)
