"""Coded words for published documents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    """What a document is."""

    GUIDANCE = "guidance", _("Guidance")
    CIRCULAR = "circular", _("Circular")
    REPORT = "report", _("Report")
    FACT_SHEET = "fact-sheet", _("Fact sheet")
    PRESS_RELEASE = "press-release", _("Press release")
    SPEECH = "speech", _("Speech")


class DocumentLanguage(TextChoices):
    """In which language a document is written."""

    EN = "en", _("English")
    ZH_HANT = "zh-hant", _("Traditional Chinese")
    ZH_HANS = "zh-hans", _("Simplified Chinese")
