"""The questions of a phase in the versions of its form, and what the bank answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, in_language
from usecases.vocabulary.questions import QuestionKind


class Question(Record):
    """A question of one phase: from one version of its form on, until another one drops it.

    `choices` is a list of `{"code", "label_en", "label_zh_hant", "label_zh_hans"}`.
    """

    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="questions", verbose_name=_("phase")
    )
    code = models.SlugField(_("code"), max_length=60)
    kind = Line(_("kind"), max_length=8, choices=QuestionKind.choices)
    label_en = Line(_("question (English)"), max_length=300)
    label_zh_hant = Line(_("question (Traditional Chinese)"), max_length=300, blank=True)
    label_zh_hans = Line(_("question (Simplified Chinese)"), max_length=300, blank=True)
    help_en = Prose(_("help (English)"), blank=True)
    help_zh_hant = Prose(_("help (Traditional Chinese)"), blank=True)
    help_zh_hans = Prose(_("help (Simplified Chinese)"), blank=True)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    word_limit = models.PositiveSmallIntegerField(_("word limit"), null=True, blank=True)
    required = models.BooleanField(_("required"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    since_version = models.PositiveSmallIntegerField(_("since form version"), default=1)
    until_version = models.PositiveSmallIntegerField(
        _("dropped in form version"), null=True, blank=True
    )

    class Meta:
        ordering = ("phase", "order", "code", "since_version")
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.UniqueConstraint(
                fields=["phase", "code", "since_version"], name="question_version"
            ),
            models.UniqueConstraint(
                fields=["phase", "code"],
                condition=Q(until_version__isnull=True),
                name="question_code",
                violation_error_message=_("This phase has a question with this code."),
            ),
            models.CheckConstraint(
                condition=Q(until_version__isnull=True) | Q(until_version__gt=F("since_version")),
                name="question_versions",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The question in the language in use."""
        return in_language(self, "label")

    @property
    def help(self) -> str:
        """The help in the language in use."""
        return in_language(self, "help")


class Answer(Record):
    """What the bank answers to a question of the phase; its own until it is submitted.

    `value`: text or a choice's code as text, a number as text, yes or no as a boolean, several
    choices as a list of codes; of a file nothing, since the file names the question.
    """

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="answers", verbose_name=_("use case")
    )
    question = models.ForeignKey(
        "usecases.Question", models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    value = models.JSONField(_("answer"), null=True, blank=True)

    class Meta:
        ordering = ("use_case", "question__order", "question__code")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(fields=["use_case", "question"], name="answer_once"),
        )

    def __str__(self) -> str:
        return str(self.question)
