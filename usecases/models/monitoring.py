"""What falls due in a trial, and what goes wrong in one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, in_order
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import DeliverableKind, Severity


class Deliverable(Record):
    """A milestone or a report: due, handed in, signed off or waived."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="deliverables", verbose_name=_("use case")
    )
    kind = Line(_("kind"), max_length=16, choices=DeliverableKind.choices)
    title = Line(_("title"), max_length=TITLE_CHARACTERS)
    due_on = models.DateField(_("due"))
    amended_due_on = models.DateField(_("due, as amended"), null=True, blank=True, editable=False)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    handed_in_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    file = models.ForeignKey(
        "usecases.Attachment",
        models.PROTECT,
        related_name="deliverables",
        null=True,
        blank=True,
        verbose_name=_("file"),
    )
    text = Prose(_("text"), blank=True)
    report = models.JSONField(
        _("report"), null=True, blank=True, editable=False, help_text=_("By section.")
    )
    signed_off_at = models.DateTimeField(_("signed off"), null=True, blank=True, editable=False)
    signed_off_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    waived_at = models.DateTimeField(_("waived"), null=True, blank=True, editable=False)
    waived_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    waiver = Prose(_("why it was waived"), blank=True)

    class Meta:
        ordering = ("use_case", "due_on", "id")
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True) | Q(handed_in_at__isnull=False),
                name="deliverable_signed_off_was_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True) | Q(signed_off_at__isnull=True) & ~Q(waiver=""),
                name="deliverable_waived_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Incident(Record):
    """Something that went wrong in a trial: how bad, why, and what was done."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="incidents", verbose_name=_("use case")
    )
    severity = Line(_("severity"), max_length=8, choices=Severity.choices)
    cause = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        limit_choices_to={"kind": TermKind.INCIDENT_CAUSE},
        null=True,
        blank=True,
        verbose_name=_("cause"),
    )
    description = Prose(_("what happened"))
    detected_at = models.DateTimeField(_("detected"))
    reported_at = models.DateTimeField(_("reported"))
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    action = Prose(_("what was done"), blank=True)
    reported_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("reported by"),
    )

    class Meta:
        ordering = ("use_case", "-detected_at", "id")
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = (
            in_order(
                "incident_reported",
                "detected_at",
                "reported_at",
                _("It was reported before it was detected."),
            ),
            in_order(
                "incident_resolved",
                "detected_at",
                "resolved_at",
                _("It was resolved before it was detected."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | ~Q(action=""),
                name="incident_resolved_says_how",
                violation_error_message=_("Say what was done."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference} · {self.get_severity_display()}"
