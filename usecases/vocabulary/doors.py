"""By which door a change came in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Door(TextChoices):
    """Written on every row of the trail."""

    CONSOLE = "console", _("Console")
    PORTAL = "portal", _("Portal")
    API = "api", _("API")
    COMMAND = "command", _("Command")
    PUBLIC = "public", _("Public pages")
