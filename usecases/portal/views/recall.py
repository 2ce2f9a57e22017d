"""A bank takes back what it handed in, to write on, as long as nobody has begun to screen it."""

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
from usecases.portal.forms.acts import RecallForm
from usecases.vocabulary.actions import Action
from usecases.vocabulary.verbs import Verb
from usecases.workflow import submit
from usecases.workflow.errors import NotReady, Stale, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def recall(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Say what taking back means, then do it."""
    case = own_case(person, key)
    require(person, Action.SIGN, case)
    step = bank_step(case, person, Verb.RECALL)
    if step is None or not step.allowed:
        messages.error(request, _("It can no longer be taken back."))
        return redirect("portal:use-case", case.pk)
    if request.method != "POST":
        return _page(request, person, case, RecallForm(initial={"version": case.version}))
    form = RecallForm(request.POST)
    if not form.is_valid():
        return _page(request, person, case, form, status_code=422)
    return _recall(request, person, case, form)


def _recall(request: HttpRequest, person: Person, case: UseCase, form: RecallForm) -> HttpResponse:
    told = form.cleaned_data
    try:
        submit.recall(case, by=person, reason=told["reason"], version=told["version"])
    except (NotReady, Stale, WrongStage):
        current = own_case(person, case.pk)
        form = RecallForm({**request.POST.dict(), "version": current.version})
        text = _("The status changed after you opened this page. Look at it, then decide again.")
        form.add_error(None, ValidationError(text))
        return _page(request, person, current, form, status_code=409)
    text = _("It is a draft again. Hand it in before the phase closes.")
    messages.success(request, text)
    return redirect("portal:use-case", case.pk)


def _page(
    request: HttpRequest, person: Person, case: UseCase, form: RecallForm, *, status_code: int = 200
) -> HttpResponse:
    context = {"current": "use-cases", "case": case, "form": form, "status": status(case.stage)}
    return page(request, person, "recall", context, status=status_code)
