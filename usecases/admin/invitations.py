"""Invitations: listed, sent, taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.forms import add_faults
from usecases.admin.invitations_forms import InviteForm, ReasonForm
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.invitations import Invitation
from usecases.models.person import Person
from usecases.rules.invitations import state_of, still_open
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.invitations import InvitationState
from usecases.workflow import invite
from usecases.workflow.errors import Refused

TONES = {InvitationState.OPEN: "badge-wait", InvitationState.ACCEPTED: "badge-good"}


class InvitationAdmin(ConsoleAdmin[Invitation]):
    """Who was invited to what, by whom, and what became of it. Its key is shown to nobody."""

    fields = (
        *("email", "name", "institution", "member_role", "partner", "role", "authority"),
        *("invited_by", "expires_at", "accepted_at", "accepted_by", "withdrawn_at"),
    )
    list_display = ("email", "name", "to_what", "as_what", "standing", "invited_by", "expires_at")
    list_filter = ("role", "member_role", ("institution", VisibleRelated))
    list_select_related = ("institution", "partner", "authority", "invited_by")
    active = Active(_("Waiting only"), _("Settled only"), still_open)
    further_columns = ("recorded_at", "accepted_at", "withdrawn_at")
    search_fields = ("email", "name", "institution__short_name", "partner__name")
    empty_text = _("Invitations that wait to be accepted will appear here.")

    @display(description=_("to"))
    def to_what(self, row: Invitation) -> str:
        """The partner, the institution, or the staff of an authority."""
        if row.partner is not None:
            return f"{row.partner} ({row.institution})"
        return str(row.institution or row.authority or _("Staff, every authority"))

    @display(description=_("as"))
    def as_what(self, row: Invitation) -> str:
        """The role."""
        if row.partner_id is not None:
            return str(_("Contributor"))
        return row.get_role_display() if row.role else row.get_member_role_display()

    @display(description=_("state"))
    def standing(self, row: Invitation) -> str:
        """Where it stands now."""
        state = state_of(row, timezone.now())
        return format_html('<span class="badge {}">{}</span>', TONES.get(state, ""), state.label)

    def acts(self, request: HttpRequest, obj: Invitation) -> list[Act]:
        """Offer to send it again and to take it back."""
        person = person_of(request)
        if not may(person, Action.EDIT_PEOPLE) or obj.accepted_at is not None:
            return []
        return [_again(obj, person), _back(obj, person)]


def _again(row: Invitation, person: Person) -> Act:
    return Act(
        name="again",
        label=_("Send again"),
        lead=_("A new mail goes out with a new key, in your name. The old key works no more."),
        perform=lambda values: invite.invite(
            row.email,
            name=row.name,
            institution=row.institution,
            member_role=row.member_role,
            partner=row.partner,
            role=row.role,
            authority=row.authority,
            by=person,
            reason=values["reason"],
        ),
        form=ReasonForm,
        done=_("Sent again."),
        main=True,
    )


def _back(row: Invitation, person: Person) -> Act:
    settled = state_of(row, timezone.now()) != InvitationState.OPEN
    return Act(
        name="take-back",
        label=_("Take back"),
        lead=_("The key in the mail works no more. Whoever opens it reads that it was taken back."),
        perform=lambda values: invite.withdraw(row, by=person, **values),
        form=WhyForm,
        why_not=_("It opens nothing any more.") if settled else "",
        done=_("Taken back."),
        danger=True,
    )


def invite_view(site: Any, request: HttpRequest) -> HttpResponse:
    """Ask whom to invite to what, and send it."""
    person = person_of(request)
    form = InviteForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            row = invite.invite(by=person, **form.cleaned_data)
        except Refused as refusal:
            add_faults(form, refusal.faults)
        else:
            messages.success(request, str(_("Invited. The mail is on its way.")))
            return HttpResponseRedirect(site.get_model_admin(Invitation).address("change", row.pk))
    context = {
        **site.each_context(request),
        "title": _("Invite somebody"),
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/people/invite.html", context)


def _invites(person: Person) -> bool:
    return may(person, Action.EDIT_PEOPLE)


PAGE = ConsolePage(
    "invite", "invite/", invite_view, _("Invite somebody"), _("People"), open_to=_invites
)
