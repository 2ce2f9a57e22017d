"""Where programs are told what happens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record, WebAddress


class Webhook(Record):
    """An address of a person's or a service's own, to which what its owner may see is told.

    The secret is made of `salt` and the server's own key: whoever has the database alone signs
    nothing.
    """

    user = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="webhooks", verbose_name=_("owner")
    )
    name = Line(_("name"), max_length=80)
    address = WebAddress(_("address"), max_length=300)
    events = models.JSONField(_("events"), default=list)
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Off: nothing more is sent; what waits is kept.")
    )
    salt = Line(max_length=64, editable=False)

    class Meta:
        ordering = ("user__email", "name")
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name
