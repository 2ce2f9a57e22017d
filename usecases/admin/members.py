"""The people who act for an institution."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import IN_FORCE
from usecases.admin.lists import VisibleRelated
from usecases.admin.people_acts import member_acts
from usecases.admin.person import person_of
from usecases.models.institutions import Institution, Member
from usecases.rules.accounts import membership_open
from usecases.rules.permissions import may
from usecases.selection.trusted import members_of
from usecases.vocabulary.actions import Action


class MemberAdmin(ConsoleAdmin[Member]):
    """Who acts for an institution."""

    fields = ("user", "institution", "role", "since", "until")
    list_display = ("user", "institution", "role", "since", "until")
    list_filter = ("role", ("institution", VisibleRelated))
    active = IN_FORCE
    list_select_related = ("user", "institution")
    search_fields = ("user__email", "user__name", "institution__short_name")
    empty_text = _("People who act for an institution will appear here, with their roles.")

    def get_editable(self, request: HttpRequest, obj: Member | None) -> frozenset[str]:
        """Leave what is fixed: whose it is, for whom, and what has ended."""
        fields = super().get_editable(request, obj)
        return fields & membership_open(obj, person_of(request), timezone.now()) if obj else fields

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Whether any field of this one is the person's to edit now."""
        if obj is None:
            return super().has_change_permission(request)
        return bool(self.get_editable(request, obj))

    def acts(self, request: HttpRequest, obj: Member) -> list[Act]:
        """Offer to end it."""
        return member_acts(obj, person_of(request))


def members_around(request: HttpRequest, institution: Institution, zone: str) -> dict[str, Any]:
    """Return what the page of an institution shows of its members."""
    person = person_of(request)
    return {
        "members": members_of(institution, person, timezone.now()),
        "member_opts": Member._meta,
        "edits_people": may(person, Action.EDIT_PEOPLE),
        "zone": zone,
    }
