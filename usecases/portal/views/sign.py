"""Check and sign: everything on one page, signed below."""

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
from usecases.portal.cases import bank_step, own_case
from usecases.portal.forms.acts import SignForm
from usecases.portal.fresh import TOO_OLD, address, fresh_page, is_fresh
from usecases.portal.progress import missing_of
from usecases.rules.permits import permits_of
from usecases.rules.visibility_register import members_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import MemberRole
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import submit
from usecases.workflow.errors import NotReady, Stale, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
@fresh_page
def check(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show everything as the regulator will see it; the signatory signs below."""
    draft = own_case(person, key)
    if request.method == "POST":
        require(person, Action.SIGN, draft)
        return _sign(request, person, draft)
    if draft.stage != Stage.DRAFT:
        return redirect("portal:use-case", draft.pk)
    form = SignForm(initial={"version": draft.version})
    return _page(request, person, draft, form)


def _sign(request: HttpRequest, person: Person, draft: UseCase) -> HttpResponse:
    """Submit what was read, or say why not and show it again as it stands now."""
    if not is_fresh(request):
        return _again(request, person, draft, str(TOO_OLD), sign_in=address(request))
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, person, draft, form, status=422)
    try:
        handed_in = submit.submit(draft, by=person, version=form.cleaned_data["version"])
    except Stale:
        text = _("The draft changed after you opened this page. Read it again, then sign.")
        return _again(request, person, draft, text)
    except NotReady as refused:
        return _again(request, person, draft, str(refused))
    except WrongStage:
        messages.info(request, _("This was submitted already; nothing was sent twice."))
        return redirect("portal:use-case", draft.pk)
    return redirect("portal:receipt", draft.pk, handed_in.number)


def _again(
    request: HttpRequest, person: Person, draft: UseCase, why: str, *, sign_in: str = ""
) -> HttpResponse:
    """Show the draft as it stands now, with the reason why it was not submitted."""
    current = own_case(person, draft.pk)
    if current.stage != Stage.DRAFT:
        messages.info(request, _("This was submitted already; nothing was sent twice."))
        return redirect("portal:use-case", draft.pk)
    form = SignForm({"version": current.version, "confirm": ""})
    form.errors.clear()
    form.add_error(None, ValidationError(why))
    return _page(request, person, current, form, status=409, sign_in=sign_in)


def _page(
    request: HttpRequest,
    person: Person,
    draft: UseCase,
    form: SignForm,
    *,
    status: int = 200,
    sign_in: str = "",
) -> HttpResponse:
    signatories = members_for(person).filter(role=MemberRole.SIGNATORY, until=None)
    context = {
        "current": "use-cases",
        "case": draft,
        "form": form,
        "sign_in": sign_in,
        "sections": of_draft(draft),
        "lacking": missing_of(draft),
        "step": bank_step(draft, person, Verb.SUBMIT),
        "permit": permits_of(person, timezone.now()).get(draft.phase_id),
        "signatories": signatories.select_related("user"),
    }
    return page(request, person, "check", context, status=status)
