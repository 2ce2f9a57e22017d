"""People, what staff are trusted with, and the tokens of programs."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.access import RoleGrant, Token, User
from usecases.models.base import Record
from usecases.workflow import tokens
from usecases.workflow.edit import create


class UserAdmin(ConsoleAdmin[User]):
    """People. Passwords are theirs alone: none is shown, set or asked for here."""

    fields = ("email", "name", "is_active", "service")
    list_display = ("email", "name", "is_active", "service")
    list_filter = ("is_active", "service")
    search_fields = ("email", "name")
    empty_text = _("People who may sign in will appear here.")

    def write_new(self, request: HttpRequest, record: Record, **many: Any) -> None:
        """Make the account without a password; the person is to be invited."""
        if isinstance(record, User):
            record.set_unusable_password()
            create(record, by=person_of(request), **many)


class RoleGrantAdmin(ConsoleAdmin[RoleGrant]):
    """Who is trusted with what."""

    fields = ("user", "role", "authority", "since", "until")
    list_display = ("user", "role", "authority", "since", "until", "granted_by")
    list_filter = ("role", ("authority", VisibleRelated))
    list_select_related = ("user", "authority", "granted_by")
    search_fields = ("user__email", "user__name")
    empty_text = _("What staff are trusted with will appear here, by whom and until when.")

    def sections(self, request: HttpRequest, obj: RoleGrant | None) -> list[Any]:
        """Say who is trusted with what; who granted it is not typed."""
        own = tuple(str(name) for name in self.fields)
        return [(None, (*own, "granted_by") if obj else own)]

    def get_readonly_fields(self, request: HttpRequest, obj: RoleGrant | None = None) -> list[str]:
        """Only show who granted it."""
        shown = super().get_readonly_fields(request, obj)
        return [*shown, "granted_by"] if obj and "granted_by" not in shown else shown


class TokenAdmin(ConsoleAdmin[Token]):
    """Tokens: seen and ended here, made by a command, their secret shown once."""

    fields = ("user", "name", "prefix", "scopes", "expires_at", "revoked_at", "last_used_at")
    list_display = ("name", "prefix", "user", "scopes", "state", "expires_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__email", "prefix")
    empty_text = _("Tokens that programs sign in with will appear here.")

    @display(description=_("state"))
    def state(self, token: Token) -> str:
        """Whether it still opens anything."""
        if token.revoked_at:
            return str(_("Revoked"))
        return str(_("Expired") if token.expires_at <= timezone.now() else _("In force"))

    def acts(self, request: HttpRequest, obj: Token) -> list[Act]:
        """Offer to end it."""
        return [
            Act(
                name="revoke",
                label=_("Revoke"),
                lead=_("The program that signs in with this token is out at once, for good."),
                perform=lambda _values: tokens.revoke(obj, by=person_of(request)),
                why_not=_("It is revoked already.") if obj.revoked_at else "",
                done=_("Revoked."),
                danger=True,
            )
        ]
