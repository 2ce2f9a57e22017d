"""What messages tell, and how they reach their reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The ways out of the outbox."""

    MAIL = "mail", _("Mail")
    NOTICE = "notice", _("Notice in the portal")


class Letter(TextChoices):
    """What a message tells of; each has its template."""

    PREPARED = "prepared", _("Draft prepared")
    RECEIVED = "received", _("Submission received")
    DECIDED = "decided", _("Decision released")
    STARTED = "started", _("Trial started")
    COMPLETED = "completed", _("Trial completed")
    WITHDRAWN = "withdrawn", _("Use case withdrawn")
