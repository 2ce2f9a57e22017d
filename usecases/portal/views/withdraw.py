"""A bank withdraws its use case."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import bank_step, own_case, status
from usecases.portal.forms.acts import WithdrawForm
from usecases.vocabulary.actions import Action
from usecases.vocabulary.verbs import Verb
from usecases.workflow import submit
from usecases.workflow.errors import Stale, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def withdraw(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Ask why and whether, then withdraw."""
    case = own_case(person, key)
    require(person, Action.SIGN, case)
    if bank_step(case, person, Verb.WITHDRAW) is None:
        messages.error(request, _("At this stage there is nothing to withdraw."))
        return redirect("portal:use-case", case.pk)
    if request.method != "POST":
        return _page(request, person, case, WithdrawForm(initial={"version": case.version}))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, person, case, form, status_code=422)
    return _withdraw(request, person, case, form)


def _withdraw(
    request: HttpRequest, person: Person, case: UseCase, form: WithdrawForm
) -> HttpResponse:
    told = form.cleaned_data
    try:
        submit.withdraw(case, by=person, reason=told["reason"], version=told["version"])
    except (Stale, WrongStage):
        current = own_case(person, case.pk)
        form = WithdrawForm({**request.POST.dict(), "version": current.version})
        text = _("The status changed after you opened this page. Look at it, then decide again.")
        form.add_error(None, ValidationError(text))
        return _page(request, person, current, form, status_code=409)
    messages.success(request, _("The use case is withdrawn."))
    return redirect("portal:use-case", case.pk)


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    form: WithdrawForm,
    *,
    status_code: int = 200,
) -> HttpResponse:
    context = {"current": "use-cases", "case": case, "form": form, "status": status(case.stage)}
    return page(request, person, "withdraw", context, status=status_code)
