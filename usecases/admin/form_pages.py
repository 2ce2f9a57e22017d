"""The form of a phase: its own questions written, ordered, previewed, put in force."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin.form_forms import QuestionForm, initial
from usecases.admin.forms import add_faults
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.rules.criteria import locked
from usecases.rules.formversions import differences
from usecases.rules.outline import item, outline
from usecases.rules.permissions import may
from usecases.rules.questions import questions_of
from usecases.rules.visibility_register import categories_for, phases_for
from usecases.vocabulary.actions import Action
from usecases.workflow import questions
from usecases.workflow.errors import Refused


def writes_form(person: Person) -> bool:
    """Whether the person writes the forms of phases."""
    return may(person, Action.EDIT_PROGRAMMES)


def form_view(site: AdminSite, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the form that is being written, with what it changes of the one in force; move, drop
    and put in force by the buttons beside.
    """
    person = person_of(request)
    phase = _phase(person, key)
    if request.method == "POST":
        return _do(request, person, phase)
    written = questions.version_written(phase)
    prepared = questions.is_prepared(phase)
    context = {
        **_shared(site, request, phase, person),
        "title": _("Form of the phase"),
        "questions": [(each, item(each)) for each in questions_of(phase, written)],
        "fixed": locked(phase.pk),
        "version": phase.form_version,
        "prepared": prepared,
        "told": differences(phase, phase.form_version, written) if prepared else None,
    }
    return TemplateResponse(request, "admin/form/form.html", context)


def question_view(
    site: AdminSite, request: HttpRequest, key: UUID, question: UUID | None = None
) -> HttpResponse:
    """Ask how a question reads, then add or change it."""
    person = person_of(request)
    phase = _phase(person, key)
    if not writes_form(person):
        raise PermissionDenied
    row = _row(phase, question) if question else None
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, initial=initial(row), person=person)
    if data is not None and form.is_valid() and _kept(form, phase, row, person):
        messages.success(request, str(_("The question is written.")))
        return _back(phase)
    context = {
        **_shared(site, request, phase, person),
        "title": _("Change a question") if row else _("Add a question"),
        "form": form,
        "media": form.media,
        "fixed": locked(phase.pk),
    }
    return TemplateResponse(request, "admin/form/question.html", context)


def preview_view(site: AdminSite, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the whole form as a bank will read it."""
    person = person_of(request)
    phase = _phase(person, key)
    categories = [each.label for each in categories_for(person).filter(active=True)]
    context = {
        **_shared(site, request, phase, person),
        "title": _("Preview of the form"),
        "parts": outline(phase, questions.version_written(phase), categories),
        "prepared": questions.is_prepared(phase),
    }
    return TemplateResponse(request, "admin/form/preview.html", context)


def _kept(form: QuestionForm, phase: Phase, row: Question | None, person: Person) -> bool:
    """Add or change the question, or put what was refused on the form."""
    why = {"by": person, "reason": form.cleaned_data["reason"]}
    try:
        if row is None:
            questions.add(phase, fields=form.told(), **why)
        else:
            seen = form.cleaned_data["based_on"]
            questions.change(row, fields=form.told(), based_on=seen, **why)
    except Refused as refused:
        add_faults(form, refused.faults)
        return False
    return True


def _do(request: HttpRequest, person: Person, phase: Phase) -> HttpResponse:
    """Do what the button says."""
    done = _ACTS.get(request.POST.get("act", ""))
    if done is None:
        raise Http404
    if not writes_form(person):
        raise PermissionDenied
    act, text = done
    try:
        act(phase, request.POST.get("code", ""), person)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(text))
    return _back(phase)


def _moved(by: int) -> Callable[[Phase, str, Person], None]:
    def move(phase: Phase, code: str, person: Person) -> None:
        codes = [each.code for each in _written(phase)]
        if code not in codes:
            raise Http404
        at = codes.index(code)
        to = min(max(at + by, 0), len(codes) - 1)
        codes.insert(to, codes.pop(at))
        questions.arrange(phase, codes=codes, by=person)

    return move


def _drop(phase: Phase, code: str, person: Person) -> None:
    found = [each for each in _written(phase) if each.code == code]
    if not found:
        raise Http404
    questions.drop(found[0], by=person)


_ACTS: dict[str, tuple[Callable[[Phase, str, Person], object], Any]] = {
    "up": (_moved(-1), _("The question is moved up.")),
    "down": (_moved(1), _("The question is moved down.")),
    "drop": (_drop, _("The question is dropped.")),
    "force": (
        lambda phase, _code, person: questions.put_in_force(phase, by=person),
        _("The new version is in force. Banks with a draft are told what changed."),
    ),
    "aside": (
        lambda phase, _code, person: questions.set_aside(phase, by=person),
        _("The changes are forgotten; the form stays as it is in force."),
    ),
}


def _written(phase: Phase) -> list[Question]:
    return questions_of(phase, questions.version_written(phase))


def _phase(person: Person, key: UUID) -> Phase:
    found = phases_for(person).select_related("programme").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _row(phase: Phase, key: UUID) -> Question:
    found = [each for each in _written(phase) if each.pk == key]
    if not found:
        raise Http404
    return found[0]


def _back(phase: Phase) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:form", args=[phase.pk]))


def _shared(site: AdminSite, request: HttpRequest, phase: Phase, person: Person) -> dict[str, Any]:
    return {**site.each_context(request), "phase": phase, "writes": writes_form(person)}


PAGES = (
    ConsolePage("form", "phases/<uuid:key>/form/", form_view),
    ConsolePage("form-add", "phases/<uuid:key>/form/add/", question_view),
    ConsolePage("form-question", "phases/<uuid:key>/form/<uuid:question>/", question_view),
    ConsolePage("form-preview", "phases/<uuid:key>/form/preview/", preview_view),
)
