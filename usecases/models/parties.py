"""Who else stands on a use case beside its lead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record
from usecases.vocabulary.terms import PartyRole


class Party(Record):
    """Another institution, or a technology partner, on a use case beside its lead."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="parties", verbose_name=_("use case")
    )
    institution = models.ForeignKey(
        "usecases.Institution", models.PROTECT, related_name="joint_parties", null=True, blank=True
    )
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="parties",
        null=True,
        blank=True,
        verbose_name=_("technology partner"),
    )
    role = Line(_("role"), max_length=10, choices=PartyRole.choices)
    sections = models.JSONField(
        _("sections"),
        default=list,
        blank=True,
        help_text=_("Which sections a technology partner reads and writes; none by itself."),
    )

    class Meta:
        ordering = ("use_case", "role", "id")
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = (
            models.UniqueConstraint(fields=["use_case", "institution"], name="party_institution"),
            models.UniqueConstraint(fields=["use_case", "partner"], name="party_partner"),
            models.CheckConstraint(
                condition=Q(
                    institution__isnull=False,
                    partner__isnull=True,
                    role=PartyRole.JOINT,
                )
                | Q(
                    institution__isnull=True,
                    partner__isnull=False,
                    role=PartyRole.PROVIDER,
                ),
                name="party_of_one",
                violation_error_message=_("Give a joint institution, or a technology provider."),
            ),
        )

    def __str__(self) -> str:
        return str(self.institution or self.partner)
