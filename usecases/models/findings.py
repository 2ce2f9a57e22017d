"""Lessons for the industry, and what each rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, Sourced, in_language
from usecases.vocabulary.terms import TermKind


class Finding(Record, Sourced):
    """A lesson on a topic, resting on results and outcomes, or on a cited document.

    Public only anonymised (`rules.anonymity`), by two people, or with the document it cites.
    """

    topic = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        related_name="findings",
        limit_choices_to={"kind": TermKind.TOPIC},
        verbose_name=_("topic"),
    )
    statement_en = Prose(_("finding"))
    statement_zh_hant = Prose(_("finding (Traditional Chinese)"), blank=True)
    statement_zh_hans = Prose(_("finding (Simplified Chinese)"), blank=True)
    phase = models.ForeignKey(
        "usecases.Phase",
        models.PROTECT,
        related_name="findings",
        null=True,
        blank=True,
        verbose_name=_("phase"),
        help_text=_("Empty: of several phases."),
    )
    results = models.ManyToManyField(
        "usecases.Result", related_name="findings", blank=True, verbose_name=_("results")
    )
    outcomes = models.ManyToManyField(
        "usecases.Outcome", related_name="findings", blank=True, verbose_name=_("outcomes")
    )
    document = models.ForeignKey(
        "usecases.Document",
        models.PROTECT,
        related_name="findings",
        null=True,
        blank=True,
        verbose_name=_("document"),
        help_text=_("The published document in which it stands, where it is among ours."),
    )
    cited = Line(_("or another document"), max_length=300, blank=True)
    section = Line(_("section"), max_length=40, blank=True)
    page = Line(_("printed page"), max_length=20, blank=True)

    class Meta:
        ordering = ("topic__order", "topic__code", "recorded_at", "id")
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = (
            models.CheckConstraint(
                condition=Q(cited="", section="", page="")
                | ~Q(cited="")
                | Q(document__isnull=False),
                name="finding_page_of_document",
                violation_error_message=_("Name the document."),
            ),
        )

    def __str__(self) -> str:
        return self.statement[:120]

    @property
    def statement(self) -> str:
        """The statement in the language in use."""
        return in_language(self, "statement")

    @property
    def cites(self) -> str:
        """The title of the document in which it stands; nothing where it rests on trials."""
        return self.document.title_en if self.document else self.cited
