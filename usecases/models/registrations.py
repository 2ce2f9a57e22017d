"""Who is on the list of an event."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record


class Registration(Record):
    """Somebody on the list of an event. Staff only; of it only numbers are told."""

    event = models.ForeignKey(
        "usecases.Event", models.PROTECT, related_name="registrations", verbose_name=_("event")
    )
    name = Line(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = Line(
        _("organisation"), max_length=200, blank=True, help_text=_("As the list says.")
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="registrations",
        null=True,
        blank=True,
        verbose_name=_("institution"),
    )
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="registrations",
        null=True,
        blank=True,
        verbose_name=_("technology partner"),
    )
    came = models.BooleanField(_("came"), default=False)

    class Meta:
        ordering = ("event", "name", "id")
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = (
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=~Q(email=""),
                name="registration_once",
                violation_error_message=_("This address is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(institution__isnull=True) | Q(partner__isnull=True),
                name="registration_of_one",
                violation_error_message=_("Name an institution or a partner, not both."),
            ),
        )

    def __str__(self) -> str:
        return self.name
