"""Decisions: proposed by one person, confirmed by another, released on the day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.terms import DecisionOutcome, TermKind


class Decision(Record):
    """What is to become of a submission. The stage moves at release, not before."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="decisions", verbose_name=_("use case")
    )
    submission = models.ForeignKey(
        "usecases.Submission",
        models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name=_("submission"),
    )
    digest = Line(_("digest"), max_length=64, blank=True)
    outcome = Line(_("outcome"), max_length=10, choices=DecisionOutcome.choices)
    reason = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        limit_choices_to={"kind": TermKind.REASON},
        null=True,
        blank=True,
        verbose_name=_("reason"),
    )
    text = Prose(_("text"), blank=True)
    conditions = Prose(_("conditions"), blank=True)
    feedback = Prose(
        _("feedback to the bank"), blank=True, help_text=_("Stands in the letter of a decline.")
    )
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    basis = Line(_("basis"), max_length=10, choices=Basis.choices, default=Basis.LIVE)
    source = Prose(_("source"), blank=True)
    proposed_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="decisions_proposed", null=True, blank=True
    )
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="decisions_confirmed", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    refused_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="decisions_refused", null=True, blank=True
    )
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    refusal = Prose(_("why it was refused"), blank=True)
    released_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="decisions_released", null=True, blank=True
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    class Meta:
        ordering = ("-updated_at", "id")
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = (
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(confirmed_by__isnull=True)
                | ~Q(proposed_by=F("confirmed_by")),
                name="decision_by_two",
                violation_error_message=_("Whoever proposes a decision does not confirm it."),
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.RECORDED) & ~Q(source="")
                | Q(proposed_by__isnull=False, submission__isnull=False) & ~Q(digest=""),
                name="decision_has_ground",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | Q(basis=Basis.RECORDED)
                | Q(confirmed_by__isnull=False),
                name="decision_released_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(refused_at__isnull=True),
                name="decision_released_or_refused",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=DecisionOutcome.DECLINE)
                | Q(reason__isnull=False)
                | Q(basis=Basis.RECORDED),
                name="decision_decline_says_why",
                violation_error_message=_("A decline needs a coded reason."),
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(released_at__isnull=True, refused_at__isnull=True),
                name="decision_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference}: {self.get_outcome_display()}"
