"""One section of a draft: read, written, and written at once by two people."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.answers import of_section, shown
from usecases.portal.autosaving import autosave
from usecases.portal.beside import filled, say, talk, with_shared
from usecases.portal.cases import writable_case
from usecases.portal.forms.section import FORMS, SectionForm
from usecases.portal.parts import parts_of, place_of
from usecases.portal.progress import last_save
from usecases.rules.answers import missing_in
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import BY_CODE, Section
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft as drafts
from usecases.workflow import revise
from usecases.workflow.errors import Invalid, Stale, WrongStage
from usecases.workflow.fetch import require

# At these the bank writes: before it hands in, and while it is being asked.
_WRITTEN = (Stage.DRAFT, Stage.CLARIFYING)


@bank_page("GET", "HEAD", "POST")
def section(request: HttpRequest, person: Person, key: UUID, code: str) -> HttpResponse:
    """Show a section to read or to write, and save what was written."""
    draft = writable_case(person, key)
    if code not in BY_CODE:
        raise Http404
    if request.method == "POST":
        require(person, Action.DRAFT, draft)
        return _save(request, person, draft, BY_CODE[code])
    if draft.stage not in _WRITTEN:
        return redirect("portal:use-case", draft.pk)
    if not may(on_case(person, draft), Action.DRAFT):
        answered = of_section(draft, BY_CODE[code])
        return _page(request, person, draft, BY_CODE[code], "section_read", answered=answered)
    form = with_shared(FORMS[code](draft, person, None), person)
    return _page(request, person, draft, BY_CODE[code], "section", form=form)


def _save(request: HttpRequest, person: Person, draft: UseCase, part: Section) -> HttpResponse:
    """Save what the writer changed, or give the page back with everything typed still on it."""
    form = with_shared(FORMS[part.code](draft, person, request.POST), person)
    write = revise.write if draft.stage == Stage.CLARIFYING else drafts.write
    if "autosave" in request.POST:
        return autosave(form, person, write)
    if "fill" in request.POST:
        form = filled(form, person, request.POST["fill"])
        return _page(request, person, draft, part, "section", form=form)
    status, late = 422, False
    if form.is_valid():
        try:
            write(draft, fields=form.written(), based_on=form.based_on(), by=person)
            stays = say(draft, person, part, request.POST)
        except Stale as refused:
            return _conflict(request, person, form, refused)
        except Invalid as refused:
            form.take_faults(refused)
        except WrongStage:
            status, late = 409, True
        else:
            return _onward(request, draft, part, stays=stays)
    return _page(request, person, draft, part, "section", status=status, form=form, late=late)


def _conflict(
    request: HttpRequest, person: Person, form: SectionForm, refused: Stale
) -> HttpResponse:
    """Show both texts of each field in conflict; nothing was written, nothing is lost."""
    current = writable_case(person, form.draft.pk)
    conflicts = [
        {
            "field": form[each.field],
            "label": each.label,
            "mine": shown(each.field, each.mine),
            "theirs": shown(each.field, each.theirs),
            "choice": each.name,
            "saved": last_save(current, person, each.field),
        }
        for each in form.conflicts(refused, current)
    ]
    shown_with = {"form": form, "conflicts": conflicts}
    return _page(request, person, current, form.section, "section", status=409, **shown_with)


def _onward(request: HttpRequest, draft: UseCase, part: Section, *, stays: bool) -> HttpResponse:
    """Go where the button said: to the next section, to the task list, nowhere else at all."""
    messages.success(request, _("“%(section)s” is saved.") % {"section": part.title})
    here = reverse("portal:section", args=[draft.pk, part.code])
    if stays:
        return redirect(f"{here}#comments")
    if (field := request.POST.get("keep", "")) in WORDS:
        kept = urlencode({"use_case": str(draft.pk), "field": field})
        return redirect(reverse("portal:shared-answer-new") + f"?{kept}")
    parts = parts_of(draft)
    after = parts[parts.index(part) + 1 :]
    then = request.POST.get("then")
    if then == "stay":
        return redirect(here)
    if then == "next":
        if after:
            return redirect("portal:section", draft.pk, after[0].code)
        end = "portal:answers" if draft.stage == Stage.CLARIFYING else "portal:check"
        return redirect(end, draft.pk)
    return redirect("portal:use-case", draft.pk)


def _page(
    request: HttpRequest,
    person: Person,
    draft: UseCase,
    part: Section,
    template: str,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    shared = {
        "current": "use-cases",
        "case": draft,
        "section": part,
        **place_of(draft, part),
        "missing": list(missing_in(draft, part)),
        **talk(draft, person, part, request.POST.get("comment", "")),
    }
    return page(request, person, template, {**shared, **context}, status=status)
