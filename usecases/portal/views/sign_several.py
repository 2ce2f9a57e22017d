"""Sign several drafts at once: each was read in its present version, each gets its own answer."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.permits import Permit
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import RELATED, own_case
from usecases.portal.forms.acts import SignSeveralForm
from usecases.portal.fresh import TOO_OLD, address, fresh_page, is_fresh
from usecases.portal.reading import has_read, mark, read_before, was_read
from usecases.rules.missing import Missing
from usecases.rules.permits import permits_of
from usecases.rules.readiness import Step, for_many
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow import submit
from usecases.workflow.errors import NotFound, NotReady, Refused, Stale, WrongStage
from usecases.workflow.fetch import require

RESULTS = "signed"


@dataclass(frozen=True)
class Waiting:
    """A draft on the list: whether it was read as it stands, and what it still lacks."""

    case: UseCase
    step: Step
    read: bool
    changed: bool
    permit: Permit | None


@dataclass(frozen=True)
class Signed:
    """What became of one draft: handed in, or why not. Plain, since the session keeps it."""

    title: str
    done: bool
    told: str
    link: str


@bank_page("POST")
def read(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Note that a signatory has read a draft to its end, and go back to the list."""
    case = own_case(person, key)
    require(person, Action.SIGN, case)
    if request.POST.get("version") != str(case.version) or case.stage != Stage.DRAFT:
        return redirect("portal:check", case.pk)
    mark(request, case)
    return redirect("portal:sign-several")


@bank_page("GET", "HEAD", "POST")
@fresh_page
def sign_several(request: HttpRequest, person: Person) -> HttpResponse:
    """List the drafts that could be signed, and sign those that were read and chosen."""
    require(person, Action.SIGN)
    waiting = _waiting(request, person)
    if request.method != "POST":
        return _page(request, person, waiting, SignSeveralForm())
    form = SignSeveralForm(request.POST)
    old = not is_fresh(request)
    if old:
        form.add_error(None, str(TOO_OLD))
    if not form.is_valid():
        context = {"sign_in": address(request) if old else ""}
        return _page(request, person, waiting, form, status=422, **context)
    signed = [_sign(request, person, *each) for each in form.chosen()]
    request.session[RESULTS] = [asdict(each) for each in signed]
    return redirect("portal:signed-several")


@bank_page("GET", "HEAD")
def signed_several(request: HttpRequest, person: Person) -> HttpResponse:
    """Tell what became of each draft that was signed last."""
    require(person, Action.SIGN)
    results = request.session.get(RESULTS, [])
    if not results:
        return redirect("portal:sign-several")
    context = {"current": "use-cases", "results": results}
    return page(request, person, "signed_several", context)


def _waiting(request: HttpRequest, person: Person) -> list[Waiting]:
    """Return the bank's drafts, those first that can be signed."""
    rows = own_cases_for(person).filter(stage=Stage.DRAFT).select_related(*RELATED)
    drafts = list(rows.order_by("phase__closes_at", "recorded_at", "id"))
    now = timezone.now()
    steps, late = for_many(drafts, person, now), permits_of(person, now)
    listed = [
        Waiting(
            case,
            step,
            has_read(request, case),
            read_before(request, case),
            late.get(case.phase_id),
        )
        for case in drafts
        for step in steps[case]
        if step.move.verb == Verb.SUBMIT
    ]
    return sorted(listed, key=lambda each: not each.step.allowed)


def _sign(request: HttpRequest, person: Person, key: UUID, version: int) -> Signed:
    """Hand in one draft; why it was refused stops none of the others."""
    try:
        case = own_case(person, key)
    except NotFound:
        return Signed("", False, _("It is no longer there: a colleague discarded it."), "")
    title = case.title or _("Untitled")
    try:
        handed_in = _hand_in(request, person, case, version)
    except Refused as refused:
        link = reverse("portal:check", args=[case.pk])
        return Signed(title, False, _why_not(refused), link)
    receipt = reverse("portal:receipt", args=[case.pk, handed_in.number])
    told = _("Submitted as {reference}.").format(reference=handed_in.content["reference"])
    return Signed(title, True, told, receipt)


def _hand_in(request: HttpRequest, person: Person, case: UseCase, version: int) -> Submission:
    """Hand in a draft in the version that was read, and in no other."""
    if case.stage != Stage.DRAFT:
        raise WrongStage
    if not was_read(request, str(case.pk), version):
        text = _("Open it and read it to its end first. It was not submitted.")
        raise NotReady(Missing("", "unread", text))
    return submit.submit(case, by=person, version=version)


def _why_not(refused: Refused) -> str:
    if isinstance(refused, Stale):
        return _("It changed after you read it. It was not submitted: read it again.")
    if isinstance(refused, WrongStage):
        return _("It was submitted already; nothing was sent twice.")
    return str(refused)


def _page(
    request: HttpRequest,
    person: Person,
    waiting: list[Waiting],
    form: SignSeveralForm,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    shared = {
        "current": "use-cases",
        "ready": [each for each in waiting if each.step.allowed],
        "lacking": [each for each in waiting if not each.step.allowed],
        "form": form,
    }
    return page(request, person, "sign_several", {**shared, **context}, status=status)
