"""How a fact came to be known, how precisely it is dated, and how good its source is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Basis(TextChoices):
    """Whether a fact was written when it happened."""

    LIVE = "live", _("Live")
    RECORDED = "recorded", _("Recorded after the fact")


class Precision(TextChoices):
    """How precisely a moment is known; the stored moment is the end of that span."""

    MOMENT = "moment", _("Moment")
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class SourceKind(TextChoices):
    """Who says so."""

    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
