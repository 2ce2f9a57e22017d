"""Where an invitation stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InvitationState(TextChoices):
    """What became of an invitation."""

    OPEN = "open", _("Waits to be accepted")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Taken back")
    EXPIRED = "expired", _("Expired")
