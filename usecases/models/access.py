"""Who may come in: people, what staff are trusted with, tokens of programs."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, in_order
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.roles import Role


class People(BaseUserManager["User"]):
    """Finds a person by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person who signs in with this e-mail."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Record):
    """A person, or a service without a password. The e-mail signs in."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = Line(_("name"), max_length=TITLE_CHARACTERS)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Off: out at once, through every door.")
    )
    service = models.BooleanField(
        _("service"), default=False, help_text=_("A program, not a person; has no password.")
    )
    demonstration = models.BooleanField(default=False, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    class Meta:
        ordering = ("email",)
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="user_email",
                violation_error_message=_("Somebody signs in with this e-mail already."),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email


class RoleGrant(Record):
    """What a member of staff is trusted with, by whom, for which authority, until when."""

    user = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="grants", verbose_name=_("person")
    )
    role = Line(_("role"), max_length=16, choices=Role.choices)
    authority = models.ForeignKey(
        "usecases.Authority",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("authority"),
        help_text=_("Empty: the cases of every authority."),
    )
    granted_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="grants_given",
        verbose_name=_("granted by"),
        editable=False,
    )
    deputy_for = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="deputies",
        null=True,
        blank=True,
        verbose_name=_("deputy for"),
        help_text=_("Stands in for this person, for a time: give the end."),
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("user__email", "role")
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = (
            models.CheckConstraint(
                condition=~Q(user=F("granted_by")),
                name="grant_not_to_oneself",
                violation_error_message=_("Nobody grants a role to oneself."),
            ),
            in_order("grant_dates", "since", "until", _("It ends before it begins.")),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(until__isnull=False),
                name="grant_of_deputy_ends",
                violation_error_message=_("A deputy stands in for a time: give the end."),
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | ~Q(deputy_for=F("user")),
                name="grant_of_deputy_for_another",
                violation_error_message=_("Nobody is one's own deputy."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Token(Record):
    """What a program signs in with. Only the digest is kept; it never exceeds its owner."""

    user = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="tokens", verbose_name=_("owner")
    )
    name = Line(_("name"), max_length=80)
    prefix = Line(_("begins with"), max_length=12, editable=False)
    digest = Line(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("user__email", "name")
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class SavedView(Record):
    """A list of the console as somebody likes to see it: filters, order, columns."""

    user = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="saved_views", verbose_name=_("whose")
    )
    subject = Line(_("list"), max_length=40)
    name = Line(_("name"), max_length=60)
    query = Prose(_("query"), blank=True)
    shared = models.BooleanField(
        _("for colleagues too"), default=False, help_text=_("All staff find it in their list.")
    )
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("subject", "name", "id")
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "subject", "name"],
                condition=Q(removed_at__isnull=True),
                name="saved_view_name",
                violation_error_message=_("You have a view of this name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name
