"""A bank reads exactly what is to be public of its use case, and agrees or asks for a change."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.proposals import Clearance
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.after import AgreeForm, ChangeForm
from usecases.portal.fresh import TOO_OLD, fresh_page, is_fresh
from usecases.portal.place import place_of
from usecases.portal.tab_public import NEVER, shown
from usecases.portal.tabs import tab_address
from usecases.rules.visibility_replies import clearances_for
from usecases.vocabulary.actions import Action
from usecases.workflow import clear
from usecases.workflow.errors import Refused, Stale
from usecases.workflow.fetch import fetch, require


@bank_page("GET", "HEAD", "POST")
@fresh_page
def clearance(request: HttpRequest, person: Person, key: UUID, clearance: UUID) -> HttpResponse:
    """Show the text field by field, and take the signatory's word."""
    case = own_case(person, key)
    row = fetch(clearances_for(person).filter(use_case=case), clearance)
    require(person, Action.SIGN, case)
    if row.answered_at is not None:
        messages.info(request, _("This was answered already; nothing was sent twice."))
        return redirect(tab_address(case, "public"))
    if request.method != "POST":
        return _page(request, person, case, row, agree=_agreeing(row), change=ChangeForm())
    if "change" in request.POST:
        return _change(request, person, case, row)
    return _agree(request, person, case, row)


def _agree(request: HttpRequest, person: Person, case: UseCase, row: Clearance) -> HttpResponse:
    form = AgreeForm(request.POST)
    if form.is_valid() and is_fresh(request):
        try:
            clear.agree(row, by=person, read=form.cleaned_data["read"])
        except Stale:
            text = _("The text was changed after you opened this page. Read it again.")
            form = _agreeing(row)
            messages.error(request, text)
            return _page(request, person, case, row, agree=form, change=ChangeForm(), code=409)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(tab_address(case, "public"))
        messages.success(request, _("You have agreed that this becomes public."))
        return redirect(tab_address(case, "public"))
    if form.is_valid():
        form.add_error(None, ValidationError(TOO_OLD))
    return _page(request, person, case, row, agree=form, change=ChangeForm(), code=422)


def _change(request: HttpRequest, person: Person, case: UseCase, row: Clearance) -> HttpResponse:
    form = ChangeForm(request.POST)
    if form.is_valid():
        try:
            clear.object_to(row, by=person, text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, ValidationError(str(refused)))
        else:
            messages.success(request, _("Your case officer is told. Nothing is published."))
            return redirect(tab_address(case, "public"))
    return _page(request, person, case, row, agree=_agreeing(row), change=form, code=422)


def _agreeing(row: Clearance) -> AgreeForm:
    return AgreeForm(initial={"read": clear.stamp(row)})


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    row: Clearance,
    *,
    agree: AgreeForm,
    change: ChangeForm,
    code: int = 200,
) -> HttpResponse:
    context = {
        "current": "use-cases",
        "case": case,
        "asked": shown(row, place_of(case, person)),
        "agree": agree,
        "change": change,
        "never": NEVER,
        "form": change if change.is_bound else agree,
    }
    return page(request, person, "clearance", context, status=code)
