"""The phase's own questions: read, answered, and answered at once by two people."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.answers import of_questions
from usecases.portal.autosaving_answers import autosave
from usecases.portal.cases import own_case
from usecases.portal.forms.files import HandOverForm
from usecases.portal.forms.phase_questions import PhaseForm
from usecases.portal.parts import asked_as_written, last_answer, place_of
from usecases.rules.asked import Asked, missing_answered
from usecases.rules.formversions import told_to
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.sections import FILES, PHASE
from usecases.vocabulary.stages import Stage
from usecases.workflow import respond
from usecases.workflow.errors import Invalid, Stale, WrongStage
from usecases.workflow.fetch import require

_WRITTEN = (Stage.DRAFT, Stage.CLARIFYING)


@bank_page("GET", "HEAD", "POST")
def questions(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show the phase's questions to read or to answer, and save what was answered."""
    case = own_case(person, key)
    asked = asked_as_written(case)
    if request.method == "POST":
        require(person, Action.DRAFT, case)
        return _save(request, person, case, asked)
    if case.stage not in _WRITTEN:
        return redirect("portal:use-case", case.pk)
    if not asked.questions and not (case.stage == Stage.DRAFT and told_to(case)):
        raise Http404
    if not may(on_case(person, case), Action.DRAFT):
        answered = of_questions(asked)
        return _page(request, person, case, asked, "section_read", answered=answered)
    return _page(request, person, case, asked, form=PhaseForm(case, asked, None))


def _save(request: HttpRequest, person: Person, case: UseCase, asked: Asked) -> HttpResponse:
    """Save what the writer changed, or give the page back with everything typed still on it."""
    form = PhaseForm(case, asked, request.POST)
    if "autosave" in request.POST:
        return autosave(form, person)
    if not form.is_valid():
        return _page(request, person, case, asked, form=form, status=422)
    try:
        respond.respond(case, answers=form.written(), based_on=form.based_on(), by=person)
    except Stale as refused:
        current = asked_as_written(own_case(person, case.pk))
        both = _conflicts(form, refused, current, case, person)
        return _page(request, person, case, current, form=form, conflicts=both, status=409)
    except Invalid as refused:
        form.take_faults(refused)
        return _page(request, person, case, asked, form=form, status=422)
    except WrongStage:
        return _page(request, person, case, asked, form=form, status=409, late=True)
    messages.success(request, _("“%(section)s” is saved.") % {"section": PHASE.title})
    return _onward(request, case)


def _onward(request: HttpRequest, case: UseCase) -> HttpResponse:
    """Go on to the files or the signature, or back to the task list."""
    if request.POST.get("then") == "stay":
        return redirect("portal:section", case.pk, PHASE.code)
    if request.POST.get("then") != "next":
        return redirect("portal:use-case", case.pk)
    if case.stage == Stage.CLARIFYING:
        return redirect("portal:answers", case.pk)
    return redirect("portal:section", case.pk, FILES.code)


def _conflicts(
    form: PhaseForm, refused: Stale, current: Asked, case: UseCase, person: Person
) -> list[dict[str, object]]:
    saved = last_answer(case, person)
    return [{**each, "saved": saved} for each in form.conflicts(refused, current)]


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    asked: Asked,
    template: str = "phase_questions",
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    draft = case.stage == Stage.DRAFT
    by_files = [each for each in asked.questions if each.kind == QuestionKind.FILE]
    shared = {
        "current": "use-cases",
        "case": case,
        "section": PHASE,
        **place_of(case, PHASE),
        "missing": list(missing_answered(asked)),
        "told": told_to(case) if draft else None,
        "by_files": [(each, asked.files_of(each)) for each in by_files],
        "file_form": HandOverForm(),
        "takes_files": draft,
        "zone": case.phase.programme.time_zone,
    }
    return page(request, person, template, {**shared, **context}, status=status)
