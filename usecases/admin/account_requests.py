"""Requests for a first account: listed, and answered by an invitation or a reason."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.invitations_forms import AnswerForm
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.invitations import AccountRequest
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.workflow import account_requests


class AccountRequestAdmin(ConsoleAdmin[AccountRequest]):
    """Who asks for the first account of an institution."""

    fields = (
        *("institution_name", "name", "position", "email", "phase", "message"),
        *("recorded_at", "invitation", "refusal", "handled_at", "handled_by"),
    )
    list_display = ("institution_name", "name", "position", "email", "phase", "recorded_at")
    list_filter = (("phase", VisibleRelated), "recorded_at")
    list_select_related = ("phase",)
    active = Active(_("Waiting only"), _("Answered only"), lambda _now: Q(handled_at=None))
    further_columns = ("handled_at", "handled_by")
    search_fields = ("institution_name", "name", "email")
    empty_text = _("Who asks for an account on the public page will appear here.")

    def acts(self, request: HttpRequest, obj: AccountRequest) -> list[Act]:
        """Offer to invite, and to refuse."""
        person = person_of(request)
        if not may(person, Action.EDIT_PEOPLE) or obj.handled_at is not None:
            return []
        invites = Act(
            name="invite",
            label=_("Invite"),
            lead=_(
                "Make sure that this person works there, and that the institution is in the "
                "register. A mail with an invitation goes to the address."
            ),
            perform=lambda values: account_requests.answer(obj, by=person, **values),
            form=AnswerForm,
            done=_("Invited."),
            main=True,
        )
        refuses = Act(
            name="refuse",
            label=_("Refuse"),
            lead=_("A mail with your reason goes to the address. Write it for them to read."),
            perform=lambda values: account_requests.refuse(obj, by=person, **values),
            form=WhyForm,
            done=_("Refused, and told."),
            danger=True,
        )
        return [invites, refuses]
