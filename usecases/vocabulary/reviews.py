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
