"""Files of a submission: added and taken off while it is a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.files import HandOverForm
from usecases.portal.parts import asked_as_written, place_of
from usecases.rules.asked import unfit_files
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import ScanState
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.sections import FILES, PHASE
from usecases.vocabulary.stages import Stage
from usecases.workflow import bank_files
from usecases.workflow.errors import NotFound, Refused, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def files(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show the files of a submission, and take more."""
    case = own_case(person, key)
    if request.method == "POST":
        require(person, Action.DRAFT, case)
        return _take(request, person, case, None)
    if case.stage != Stage.DRAFT:
        return redirect("portal:use-case", case.pk)
    return _page(request, person, case, HandOverForm())


@bank_page("POST")
def answer_by_file(request: HttpRequest, person: Person, key: UUID, question: UUID) -> HttpResponse:
    """Take files as the answer to a question of the phase."""
    case = own_case(person, key)
    require(person, Action.DRAFT, case)
    asked = asked_as_written(case).questions
    found = [each for each in asked if each.pk == question and each.kind == QuestionKind.FILE]
    if not found:
        raise NotFound
    return _take(request, person, case, found[0])


@bank_page("POST")
def take_off(request: HttpRequest, person: Person, key: UUID, attachment: UUID) -> HttpResponse:
    """Take a file off a draft."""
    case = own_case(person, key)
    require(person, Action.DRAFT, case)
    row = next((each for each in asked_as_written(case).files if each.pk == attachment), None)
    if row is None:
        raise NotFound
    try:
        bank_files.take_off(row, by=person)
    except WrongStage:
        messages.error(request, _("It was submitted in the meantime: its files stay as they are."))
        return redirect("portal:use-case", case.pk)
    messages.success(request, _("“%(file)s” is taken off.") % {"file": row.name})
    return _back(case, row.question)


def _take(
    request: HttpRequest, person: Person, case: UseCase, question: Question | None
) -> HttpResponse:
    """Take each file on its own; those that are refused are named, with the reason."""
    form, taken = HandOverForm(request.POST, request.FILES), list[Attachment]()
    if form.is_valid():
        taken, late = _each(form, person, case, question)
        if late:
            messages.error(request, _("It was submitted in the meantime; no file was added."))
            return _told(request, form, taken, redirect("portal:use-case", case.pk))
        for row in taken:
            messages.success(request, _("“%(file)s” is added.") % {"file": row.name})
    if not form.errors or _by_script(request):
        return _told(request, form, taken, _back(case, question))
    return _page(request, person, case, form, status=422, question=question)


def _each(
    form: HandOverForm, person: Person, case: UseCase, question: Question | None
) -> tuple[list[Attachment], bool]:
    """Hand over file by file; return those that were taken, and whether it was too late."""
    taken: list[Attachment] = []
    for upload in form.cleaned_data["file"]:
        told = {"description": form.cleaned_data["description"], "question": question}
        try:
            row = bank_files.hand_over(case, upload, by=person, **told)
        except WrongStage:
            return taken, True
        except Refused as refused:
            _refused(form, str(upload.name), str(refused))
            continue
        if row.scan_state == ScanState.REFUSED:
            bank_files.take_off(row, by=person)
            _refused(form, row.name, _("The scanner refused it."))
        else:
            taken.append(row)
    return taken, False


def _refused(form: HandOverForm, name: str, why: str) -> None:
    text = _("“{name}” was not added. {why}").format(name=name, why=why)
    form.add_error("file", ValidationError(text, code="refused"))


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _told(
    request: HttpRequest, form: HandOverForm, taken: list[Attachment], page: HttpResponseRedirect
) -> HttpResponse:
    """Answer the script that sends files one by one, else go where the page is."""
    if not _by_script(request):
        return page
    faults = [str(text) for texts in form.errors.values() for text in texts]
    told = {"taken": [each.name for each in taken], "faults": faults, "page": page.url}
    return JsonResponse(told, status=422 if faults else 200)


def _back(case: UseCase, question: Question | None) -> HttpResponseRedirect:
    """Go back to where the file belongs: its question, or the list."""
    where = PHASE.code if question else FILES.code
    anchor = f"#id_question-{question.code}" if question else ""
    return HttpResponseRedirect(reverse("portal:section", args=[case.pk, where]) + anchor)


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    form: HandOverForm,
    *,
    status: int = 200,
    question: Question | None = None,
) -> HttpResponse:
    asked = asked_as_written(case)
    writes = case.stage == Stage.DRAFT and may(on_case(person, case), Action.DRAFT)
    context: dict[str, Any] = {
        "current": "use-cases",
        "case": case,
        "section": FILES,
        **place_of(case, FILES),
        "asked": asked,
        "files": asked.files,
        "unfit": list(unfit_files(asked)),
        "form": form,
        "question": question,
        "writes": writes,
        "zone": case.phase.programme.time_zone,
    }
    return page(request, person, "bank_files", context, status=status)
