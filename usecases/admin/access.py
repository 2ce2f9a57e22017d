"""What staff are trusted with, and the tokens and webhooks of programs."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import IN_FORCE, Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.people_acts import grant_acts
from usecases.admin.person import person_of
from usecases.admin.programs import token_acts, webhook_acts
from usecases.admin.records import rows_for
from usecases.models.access import RoleGrant, Token
from usecases.models.messages import Message
from usecases.models.webhooks import Webhook
from usecases.rules.grants import still_open

_LISTED = 50  # deliveries on the page of a webhook


class RoleGrantAdmin(ConsoleAdmin[RoleGrant]):
    """Who is trusted with what."""

    fields = ("user", "role", "authority", "deputy_for", "since", "until")
    list_display = ("user", "role", "authority", "deputy_for", "since", "until", "granted_by")
    list_filter = ("role", ("authority", VisibleRelated), "until")
    active = IN_FORCE
    list_select_related = ("user", "authority", "deputy_for", "granted_by")
    search_fields = ("user__email", "user__name")
    empty_text = _("What staff are trusted with will appear here, by whom and until when.")

    def sections(self, request: HttpRequest, obj: RoleGrant | None) -> list[Any]:
        """Say who is trusted with what; who granted it is not typed."""
        own = tuple(str(name) for name in self.fields)
        return [(None, (*own, "granted_by") if obj else own)]

    def get_editable(self, request: HttpRequest, obj: RoleGrant | None) -> frozenset[str]:
        """Leave what is fixed: whose it is, for whom a deputy stands in, and what has ended."""
        fields = super().get_editable(request, obj)
        return fields & still_open(obj, person_of(request), timezone.now()) if obj else fields

    def has_change_permission(self, request: HttpRequest, obj: RoleGrant | None = None) -> bool:
        """Whether any field of this one is the person's to edit now."""
        if obj is None:
            return super().has_change_permission(request)
        return bool(self.get_editable(request, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: RoleGrant | None = None) -> list[str]:
        """Only show who granted it."""
        shown = super().get_readonly_fields(request, obj)
        return [*shown, "granted_by"] if obj and "granted_by" not in shown else shown

    def acts(self, request: HttpRequest, obj: RoleGrant) -> list[Act]:
        """Offer to end it."""
        return grant_acts(obj, person_of(request))


class TokenAdmin(ConsoleAdmin[Token]):
    """Tokens: seen and ended here, made on a person's page, their secret shown once."""

    fields = ("user", "name", "prefix", "scopes", "expires_at", "revoked_at", "last_used_at")
    list_display = ("name", "prefix", "user", "scopes", "state", "expires_at", "last_used_at")
    list_filter = ("expires_at", "revoked_at")
    list_select_related = ("user",)
    active = Active(
        _("In force only"),
        _("Ended only"),
        lambda now: Q(revoked_at__isnull=True, expires_at__gt=now),
    )
    search_fields = ("name", "user__email", "prefix")
    empty_text = _("Tokens that programs sign in with will appear here, made on a person's page.")

    @display(description=_("state"))
    def state(self, token: Token) -> str:
        """Whether it still opens anything."""
        if token.revoked_at:
            return str(_("Revoked"))
        return str(_("Expired") if token.expires_at <= timezone.now() else _("In force"))

    def acts(self, request: HttpRequest, obj: Token) -> list[Act]:
        """Offer to end it, to its owner and to administrators."""
        return token_acts(obj, person_of(request))


class WebhookAdmin(ConsoleAdmin[Webhook]):
    """Webhooks: where programs are told what happens, and what came of it."""

    fields = ("user", "name", "address", "events", "active")
    list_display = ("name", "user", "address", "events", "active", "updated_at")
    list_filter = ("active",)
    list_select_related = ("user",)
    search_fields = ("name", "user__email", "address")
    empty_text = _("Addresses that programs are told at will appear here, made on a person's page.")

    def acts(self, request: HttpRequest, obj: Webhook) -> list[Act]:
        """Offer to try, change, renew and turn it off."""
        return webhook_acts(obj, person_of(request))

    def around(self, request: HttpRequest, obj: Webhook) -> dict[str, Any]:
        """Show what was sent lately and what waits."""
        rows = rows_for(Message, person_of(request)).filter(webhook=obj)
        return {"deliveries": rows.order_by("-recorded_at", "id")[:_LISTED]}
