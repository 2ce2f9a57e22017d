"""The page behind the link of an invitation: say what it is for, and accept it."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from usecases.models.institutions import Member
from usecases.models.invitations import Invitation
from usecases.models.person import person_for
from usecases.portal.access import SESSION_KEY
from usecases.portal.forms.entrance import BeginForm
from usecases.rules.invitations import begins_here, state_of
from usecases.vocabulary.invitations import InvitationState
from usecases.vocabulary.limits import TIME_ZONE
from usecases.workflow import accept
from usecases.workflow.errors import NotAllowed, NotFound, Refused


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Show an invitation to whoever holds its key, and let in the one it is for."""
    try:
        row = accept.found(key)
    except NotFound:
        raise Http404 from None
    if state_of(row, timezone.now()) != InvitationState.OPEN:
        return _page(request, row, status=410)
    user = accept.invited(row)
    if request.user.is_authenticated and request.user == user:
        return _signed_in(request, row, key)
    if request.user.is_authenticated or not begins_here(user):
        return _page(request, row, someone_else=request.user.is_authenticated)
    return _new(request, row, key)


def _signed_in(request: HttpRequest, row: Invitation, key: str) -> HttpResponse:
    """Accept with one press of a button."""
    if request.method != "POST":
        return _page(request, row, accepts=True)
    try:
        taken = accept.accept(key, by=person_for(request.user))  # type: ignore[arg-type]  # signed in
    except Refused as refusal:
        return _page(request, row, refused=str(refusal), status=409)
    return _onward(request, taken)


def _new(request: HttpRequest, row: Invitation, key: str) -> HttpResponse:
    """Ask for a name and a password, and sign in with them."""
    initial = {"name": row.name}
    form = BeginForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST":
        return _page(request, row, form=form)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    told = form.cleaned_data
    try:
        user = accept.begin(key, name=told["name"], password=told["password"])
    except NotAllowed:
        return redirect(request.path)
    except Refused as refusal:
        _take_faults(form, refusal)
        return _page(request, row, form=form, status=422)
    response: HttpResponse = perform_login(request, user, email_verification="none")
    record_authentication(request, user, "password", email=user.email)
    return _onward(request, row, response)


def _onward(
    request: HttpRequest, row: Invitation, response: HttpResponse | None = None
) -> HttpResponse:
    """Act for whom one was let in, from the first page on."""
    row.refresh_from_db()
    member = _membership(row)
    if member is not None:
        request.session[SESSION_KEY] = str(member.pk)
    messages.success(request, _("Welcome. Your invitation is accepted."))
    return response or redirect("account_login")


def _membership(row: Invitation) -> Member | None:
    """Return the membership that an accepted invitation gave, if it was for one."""
    if row.role or row.partner_id is not None:
        return None
    return Member.objects.filter(
        user=row.accepted_by, institution=row.institution, until=None
    ).first()


def _take_faults(form: forms.Form, refusal: Refused) -> None:
    for fault in refusal.faults:
        field = fault.field if fault.field in form.fields else None
        form.add_error(field, ValidationError(str(fault.text), code=fault.code))


def _page(request: HttpRequest, row: Invitation, *, status: int = 200, **told: Any) -> HttpResponse:
    context = {
        "invitation": row,
        "state": state_of(row, timezone.now()),
        "zone": TIME_ZONE,
        "sign_in_query": urlencode({"next": request.path}),
        **told,
    }
    return render(request, "entrance/invitation.html", context, status=status)
