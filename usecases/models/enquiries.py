"""What the assistant was asked, what it should be able to answer, and how it did when tried."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose
from usecases.vocabulary.asking import AnswerKind, Gap, PassageLanguage, Ran, Tier, Useful


class Enquiry(models.Model):
    """A question to the assistant, names and numbers of people masked, kept for 90 days.

    No record of the domain: it has no trail and tells nobody's address. `gap` says where a question
    stands that was not answered; empty where it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    asked_at = models.DateTimeField(_("asked"), db_index=True)
    question = Prose(_("question"))
    language = Line(_("language"), max_length=8, choices=PassageLanguage.choices)
    tier = Line(_("tier"), max_length=1, choices=Tier.choices)
    kind = Line(_("answered by"), max_length=12, choices=AnswerKind.choices)
    cited = models.JSONField(_("cited"), default=list)
    missing = models.JSONField(_("words not found"), default=list)
    useful = models.BooleanField(_("useful"), null=True, blank=True)
    why = Line(_("why"), max_length=8, choices=Useful.choices, blank=True)
    why_text = Prose(_("in their words"), blank=True)
    sent_to_team = models.BooleanField(_("sent to the sandbox team"), default=False)
    gap = Line(_("state"), max_length=8, choices=Gap.choices, blank=True, db_index=True)
    gap_at = models.DateTimeField(_("since"), null=True, blank=True)
    gap_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="gaps",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )
    guidance = models.ForeignKey(
        "usecases.Document",
        models.PROTECT,
        related_name="enquiries",
        null=True,
        blank=True,
        verbose_name=_("guidance"),
    )
    sample = models.ForeignKey(
        "usecases.SampleQuestion",
        models.PROTECT,
        related_name="enquiries",
        null=True,
        blank=True,
        verbose_name=_("sample question"),
    )
    closed_by = models.ForeignKey(
        "usecases.Evaluation",
        models.PROTECT,
        related_name="closed",
        null=True,
        blank=True,
        verbose_name=_("closed by"),
    )

    class Meta:
        ordering = ("-asked_at", "id")
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")

    def __str__(self) -> str:
        return self.question[:80]


class SampleQuestion(models.Model):
    """A question that the next evaluations ask, and what an answer must show.

    `gold` is as in an evaluation file: of each inner list one text must be shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="samples", verbose_name=_("written by")
    )
    question = Prose(_("question"))
    language = Line(_("language"), max_length=8, choices=PassageLanguage.choices)
    gold = models.JSONField(_("what must be shown"), default=list)

    class Meta:
        ordering = ("-written_at", "id")
        verbose_name = _("sample question")
        verbose_name_plural = _("sample questions")

    def __str__(self) -> str:
        return self.question[:80]


class Evaluation(models.Model):
    """One run of an evaluation or a calibration, with its figures as they were printed.

    `figures` holds rows as `assistant.runs.Figure` names them; `index_version` tells what
    was published when it ran.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ran_at = models.DateTimeField(_("ran"), db_index=True)
    ran = Line(_("what"), max_length=12, choices=Ran.choices)
    file = Line(_("file"), max_length=200, blank=True)
    index_version = Line(_("state of what is published"), max_length=64, blank=True)
    figures = models.JSONField(_("figures"), default=list)
    refused = Line(_("refused"), max_length=200, blank=True)

    class Meta:
        ordering = ("-ran_at", "id")
        verbose_name = _("evaluation of the assistant")
        verbose_name_plural = _("evaluations of the assistant")

    def __str__(self) -> str:
        return f"{self.get_ran_display()} {self.ran_at:%Y-%m-%d %H:%M}"
