"""A draft: begun in an open phase, its task list, and its end when it is discarded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import bank_step, own_case
from usecases.portal.progress import progress
from usecases.rules.formversions import told_to
from usecases.rules.permits import permits_of
from usecases.rules.visibility_casefile import lineages_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import draft as drafts
from usecases.workflow.errors import Invalid, WrongStage
from usecases.workflow.fetch import require


@bank_page("POST")
def begin(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Begin a draft in a phase and go to its task list."""
    try:
        draft = drafts.begin(phase=key, by=person)
    except Invalid as refused:
        messages.error(request, str(refused))
        return redirect("portal:home")
    return redirect("portal:use-case", draft.pk)


def tasks(request: HttpRequest, person: Person, draft: UseCase) -> HttpResponse:
    """Show what is done and what is missing, section by section."""
    context = {
        "current": "use-cases",
        "case": draft,
        "tasks": progress(draft, person),
        "told": told_to(draft),
        "permit": permits_of(person, timezone.now()).get(draft.phase_id),
        "continues": lineages_for(person).filter(later=draft).select_related("earlier"),
        "step": bank_step(draft, person, Verb.SUBMIT),
    }
    return page(request, person, "tasks", context)


@bank_page("GET", "HEAD", "POST")
def discard(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Ask whether to discard a draft, then do."""
    case = own_case(person, key)
    require(person, Action.DRAFT, case)
    if case.stage != Stage.DRAFT or case.reference:
        return redirect("portal:use-case", case.pk)
    if request.method != "POST":
        return page(request, person, "discard", {"current": "use-cases", "case": case})
    try:
        drafts.discard(case, by=person)
    except WrongStage:
        messages.error(request, _("It was submitted in the meantime, so it cannot be discarded."))
        return redirect("portal:use-case", case.pk)
    messages.success(request, _("The draft is discarded."))
    return redirect("portal:home")
