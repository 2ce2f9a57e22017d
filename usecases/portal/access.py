"""Who stands at the portal's door, for which bank, and what is answered to whoever does not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from usecases.models.access import User
from usecases.models.institutions import Member
from usecases.models.person import Person, in_force, person_for
from usecases.rules.permissions import is_staff, may
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import NotAllowed, NotFound

SESSION_KEY = "membership"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
BankView = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]


def memberships(user: User) -> list[Member]:
    """Return the memberships in force of whoever signed in, by institution."""
    return list(user.memberships.filter(in_force(timezone.now())).select_related("institution"))


def bank_person(request: HttpRequest) -> Person:
    """Return the person of a request, acting for the bank chosen; as staff they use the console."""
    if not request.user.is_authenticated:
        return Person()
    person = person_for(request.user, request.session.get(SESSION_KEY, ""))
    if person.membership is None and SESSION_KEY in request.session:
        del request.session[SESSION_KEY]  # the membership that was chosen has ended
        person = person_for(request.user)
    return replace(person, grants=())


def bank_page(*methods: str) -> Callable[[BankView[P]], View[P]]:
    """Hand a view the person it is for; turn everybody else away in plain words."""

    def decorate(view: BankView[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = _turned_away(request, methods)
            if response is None:
                response, person = _other_door(request)
                if response is None:
                    response = _asked(view, request, person, *args, **kwargs)
            response["Cache-Control"] = "no-store, private"
            return response

        return cast(View[P], answer)

    return decorate


def _asked(
    view: BankView[P], request: HttpRequest, person: Person, *args: P.args, **kwargs: P.kwargs
) -> HttpResponse:
    """Call the view; what one may not see is not there."""
    try:
        return view(request, person, *args, **kwargs)
    except NotFound as error:
        raise Http404 from error
    except NotAllowed as error:
        raise PermissionDenied from error


def _turned_away(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse | None:
    """Refuse a method or a kind of content that the page does not take."""
    if request.method not in methods:
        return HttpResponseNotAllowed(methods)
    if request.method == "POST" and request.content_type not in FORM_TYPES:
        return render(request, "portal/not_a_form.html", status=415)
    return None


def _other_door(request: HttpRequest) -> tuple[HttpResponse | None, Person]:
    """Send away whoever does not act for a bank: to sign in, to choose one, or to the console."""
    person = bank_person(request)
    if person.user is None:
        return redirect_to_login(request.get_full_path()), person
    if may(person, Action.USE_PORTAL):
        return None, person
    if memberships(person.user):
        chosen = reverse("portal:choose") + "?" + urlencode({"next": request.get_full_path()})
        return redirect(chosen), person
    return no_membership(request, person.user), person


def no_membership(request: HttpRequest, user: User) -> HttpResponse:
    """Say that the portal is for banks, and where staff find what is theirs."""
    staff = is_staff(person_for(user))
    return render(request, "portal/no_membership.html", {"staff": staff}, status=403)


def page(
    request: HttpRequest,
    person: Person,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Draw a page of the portal; every page knows the person, the bank and the server's clock."""
    shared = {
        "person": person,
        "bank": person.membership.institution if person.membership else None,
        "several_banks": person.user is not None and len(memberships(person.user)) > 1,
        "may_write": may(person, Action.DRAFT),
        "may_sign": may(person, Action.SIGN),
        "now": timezone.now(),
    }
    return render(request, f"portal/{template}.html", {**shared, **context}, status=status)
