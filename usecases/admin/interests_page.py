"""Declaring interests: one screen for all that is assigned, and for firms in a phase."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin.forms import add_faults
from usecases.admin.interests_forms import DeclareForm, FirmForm
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.audit import writing
from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.rules.assessing import tasks_for
from usecases.rules.permissions import may
from usecases.rules.visibility_reviews import interests_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import TIME_ZONE
from usecases.workflow.declare import declare
from usecases.workflow.errors import Refused

FIRM = "firm"


def declares(person: Person) -> bool:
    """Whether the person declares interests."""
    return may(person, Action.DECLARE)


def declare_view(site: Any, request: HttpRequest) -> HttpResponse:
    """Show what is assigned and what was declared; take a declaration."""
    person = person_of(request)
    posted = request.method == "POST"
    about_firm = posted and FIRM in request.POST
    cases = DeclareForm(
        request.POST if posted and not about_firm else None,
        tasks=sorted(tasks_for(person), key=lambda task: task.declared),  # what waits stands first
        auto_id="cases_%s",
    )
    firm = FirmForm(request.POST if about_firm else None, person=person, auto_id="firm_%s")
    form = firm if about_firm else cases
    if posted and form.is_valid() and _declared(request, person, form):
        return HttpResponseRedirect(_next(person, about_firm=about_firm))
    context = {
        **site.each_context(request),
        "title": _("Declare interests"),
        "form": form if posted else None,
        "cases": cases,
        "firm": firm,
        "firm_name": FIRM,
        "rest": sum(1 for line in cases.lines if not line.task.declared),
        "mine": _mine(person),
        "zone": TIME_ZONE,
        "media": cases.media + firm.media,
    }
    return TemplateResponse(request, "admin/interests/declare.html", context)


def _declared(request: HttpRequest, person: Person, form: DeclareForm | FirmForm) -> bool:
    """Write what was declared, all of it or nothing; what is refused is shown on the page."""
    why = form.cleaned_data["why"]
    try:
        with writing(by=person, reason=why):
            if isinstance(form, FirmForm):
                phase = form.cleaned_data["phase"]
                made = declare(phase, conflicts=form.firms, by=person, why=why)
            else:
                made = _of_cases(form, person, why)
    except Refused as refusal:
        add_faults(form, refusal.faults)
        return False
    if made:
        messages.success(request, _("Your interests are declared."))
    else:
        messages.info(request, _("This was declared already; nothing new is written."))
    return True


def _of_cases(form: DeclareForm, person: Person, why: str) -> list[Interest]:
    made: list[Interest] = []
    for phase, against, free in form.by_phase():
        if against or free:
            made += declare(phase, conflicts=against, free=free, by=person, why=why)
    return made


def _next(person: Person, *, about_firm: bool) -> str:
    mine = may(person, Action.ASSESS) and not about_firm
    return reverse("admin:assessments-mine" if mine else "admin:interests-declare")


def _mine(person: Person) -> list[Interest]:
    """Return the conflicts that the person declared in institutions and partners, in force."""
    own = interests_for(person).filter(person=person.user, ended_at__isnull=True)
    firms = own.filter(use_case__isnull=True).select_related("phase", "institution", "partner")
    return list(firms.order_by("phase__code", "recorded_at", "id"))


PAGES = (
    ConsolePage(
        "interests-declare",
        "interests/declare/",
        declare_view,
        _("Declare interests"),
        _("Use cases"),
        declares,
    ),
)
