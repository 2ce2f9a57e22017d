"""The kinds of records that can be public."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a publication is the public side of."""

    PROGRAMME = "programme", _("Programme")
    PHASE = "phase", _("Phase")
    PUBLISHED_FIGURE = "published-figure", _("Published figure")
    INSTITUTION = "institution", _("Institution")
    TECHNOLOGY_PARTNER = "technology-partner", _("Technology partner")
    PARTICIPATION = "participation", _("Participation")
    CATEGORY = "category", _("Category")
    TECHNIQUE = "technique", _("Technique")
    USE_CASE = "use-case", _("Use case")
    FINDING = "finding", _("Finding")
    PHASE_REPORT = "phase-report", _("Phase report")
    DOCUMENT = "document", _("Document")
    EVENT = "event", _("Event")
    FOLLOW_ON = "follow-on", _("Follow-on")
    OTHER_COHORT = "other-cohort", _("Cohort of another sandbox")
    FROZEN_TABLE = "frozen-table", _("Table of figures")
