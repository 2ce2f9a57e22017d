"""Words of the assistant: tiers, ways to an answer, languages, and its limits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

QUESTION_CHARACTERS = 500
KEPT_DAYS = 90


class Tier(TextChoices):
    """A asserts, B shows, C refuses."""

    ASSERTS = "A", _("A: answered")
    SHOWS = "B", _("B: closest passages shown")
    REFUSES = "C", _("C: refused")


class AnswerKind(TextChoices):
    """By which way an answer was found."""

    STRUCTURED = "structured", _("From the records")
    QUOTED = "quoted", _("Quoted")
    REFUSAL = "refusal", _("Refused")


class PassageLanguage(TextChoices):
    """The languages of passages and questions."""

    EN = "en", "English"
    ZH_HANT = "zh-hant", "繁體中文"
    ZH_HANS = "zh-hans", "简体中文"
