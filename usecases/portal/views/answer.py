"""One question to the bank: read, answered in text, and with files."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.answering import FileForm, ReplyForm
from usecases.portal.questions import Question, open_of, question_of, questions_of
from usecases.rules.clarified import may_answer
from usecases.vocabulary.actions import Action
from usecases.workflow import revise
from usecases.workflow.errors import Invalid, NotFound, Refused, Stale, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def question(request: HttpRequest, person: Person, key: UUID, question: UUID) -> HttpResponse:
    """Show a question with its reply, to read or to write."""
    case = own_case(person, key)
    asked = question_of(case, person, question, timezone.now())
    if request.method != "POST":
        form = ReplyForm(initial={"reply": asked.row.reply, "seen": asked.row.reply})
        return _page(request, person, case, asked, form)
    require(person, Action.DRAFT, case)
    return _reply(request, person, case, asked)


def _reply(request: HttpRequest, person: Person, case: UseCase, asked: Question) -> HttpResponse:
    """Write the reply, or give the page back with everything typed still on it."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, person, case, asked, form, status=422)
    told = form.cleaned_data
    try:
        revise.reply(asked.row, text=told["reply"], based_on=told["seen"], by=person)
    except Stale:
        current = question_of(case, person, asked.row.pk, timezone.now())
        form = ReplyForm({"reply": told["reply"], "seen": current.row.reply})
        return _page(request, person, case, current, form, status=409, conflict=True)
    except WrongStage:
        return _page(request, person, case, asked, form, status=409, late=True)
    except Invalid as refused:
        _take_faults(form, refused)
        return _page(request, person, case, asked, form, status=422)
    messages.success(request, _("The answer is saved. It is not sent before a signatory signs."))
    return _onward(request, person, case, asked)


def _onward(request: HttpRequest, person: Person, case: UseCase, asked: Question) -> HttpResponse:
    """Stay to add files, go to the next question without a reply, or back to the use case."""
    if request.POST.get("then") == "stay":
        return redirect("portal:question", case.pk, asked.row.pk)
    if request.POST.get("then") == "next":
        waiting = open_of(questions_of(case, person, timezone.now()))
        left = [each for each in waiting if not each.row.reply]
        if left:
            return redirect("portal:question", case.pk, left[0].row.pk)
        return redirect("portal:answers", case.pk)
    return redirect("portal:use-case", case.pk)


@bank_page("POST")
def attach(request: HttpRequest, person: Person, key: UUID, question: UUID) -> HttpResponse:
    """Add a file to the answer."""
    case = own_case(person, key)
    asked = question_of(case, person, question, timezone.now())
    require(person, Action.DRAFT, case)
    files = FileForm(request.POST, request.FILES)
    if files.is_valid():
        try:
            revise.attach(asked.row, files.cleaned_data["file"], by=person)
        except Refused as refused:
            _take_faults(files, refused)
        else:
            messages.success(request, _("The file is added. It is sent when a signatory signs."))
            return redirect("portal:question", case.pk, asked.row.pk)
    form = ReplyForm(initial={"reply": asked.row.reply, "seen": asked.row.reply})
    return _page(request, person, case, asked, form, status=422, files=files)


@bank_page("POST")
def take_off(
    request: HttpRequest, person: Person, key: UUID, question: UUID, attachment: UUID
) -> HttpResponse:
    """Take a file off the answer."""
    case = own_case(person, key)
    asked = question_of(case, person, question, timezone.now())
    require(person, Action.DRAFT, case)
    file = next((each for each in asked.files if each.pk == attachment), None)
    if file is None:
        raise NotFound
    try:
        revise.take_off(file, by=person)
    except (Invalid, WrongStage):
        messages.error(request, _("This question is closed: its files stay as they are."))
    else:
        messages.success(request, _("The file is taken off. It is not sent."))
    return redirect("portal:question", case.pk, asked.row.pk)


def _take_faults(form: forms.Form, refused: Refused) -> None:
    for fault in refused.faults:
        field = fault.field if fault.field in form.fields else None
        form.add_error(field, ValidationError(str(fault.text), code=fault.code))


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    asked: Question,
    form: ReplyForm,
    *,
    status: int = 200,
    files: FileForm | None = None,
    **context: object,
) -> HttpResponse:
    writes = may_answer(person, case) and asked.row.closed_at is None
    shared = {
        "current": "use-cases",
        "case": case,
        "question": asked,
        "form": form,
        "file_form": files or FileForm(),
        "writes": writes,
        "zone": case.phase.programme.time_zone,
    }
    return page(request, person, "question", {**shared, **context}, status=status)
