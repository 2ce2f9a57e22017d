"""What bank and regulator agree on: the plan of a trial, a decision, what becomes public."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Prose, Record


def _answered(answer: str = "answered") -> Q:
    """The condition that a row is open, or answered by somebody at some time."""
    blank = {f"{answer}_at__isnull": True, f"{answer}_by__isnull": True, "agreed__isnull": True}
    given = {f"{answer}_at__isnull": False, f"{answer}_by__isnull": False, "agreed__isnull": False}
    return Q(**blank) | Q(**given)


class PlanProposal(Record):
    """The plan and the targets of a trial as the bank proposes them; agreed, or sent back.

    `content` is `{"plan": {field: value}, "targets": [{metric, aspect, baseline, success, value,
    meaning}]}`; the trial changes only when an officer agrees.
    """

    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="plan_proposals",
        verbose_name=_("use case"),
    )
    content = models.JSONField(_("proposal"), default=dict)
    remark = Prose(_("remark"), blank=True)
    proposed_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="plans_proposed", null=True, blank=True
    )
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    agreed = models.BooleanField(_("agreed"), null=True, blank=True)
    answer = Prose(_("what to change"), blank=True)
    answered_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="plans_answered", null=True, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ("use_case", "-recorded_at", "id")
        verbose_name = _("proposed plan")
        verbose_name_plural = _("proposed plans")
        constraints = (
            models.UniqueConstraint(
                fields=["use_case"],
                condition=Q(answered_at__isnull=True),
                name="plan_proposal_open_once",
            ),
            models.CheckConstraint(
                condition=_answered() & (Q(agreed=True) | Q(agreed__isnull=True) | ~Q(answer="")),
                name="plan_proposal_answered_says_how",
            ),
        )

    def __str__(self) -> str:
        return self.use_case.reference


class DecisionReply(Record):
    """The bank accepts a decision with its conditions, or queries it; staff answer a query."""

    decision = models.ForeignKey(
        "usecases.Decision", models.PROTECT, related_name="replies", verbose_name=_("decision")
    )
    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="decision_replies",
        verbose_name=_("use case"),
    )
    accepts = models.BooleanField(_("accepts"))
    text = Prose(_("query"), blank=True)
    replied_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="decision_replies", verbose_name=_("by")
    )
    replied_at = models.DateTimeField(_("replied"))
    answer = Prose(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="decision_queries_answered",
        null=True,
        blank=True,
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ("decision", "replied_at", "id")
        verbose_name = _("reply to a decision")
        verbose_name_plural = _("replies to decisions")
        constraints = (
            models.UniqueConstraint(
                fields=["decision"], condition=Q(accepts=True), name="decision_accepted_once"
            ),
            models.CheckConstraint(
                condition=Q(accepts=True) | ~Q(text=""), name="decision_query_says_what"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="decision_query_answered_says_what",
            ),
        )

    def __str__(self) -> str:
        return self.use_case.reference


class Clearance(Record):
    """What of a use case will be public, as the bank's signatory confirms it or asks to change.

    `content` is `{field: text}` of exactly what is to be published.
    """

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="clearances", verbose_name=_("use case")
    )
    content = models.JSONField(_("to be published"), default=dict)
    asked_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="clearances_asked", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    agreed = models.BooleanField(_("agreed"), null=True, blank=True)
    answer = Prose(_("what to change"), blank=True)
    answered_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="clearances_answered",
        null=True,
        blank=True,
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ("use_case", "-asked_at", "id")
        verbose_name = _("clearance for publication")
        verbose_name_plural = _("clearances for publication")
        constraints = (
            models.UniqueConstraint(
                fields=["use_case"],
                condition=Q(answered_at__isnull=True),
                name="clearance_open_once",
            ),
            models.CheckConstraint(
                condition=_answered() & (Q(agreed=True) | Q(agreed__isnull=True) | ~Q(answer="")),
                name="clearance_answered_says_how",
            ),
        )

    def __str__(self) -> str:
        return self.use_case.reference


class ReportDraft(Record):
    """The end report while the bank writes it: its own until it is handed in."""

    deliverable = models.OneToOneField(
        "usecases.Deliverable",
        models.PROTECT,
        related_name="draft",
        verbose_name=_("deliverable"),
    )
    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="report_drafts",
        verbose_name=_("use case"),
    )
    content = models.JSONField(_("report"), default=dict)

    class Meta:
        ordering = ("use_case", "id")
        verbose_name = _("report in writing")
        verbose_name_plural = _("reports in writing")

    def __str__(self) -> str:
        return self.use_case.reference
