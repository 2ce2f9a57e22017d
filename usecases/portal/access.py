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
from usecases.models.institutions import Contributor, Member
from usecases.models.person import (
    Person,
    contributes_too,
    contributions_of,
    in_force,
    memberships_of,
    person_for,
)
from usecases.models.usecases import UseCase
from usecases.rules.permissions import is_staff, may, on_case
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import NotAllowed, NotFound

SESSION_KEY = "membership"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
BankView = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]
Door = Callable[[HttpRequest], tuple[HttpResponse | None, Person]]


def memberships(user: User) -> list[Member]:
    """Return the memberships in force of whoever signed in, by institution."""
    return list(memberships_of(user, timezone.now()))


def contributions(user: User) -> list[Contributor]:
    """Return for which partners whoever signed in contributes now; staff for none."""
    now = timezone.now()
    if user.grants.filter(in_force(now)).exists():
        return []
    rows = contributions_of(user, now)
    return list(rows.order_by("partner__name", "institution__short_name"))


def bank_person(request: HttpRequest) -> Person:
    """Return the person of a request, acting for the bank chosen; as staff they use the console."""
    if not request.user.is_authenticated:
        return Person()
    person = person_for(request.user, request.session.get(SESSION_KEY, ""))
    chosen = person.membership or person.contributor
    if chosen is None and SESSION_KEY in request.session:
        del request.session[SESSION_KEY]  # the membership that was chosen has ended
        person = person_for(request.user)
    return replace(person, grants=())


def bank_page(*methods: str) -> Callable[[BankView[P]], View[P]]:
    """Hand a view the person it is for; turn everybody else away in plain words."""
    return _page_for(_other_door, methods)


def partner_page(*methods: str) -> Callable[[BankView[P]], View[P]]:
    """Hand a view the contributor it is for; it is there for nobody else."""
    return _page_for(_no_contributor, methods)


def _page_for(door: Door, methods: tuple[str, ...]) -> Callable[[BankView[P]], View[P]]:
    def decorate(view: BankView[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = _turned_away(request, methods)
            if response is None:
                response, person = door(request)
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


# What the page itself puts into a form, and what is ticked or pressed and not typed.
_OURS = frozenset({"csrfmiddlewaretoken", "seen", "read", "drafts", "version", "then", "autosave"})
_PRESSED = frozenset({"", "on", "True", "False"})


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Ask to sign in; what was typed before the session ended is given back, to be copied."""
    answer = redirect_to_login(request.get_full_path())
    sent = {name: str(request.POST[name]) for name in request.POST.keys() - _OURS}
    typed = [text for _name, text in sorted(sent.items()) if text.strip() not in _PRESSED]
    if request.method != "POST" or not typed:
        return answer
    context = {"typed": typed, "sign_in": answer["Location"]}
    return render(request, "portal/signed_out.html", context, status=403)


def _other_door(request: HttpRequest) -> tuple[HttpResponse | None, Person]:
    """Send away whoever does not act for a bank: to sign in, to choose one, or to the console."""
    person = bank_person(request)
    if person.user is None:
        return _sign_in(request), person
    if may(person, Action.USE_PORTAL):
        return None, person
    if person.contributor is not None:
        return _not_a_bank(request), person
    if memberships(person.user) or contributions(person.user):
        chosen = reverse("portal:choose") + "?" + urlencode({"next": request.get_full_path()})
        return redirect(chosen), person
    return no_membership(request, person.user), person


def _not_a_bank(request: HttpRequest) -> HttpResponse:
    """Lead a contributor from the portal's first page to the own one; nothing else is there."""
    if request.path != reverse("portal:home"):
        raise Http404
    return redirect("portal:contributions")


def _no_contributor(request: HttpRequest) -> tuple[HttpResponse | None, Person]:
    """Let contributors in; for a bank nothing is there, others go where a bank's page leads."""
    person = bank_person(request)
    if person.contributor is not None:
        return None, person
    if may(person, Action.USE_PORTAL):
        raise Http404
    return _other_door(request)


def no_membership(request: HttpRequest, user: User) -> HttpResponse:
    """Say that the portal is for banks, and where staff find what is theirs."""
    staff = is_staff(person_for(user))
    return render(request, "portal/no_membership.html", {"staff": staff}, status=403)


def _several(user: User) -> bool:
    """Whether somebody may act for another institution or partner than the present one."""
    members = memberships(user)
    if members and not contributes_too(members[0]):
        return len(members) > 1
    return len(members) + len(contributions(user)) > 1


def page(
    request: HttpRequest,
    person: Person,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Draw a page of the portal; every page knows the person, the bank and the server's clock."""
    bank = person.membership.institution if person.membership else None
    case = context.get("case")
    here = on_case(person, case) if isinstance(case, UseCase) else person
    shared = {
        "person": person,
        "bank": bank,
        "several_banks": person.user is not None and _several(person.user),
        "may_write": may(here, Action.DRAFT),
        "may_sign": may(here, Action.SIGN),
        "joint": bank is not None and here.membership is None,  # it reads along, no more
        "now": timezone.now(),
    }
    return render(request, f"portal/{template}.html", {**shared, **context}, status=status)
