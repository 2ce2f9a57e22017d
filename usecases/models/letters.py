"""Letters of decision: the templates of an authority, and each letter as it is held and sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.terms import DecisionOutcome


class LetterTemplate(Record):
    """What an authority writes with one outcome, a slot for each language."""

    authority = models.ForeignKey(
        "usecases.Authority",
        models.PROTECT,
        related_name="letter_templates",
        verbose_name=_("authority"),
    )
    outcome = Line(_("outcome"), max_length=10, choices=DecisionOutcome.choices)
    subject_en = Line(_("subject (English)"), max_length=200)
    subject_zh_hant = Line(_("subject (Traditional Chinese)"), max_length=200, blank=True)
    subject_zh_hans = Line(_("subject (Simplified Chinese)"), max_length=200, blank=True)
    text_en = Prose(_("text (English)"))
    text_zh_hant = Prose(_("text (Traditional Chinese)"), blank=True)
    text_zh_hans = Prose(_("text (Simplified Chinese)"), blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("authority__code", "outcome", "id")
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "outcome"],
                name="letter_template_once",
                violation_error_message=_("This authority has a template for this outcome."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority} · {self.get_outcome_display()}"


class DecisionLetter(Record):
    """The letter of one decision: frozen when it is confirmed, held until it is released."""

    decision = models.OneToOneField(
        "usecases.Decision", models.PROTECT, related_name="letter", verbose_name=_("decision")
    )
    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="letters", verbose_name=_("use case")
    )
    letterhead = Prose(_("letterhead"), blank=True)
    subject = Line(_("subject"), max_length=300)
    body = Prose(_("text"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)

    class Meta:
        ordering = ("-recorded_at", "id")
        verbose_name = _("letter of decision")
        verbose_name_plural = _("letters of decision")

    def __str__(self) -> str:
        return self.subject
