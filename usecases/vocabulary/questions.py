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
