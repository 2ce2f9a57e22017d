"""A bank accepts a decision with its conditions, or asks about it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case, status
from usecases.portal.forms.after import AcceptForm, QueryForm
from usecases.portal.fresh import TOO_OLD, fresh_page, is_fresh
from usecases.portal.place import place_of
from usecases.portal.tab_decision import Decided, decided_of
from usecases.portal.tabs import tab_address
from usecases.vocabulary.actions import Action
from usecases.workflow import reply
from usecases.workflow.errors import NotFound, Refused
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
@fresh_page
def accept(request: HttpRequest, person: Person, key: UUID, decision: UUID) -> HttpResponse:
    """Show the decision with its conditions once more, then accept it."""
    case, decided = _decided(person, key, decision)
    require(person, Action.SIGN, case)
    if not decided.acceptable:
        messages.info(request, _("There is nothing to accept; nothing was sent twice."))
        return redirect(tab_address(case, "decision"))
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, person, case, decided, form=form, name="accept")
    if not is_fresh(request):
        form.add_error(None, ValidationError(TOO_OLD))
        return _page(request, person, case, decided, form=form, name="accept")
    try:
        reply.accept(decided.row, by=person)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(tab_address(case, "decision"))
    messages.success(request, _("You have accepted the decision. A receipt is sent by mail."))
    return redirect(tab_address(case, "decision"))


@bank_page("GET", "HEAD", "POST")
def query(request: HttpRequest, person: Person, key: UUID, decision: UUID) -> HttpResponse:
    """Take down what the bank asks; what was typed stays there if it is refused."""
    case, decided = _decided(person, key, decision)
    require(person, Action.DRAFT, case)
    form = QueryForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" and not decided.queryable:
        messages.info(request, _("There is nothing to ask about this decision now."))
        return redirect(tab_address(case, "decision"))
    if not form.is_valid():
        return _page(request, person, case, decided, form=form, name="query")
    try:
        reply.query(decided.row, text=form.cleaned_data["text"], by=person)
    except Refused as refused:
        form.add_error(None, ValidationError(str(refused)))
        return _page(request, person, case, decided, form=form, name="query")
    messages.success(request, _("Your query is sent. The answer comes here and by mail."))
    return redirect(tab_address(case, "decision"))


def _decided(person: Person, key: UUID, decision: UUID) -> tuple[UseCase, Decided]:
    """Return a released decision of the bank's own use case; any other is not there."""
    case = own_case(person, key)
    for each in decided_of(place_of(case, person)):
        if each.row.pk == decision:
            return case, each
    raise NotFound


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    decided: Decided,
    *,
    form: Form,
    name: str,
) -> HttpResponse:
    context = {
        "current": "use-cases",
        "case": case,
        "decided": decided,
        "decision": decided.row,
        "form": form,
        "status": status(case.stage),
    }
    code = 422 if form.is_bound else 200
    return page(request, person, f"decision_{name}", context, status=code)
