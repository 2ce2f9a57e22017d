"""People: the account, what each is trusted with, and who lets them in and out."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import Active
from usecases.admin.people_acts import person_acts
from usecases.admin.person import person_of
from usecases.admin.programs import owner_acts
from usecases.admin.records import rows_for
from usecases.models.access import RoleGrant, User
from usecases.models.base import Record
from usecases.models.institutions import Member
from usecases.models.webhooks import Webhook
from usecases.rules.permissions import may
from usecases.selection import trusted
from usecases.vocabulary.actions import Action
from usecases.workflow.edit import create


class UserAdmin(ConsoleAdmin[User]):
    """People. Passwords are theirs alone: none is shown, set or asked for here."""

    fields = ("email", "name", "is_active", "service")
    list_display = ("email", "name", "roles_now", "is_active", "service")
    list_filter = ("is_active", "service")
    active = Active(_("Active only"), _("Inactive only"), lambda _now: Q(is_active=True))
    further_columns = ("recorded_at", "updated_at", "last_login")
    search_fields = ("email", "name")
    empty_text = _("People who may sign in will appear here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Fetch the roles that people hold with them."""
        return trusted.with_roles(super().get_queryset(request), timezone.now())

    @display(description=_("roles now"))
    def roles_now(self, user: User) -> str:
        """What the person is trusted with at this moment."""
        held: list[RoleGrant] = getattr(user, "held", [])
        names = dict.fromkeys(each.get_role_display() for each in held)
        return format_html_join(", ", "{}", ((name,) for name in names)) or "–"

    def get_editable(self, request: HttpRequest, obj: User | None) -> frozenset[str]:
        """Leave being active to the acts that show what will happen and ask why."""
        fields = super().get_editable(request, obj)
        return fields - {"is_active"} if obj else fields

    def write_new(self, request: HttpRequest, record: Record, **many: Any) -> None:
        """Make the account without a password; the person is to be invited."""
        if isinstance(record, User):
            record.set_unusable_password()
            create(record, by=person_of(request), **many)

    def acts(self, request: HttpRequest, obj: User) -> list[Act]:
        """Offer to grant a role, name a deputy, disable and enable, and what its programs need."""
        person = person_of(request)
        return [*person_acts(obj, person), *owner_acts(obj, person)]

    def around(self, request: HttpRequest, obj: User) -> dict[str, Any]:
        """Show roles, deputies, memberships and tokens: now, to come and past."""
        person, now = person_of(request), timezone.now()
        own = person.user == obj or may(person, Action.READ_PEOPLE)
        return {
            "who": obj,
            "roles": trusted.roles_of(obj, person, now),
            "deputies": trusted.deputies_for(obj, person, now),
            "memberships": trusted.memberships_of(obj, person, now),
            "tokens": trusted.tokens_of(obj, person),
            "webhooks": rows_for(Webhook, person).filter(user=obj) if own else (),
            "now": now,
            "knows_tokens": own,
            "edits_people": may(person, Action.EDIT_PEOPLE),
            "grant_opts": RoleGrant._meta,
            "member_opts": Member._meta,
            "zone": self.zone_of(obj),
        }

    def trail_of(self, obj: User) -> Q:
        """Return the changes of the account, its roles, its memberships and its tokens."""
        parts = (("rolegrant", obj.grants), ("member", obj.memberships), ("token", obj.tokens))
        found = super().trail_of(obj)
        for kind, rows in parts:
            keys = [str(key) for key in rows.values_list("pk", flat=True)]
            found |= Q(kind=kind, record__in=keys)
        return found
