"""Check and sign the answers: every reply, every change, and what is still missing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.answers import of_draft
from usecases.portal.cases import bank_step, own_case, writable_case
from usecases.portal.forms.answering import SignAnswersForm
from usecases.portal.progress import missing_of
from usecases.portal.questions import changes_of, open_of, questions_of
from usecases.rules.clarified import stamp_of
from usecases.rules.visibility_register import members_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import MemberRole
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import clarify
from usecases.workflow.errors import NotReady, Stale, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def answers(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show all that a signature hands in; the signatory signs below."""
    case = own_case(person, key)
    if request.method == "POST":
        require(person, Action.SIGN, case)
        return _sign(request, person, case)
    if case.stage != Stage.CLARIFYING:
        return redirect("portal:use-case", case.pk)
    return _page(request, person, case, SignAnswersForm(initial={"read": stamp_of(case)}))


def _sign(request: HttpRequest, person: Person, case: UseCase) -> HttpResponse:
    """Sign what was read, or say why not and show it again as it stands now."""
    form = SignAnswersForm(request.POST)
    if case.stage != Stage.CLARIFYING:
        return _too_late(request, case)
    if not form.is_valid():
        return _page(request, person, case, form, status=422)
    try:
        frozen = clarify.answer(case, by=person, read=form.cleaned_data["read"])
    except Stale:
        text = _("Something changed after you opened this page. Read it again, then sign.")
        return _again(request, person, case, text)
    except NotReady as refused:
        return _again(request, person, case, str(refused))
    except WrongStage:
        return _too_late(request, case)
    return redirect("portal:receipt", case.pk, frozen.number)


def _too_late(request: HttpRequest, case: UseCase) -> HttpResponse:
    messages.info(request, _("No question waits any more; nothing was sent."))
    return redirect("portal:use-case", case.pk)


def _again(request: HttpRequest, person: Person, case: UseCase, why: str) -> HttpResponse:
    """Show everything as it stands now, with the reason why it was not signed."""
    current = own_case(person, case.pk)
    form = SignAnswersForm({"read": stamp_of(current), "confirm": ""})
    form.errors.clear()
    form.add_error(None, ValidationError(why))
    return _page(request, person, current, form, status=409)


def _page(
    request: HttpRequest, person: Person, case: UseCase, form: SignAnswersForm, *, status: int = 200
) -> HttpResponse:
    signatories = members_for(person).filter(role=MemberRole.SIGNATORY, until=None)
    now_reads = writable_case(person, case.pk)
    context = {
        "current": "use-cases",
        "case": case,
        "form": form,
        "questions": open_of(questions_of(case, person, timezone.now())),
        "changes": changes_of(case, now_reads),
        "sections": of_draft(now_reads),
        "lacking": missing_of(now_reads),
        "step": bank_step(case, person, Verb.ANSWER),
        "signatories": signatories.select_related("user"),
        "zone": case.phase.programme.time_zone,
    }
    return page(request, person, "sign_answers", context, status=status)
