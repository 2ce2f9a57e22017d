"""A bank tells what became of its use case: at the end of the trial, and 6 and 12 months after."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case, status
from usecases.portal.forms.after import ToldForm, same_as
from usecases.portal.place import Place, place_of
from usecases.portal.tab_outcome import asked_of, outcomes_of, tellable
from usecases.portal.tabs import tab_address
from usecases.rules.follow_ups import MONTHS
from usecases.vocabulary.actions import Action
from usecases.workflow import conclude
from usecases.workflow.errors import NotFound, Refused
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def outcome(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Ask what became of it."""
    return _asked(request, person, key, None)


@bank_page("GET", "HEAD", "POST")
def follow_up(request: HttpRequest, person: Person, key: UUID, months: int) -> HttpResponse:
    """Ask again what became of it, so many months later."""
    case = own_case(person, key)
    if months not in MONTHS:
        raise NotFound
    require(person, Action.WRITE_TRIAL, case)
    return _asked(request, person, key, months)


def _asked(request: HttpRequest, person: Person, key: UUID, months: int | None) -> HttpResponse:
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    place = place_of(case, person)
    open_now = [each.row.months for each in asked_of(place, outcomes_of(place)) if each.open]
    if not tellable(place) or (months is not None and months not in open_now):
        messages.info(request, _("Nothing is asked of you here at the moment."))
        return redirect("portal:use-case", case.pk)
    form = ToldForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _told(place, form, months):
        messages.success(request, _("Thank you. Your case officer can read it now."))
        return redirect(tab_address(case, "outcome"))
    context = {
        "current": "use-cases",
        "case": case,
        "form": form,
        "months": months,
        "status": status(case.stage),
    }
    return page(request, person, "outcome_tell", context, status=422 if form.is_bound else 200)


def _told(place: Place, form: ToldForm, months: int | None) -> bool:
    """Tell it, or put on the form why not; the same sent twice is told once."""
    told = {**form.cleaned_data, "follow_up": months}
    last = next(iter(outcomes_of(place)), None)
    if same_as(last, told):
        return True
    try:
        conclude.tell(place.case, by=place.person, **told)
    except Refused as refused:
        for fault in refused.faults:
            field = fault.field if fault.field in form.fields else None
            form.add_error(field, ValidationError(str(fault.text)))
        return False
    return True
