"""How people come in: whom somebody invited, and who asked for a first account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.roles import MemberRole, Role


class Invitation(Record):
    """A way in, sent by mail, for one address and one trust; only the digest of its key is kept.

    It is for a member of an institution, for a contributor of a partner whom an institution lets
    in, or for staff.
    """

    email = models.EmailField(_("e-mail"))
    name = Line(_("name"), max_length=TITLE_CHARACTERS, blank=True)
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="invitations",
        null=True,
        blank=True,
        verbose_name=_("institution"),
    )
    member_role = Line(_("role"), max_length=12, choices=MemberRole.choices, blank=True)
    partner = models.ForeignKey(
        "usecases.TechnologyPartner",
        models.PROTECT,
        related_name="invitations",
        null=True,
        blank=True,
        verbose_name=_("technology partner"),
    )
    role = Line(_("role of staff"), max_length=16, choices=Role.choices, blank=True)
    authority = models.ForeignKey(
        "usecases.Authority", models.PROTECT, null=True, blank=True, verbose_name=_("authority")
    )
    digest = Line(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    invited_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="invitations_sent",
        verbose_name=_("invited by"),
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="invitations_accepted",
        null=True,
        blank=True,
        verbose_name=_("accepted by"),
    )
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ("-recorded_at", "id")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = (
            models.CheckConstraint(
                condition=Q(institution__isnull=False, partner__isnull=True, role="")
                & ~Q(member_role="")
                | Q(institution__isnull=False, partner__isnull=False, role="", member_role="")
                | Q(institution__isnull=True, partner__isnull=True, member_role="") & ~Q(role=""),
                name="invitation_for_one_trust",
                violation_error_message=_(
                    "Invite to an institution with a role, to a technology partner, or as staff."
                ),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
                name="invitation_accepted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.email


class AccountRequest(Record):
    """Somebody of an institution without an account asks for its first one."""

    phase = models.ForeignKey(
        "usecases.Phase",
        models.PROTECT,
        related_name="account_requests",
        null=True,
        blank=True,
        verbose_name=_("phase"),
    )
    institution_name = Line(_("institution"), max_length=200)
    name = Line(_("name"), max_length=TITLE_CHARACTERS)
    position = Line(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"))
    message = Prose(_("message"), blank=True)
    invitation = models.ForeignKey(
        "usecases.Invitation",
        models.PROTECT,
        related_name="requests",
        null=True,
        blank=True,
        verbose_name=_("invitation"),
    )
    refusal = Prose(_("why it was refused"), blank=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="account_requests_handled",
        null=True,
        blank=True,
        verbose_name=_("handled by"),
    )

    class Meta:
        ordering = ("-recorded_at", "id")
        verbose_name = _("request for an account")
        verbose_name_plural = _("requests for an account")
        constraints = (
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True) | Q(invitation__isnull=False) | ~Q(refusal=""),
                name="account_request_handled_says_how",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution_name} · {self.name}"
