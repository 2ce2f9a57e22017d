"""The kinds of questions that a phase may ask."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """What an answer looks like."""

    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    YES_NO = "yes-no", _("Yes or no")
    ONE = "one", _("One choice")
    SEVERAL = "several", _("Several choices")
    FILE = "file", _("File")


# The field of an answer, wherever fields are named; no field of a use case has a hyphen.
PREFIX = "question-"
# What a revision of the submission calls its answers to the phase's questions.
REVISED = "phase-answers"
CHOICES_LEAST, CHOICES_MOST = 2, 40
TEXT_CHARACTERS = 20_000
NUMBER_CHARACTERS = 40
LABELS = ("label_en", "label_zh_hant", "label_zh_hans")
