"""The programs of a bank's people: tokens are made, shown once and ended here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.access import Token, User
from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.portal.forms.faults import take_faults
from usecases.portal.forms.programs import TokenForm, WebhookForm
from usecases.portal.fresh import TOO_OLD, address, is_fresh
from usecases.rules.colleagues import manages
from usecases.rules.visibility_register import tokens_for, webhooks_for
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.roles import Scope
from usecases.workflow import tokens, webhooks
from usecases.workflow.errors import Invalid, NotAllowed
from usecases.workflow.fetch import fetch

Made = Callable[[dict[str, Any]], str]


@bank_page("GET", "HEAD")
def programs(request: HttpRequest, person: Person) -> HttpResponse:
    """List one's own tokens and webhooks; a signatory sees those of colleagues too."""
    known = tokens_for(person).select_related("user").order_by("-expires_at", "name", "pk")
    context = {
        "current": "programs",
        "tokens": [(row, _scopes(row), _state(row)) for row in known],
        "hooks": webhooks_for(person).select_related("user"),
        "manages": manages(person),
        "zone": TIME_ZONE,
    }
    return page(request, person, "programs", context)


def _owner(person: Person) -> User:
    if person.user is None:
        raise NotAllowed
    return person.user


def _scopes(row: Token) -> list[str]:
    return [str(scope.label) for scope in Scope if scope.value in row.scopes]


def _state(row: Token) -> str:
    """Return what has become of a token: nothing while it is valid."""
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at <= timezone.now() else ""


@bank_page("GET", "HEAD", "POST")
def new_token(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a token and show it, this once."""

    def make(told: dict[str, Any]) -> str:
        return tokens.create_token(_owner(person), by=person, **told)[1]

    return _made(request, person, "token", TokenForm, make)


@bank_page("GET", "HEAD", "POST")
def new_webhook(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a webhook and show its secret, this once."""

    def make(told: dict[str, Any]) -> str:
        return webhooks.create_webhook(_owner(person), by=person, **told)[1]

    return _made(request, person, "webhook", WebhookForm, make)


@bank_page("GET", "HEAD", "POST")
def revoke(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Ask whether, then end a token at once."""
    row = fetch(tokens_for(person).select_related("user"), key)
    if _state(row):
        messages.info(request, _("This token has ended already."))
        return redirect("portal:programs")
    if request.method != "POST":
        context = {"current": "programs", "row": row, "may": _scopes(row), "zone": TIME_ZONE}
        return page(request, person, "program_revoke", context)
    tokens.revoke(row, by=person)
    messages.success(request, _("Revoked. Whatever used this token is out."))
    return redirect("portal:programs")


def _made(
    request: HttpRequest, person: Person, kind: str, form_class: type[Form], make: Made
) -> HttpResponse:
    """Ask for a fresh sign-in and for what is to be made; show its secret once."""
    if request.method != "POST":
        if not is_fresh(request):
            return redirect(address(request))
        return _form(request, person, kind, form_class())
    form = form_class(request.POST)
    if form.is_valid() and not is_fresh(request):
        form.add_error(None, ValidationError(TOO_OLD))
    if form.is_valid():
        try:
            return revealed(request, person, make(form.cleaned_data))
        except Invalid as refused:
            take_faults(form, refused)
    return _form(request, person, kind, form, status=422)


def _form(
    request: HttpRequest, person: Person, kind: str, form: Form, *, status: int = 200
) -> HttpResponse:
    again = address(request) if form.is_bound and not is_fresh(request) else ""
    context = {"current": "programs", "form": form, "kind": kind, "sign_in": again}
    return page(request, person, "program_new", context, status=status)


def revealed(request: HttpRequest, person: Person, secret: str) -> HttpResponse:
    """Show what is shown this once; nothing keeps the page."""
    return page(request, person, "program_secret", {"current": "programs", "secret": secret})
