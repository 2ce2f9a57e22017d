"""Who acts for the bank, in which role; its signatories let people in and end their access."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.institutions import Member
from usecases.models.person import Person, in_force
from usecases.portal.access import bank_page, page
from usecases.portal.forms.colleagues import ColleagueForm, EndForm, RoleForm
from usecases.portal.forms.faults import take_faults
from usecases.rules.colleagues import contributors_for, duties_of, manages, writing_for
from usecases.rules.parties import open_invitations
from usecases.rules.visibility_register import members_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import TIME_ZONE
from usecases.workflow import colleagues as people
from usecases.workflow import invite
from usecases.workflow.errors import Invalid, WrongStage
from usecases.workflow.fetch import fetch, require


@bank_page("GET", "HEAD")
def colleagues(request: HttpRequest, person: Person) -> HttpResponse:
    """List the people who act for the bank now, those who did, and who is invited."""
    now = timezone.now()
    everybody = members_for(person).select_related("user")
    context: dict[str, Any] = {
        "current": "colleagues",
        "members": everybody.filter(in_force(now), user__is_active=True),
        "manages": manages(person),
        "zone": TIME_ZONE,
    }
    if manages(person):
        ended = everybody.filter(until__lte=now).order_by("-until")
        partners = contributors_for(person).filter(in_force(now)).select_related("user", "partner")
        waiting = open_invitations(person, now).select_related("partner", "invited_by")
        context |= {"former": ended, "contributors": partners, "invitations": waiting}
    return page(request, person, "colleagues", context)


@bank_page("GET", "HEAD", "POST")
def invite_colleague(request: HttpRequest, person: Person) -> HttpResponse:
    """Invite a colleague by mail."""
    require(person, Action.MANAGE_MEMBERS)
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and person.membership is not None:
        told = form.cleaned_data
        bank = person.membership.institution
        try:
            row = invite.invite(
                told["email"],
                name=told["name"],
                institution=bank,
                member_role=told["role"],
                by=person,
            )
        except Invalid as refused:
            take_faults(form, refused)
        else:
            messages.success(request, _("%(email)s is invited.") % {"email": row.email})
            return redirect("portal:colleagues")
    context = {"current": "colleagues", "form": form}
    return page(request, person, "invite", context, status=422 if form.errors else 200)


@bank_page("POST")
def take_back(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Take an invitation back."""
    require(person, Action.MANAGE_MEMBERS)
    row = fetch(open_invitations(person, timezone.now()), key)
    try:
        invite.withdraw(row, by=person)
    except WrongStage:
        messages.error(request, _("It has been accepted or taken back already."))
    else:
        messages.success(request, _("The invitation is taken back."))
    return redirect("portal:colleagues")


@bank_page("GET", "HEAD", "POST")
def colleague(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Give a colleague another role."""
    row = _theirs(person, key)
    if request.method != "POST":
        return _page(request, person, row, {"form": RoleForm(initial={"role": row.role})})
    form = RoleForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            people.change_role(row, told["role"], reason=told["reason"], by=person)
        except Invalid as refused:
            take_faults(form, refused)
        else:
            messages.success(request, _("The role is changed."))
            return redirect("portal:colleagues")
    return _page(request, person, row, {"form": form}, status=422)


@bank_page("POST")
def end_access(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """End a colleague's access; what they were responsible for goes to somebody else."""
    row = _theirs(person, key)
    ending = _ending(row, request.POST)
    if ending.is_valid():
        told = ending.cleaned_data
        others = writing_for(row.institution_id, timezone.now()).select_related("user")
        heir = next((m.user for m in others if str(m.user_id) == told.get("successor")), None)
        try:
            people.end_access(row, successor=heir, reason=told["reason"], by=person)
        except Invalid as refused:
            take_faults(ending, refused)
        else:
            text = _("%(name)s no longer acts for your institution.")
            messages.success(request, text % {"name": row.user.name})
            return redirect("portal:colleagues")
    form = RoleForm(initial={"role": row.role})
    return _page(request, person, row, {"form": form, "ending": ending}, status=422)


@bank_page("POST")
def end_contribution(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """End what a technology partner's person may do for the bank."""
    require(person, Action.MANAGE_MEMBERS)
    row = fetch(contributors_for(person).select_related("user"), key)
    try:
        people.end_contribution(row, by=person)
    except Invalid as refused:
        messages.error(request, str(refused))
    else:
        text = _("%(name)s no longer contributes to your use cases.")
        messages.success(request, text % {"name": row.user.name})
    return redirect("portal:colleagues")


def _theirs(person: Person, key: UUID) -> Member:
    """Return a colleague whom a signatory manages; one that has left is not there."""
    require(person, Action.MANAGE_MEMBERS)
    rows = members_for(person).filter(in_force(timezone.now()))
    return fetch(rows.select_related("user", "institution"), key)


def _ending(row: Member, data: object = None) -> EndForm:
    others = writing_for(row.institution_id, timezone.now()).exclude(pk=row.pk)
    return EndForm(others.select_related("user"), duties_of(row).count(), data)


def _page(
    request: HttpRequest, person: Person, row: Member, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    shared = {
        "current": "colleagues",
        "row": row,
        "ending": _ending(row),
        "duties": duties_of(row),
        "oneself": person.user is not None and row.user_id == person.user.pk,
    }
    return page(request, person, "colleague", {**shared, **context}, status=status)
