"""What people declare of those whose cases they judge."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.reviews import Standing


class Interest(Record):
    """What a person declared of an institution, a partner or a use case, for a phase.

    A later declaration about the same ends the earlier one.
    """

    person = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="interests", verbose_name=_("person")
    )
    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="interests", verbose_name=_("phase")
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="interests",
        null=True,
        blank=True,
        verbose_name=_("institution"),
    )
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="interests",
        null=True,
        blank=True,
        verbose_name=_("technology partner"),
    )
    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="interests",
        null=True,
        blank=True,
        verbose_name=_("use case"),
    )
    standing = Line(_("interest"), max_length=8, choices=Standing.choices)
    why = Prose(_("why"), blank=True)
    declared_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="interests_declared",
        verbose_name=_("declared by"),
    )
    declared_at = models.DateTimeField(_("declared"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("phase__code", "person__email", "recorded_at", "id")
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        constraints = (
            models.CheckConstraint(
                condition=Q(institution__isnull=False, partner__isnull=True, use_case__isnull=True)
                | Q(institution__isnull=True, partner__isnull=False, use_case__isnull=True)
                | Q(institution__isnull=True, partner__isnull=True, use_case__isnull=False),
                name="interest_in_one",
            ),
            *(
                models.UniqueConstraint(
                    fields=["person", "phase", target],
                    condition=Q(ended_at__isnull=True, **{f"{target}__isnull": False}),
                    name=f"interest_in_{target}_once",
                )
                for target in ("institution", "partner", "use_case")
            ),
        )
        indexes = (
            models.Index(fields=["person", "standing", "ended_at"], name="interest_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.institution or self.partner or self.use_case}"
