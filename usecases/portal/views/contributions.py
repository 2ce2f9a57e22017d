"""What a technology partner's person does here: the sections named to the partner, nothing else."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import page, partner_page
from usecases.portal.answers import shown
from usecases.portal.autosaving import Write, answer, autosave
from usecases.portal.forms.section import FORMS, SectionForm
from usecases.rules.answers import missing_in
from usecases.rules.clarified import revised, revisions_of
from usecases.rules.contributing import WRITTEN, contributions_for, named_to, sections_of
from usecases.vocabulary.sections import Section
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft as drafts
from usecases.workflow import revise
from usecases.workflow.errors import Invalid, NotFound, Stale, WrongStage

RELATED = ("use_case__phase__programme", "use_case__institution", "use_case__own_category")


@partner_page("GET", "HEAD")
def contributions(request: HttpRequest, person: Person) -> HttpResponse:
    """List the use cases of which sections are named to the partner, and those sections."""
    rows = contributions_for(person).select_related(*RELATED).order_by("recorded_at", "id")
    named = [(row, sections_of(row)) for row in rows]
    context = {"current": "contributions", "named": [each for each in named if each[1]]}
    return page(request, person, "contributions", context)


@partner_page("GET", "HEAD", "POST")
def contribution(request: HttpRequest, person: Person, key: UUID, code: str) -> HttpResponse:
    """Show one named section to write, and save what was written."""
    party, part = _named(person, key, code)
    posted = request.POST if request.method == "POST" else None
    form = FORMS[part.code](_reads(party.use_case), person, posted)
    if party.use_case.stage not in WRITTEN:
        if posted is None:
            raise NotFound
        return _page(request, person, party, part, form, status=409, late=True)
    if posted is None:
        return _page(request, person, party, part, form)
    return _save(request, person, party, part, form)


def _named(person: Person, key: UUID, code: str) -> tuple[Party, Section]:
    """Return the naming of a section to the partner; any other section is not there."""
    party = named_to(person).select_related(*RELATED).filter(use_case=key).first()
    part = next((each for each in sections_of(party) if each.code == code), None) if party else None
    if party is None or part is None:
        raise NotFound
    return party, part


def _reads(case: UseCase) -> UseCase:
    """Return the case with what is changed of it and not signed."""
    if case.stage != Stage.CLARIFYING:
        return case
    return revised(case, revisions_of([case]).get(case, {}))


def _save(
    request: HttpRequest, person: Person, party: Party, part: Section, form: SectionForm
) -> HttpResponse:
    """Save what was changed, or give the page back with everything typed still on it."""
    case = form.draft
    write = revise.write if case.stage == Stage.CLARIFYING else drafts.write
    if "autosave" in request.POST:
        return _autosave(person, part, form, write)
    if not form.is_valid():
        return _page(request, person, party, part, form, status=422)
    try:
        write(case, fields=form.written(), based_on=form.based_on(), by=person)
    except Stale as refused:
        current = _now(person, case, part)
        conflicts = [
            {
                "field": form[each.field],
                "label": each.label,
                "mine": shown(each.field, each.mine),
                "theirs": shown(each.field, each.theirs),
                "choice": each.name,
            }
            for each in form.conflicts(refused, current)
        ]
        return _page(request, person, party, part, form, status=409, conflicts=conflicts)
    except Invalid as refused:
        form.take_faults(refused)
        return _page(request, person, party, part, form, status=422)
    except (NotFound, WrongStage):
        return _page(request, person, party, part, form, status=409, late=True)
    messages.success(request, _("“%(section)s” is saved.") % {"section": part.title})
    return redirect("portal:contributions")


def _autosave(person: Person, part: Section, form: SectionForm, write: Write) -> HttpResponse:
    """Save while somebody writes; what was taken from the partner meanwhile is too late."""
    try:
        return autosave(form, person, write, fresh=lambda: _now(person, form.draft, part))
    except NotFound:
        return answer(form.draft, late=True)


def _now(person: Person, case: UseCase, part: Section) -> UseCase:
    """Return the case as it stands now, as long as the section is named to the partner."""
    party, _part = _named(person, case.pk, part.code)
    return _reads(party.use_case)


def _page(
    request: HttpRequest,
    person: Person,
    party: Party,
    part: Section,
    form: SectionForm,
    *,
    status: int = 200,
    late: bool = False,
    **context: object,
) -> HttpResponse:
    shared = {
        "current": "contributions",
        "party": party,
        "phase": party.use_case.phase,
        "lead": party.use_case.institution,
        "section": part,
        "form": form,
        "late": late,
        "missing": [] if late else list(missing_in(form.draft, part)),
    }
    return page(request, person, "contribution", {**shared, **context}, status=status)
