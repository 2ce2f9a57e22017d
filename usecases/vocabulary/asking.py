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


class Useful(TextChoices):
    """Why an answer was of no use."""

    ANOTHER = "another", _("It answers another question")
    LITTLE = "little", _("It says too little")
    OLD = "old", _("It is out of date")
    SOURCE = "source", _("The source says something else")
    OTHER = "other", _("Something else")


class Gap(TextChoices):
    """Where an unanswered question stands; empty where it was answered."""

    OPEN = "open", _("Open")
    IN_HAND = "in-hand", _("In hand")
    ASIDE = "aside", _("Set aside")
    CLOSED = "closed", _("Answered since")


class Ran(TextChoices):
    """What was run."""

    EVALUATION = "evaluation", _("Evaluation")
    CALIBRATION = "calibration", _("Calibration")


WHY_CHARACTERS = 300
