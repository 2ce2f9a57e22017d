"""How a message reaches its reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The ways out of the outbox."""

    MAIL = "mail", _("Mail")
    NOTICE = "notice", _("Notice in the portal")
