"""Drafts as staff know them: whose, how full; and handing one in for a bank, by its letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from usecases.admin.forms import add_faults
from usecases.admin.mending_forms import ByLetterForm
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.drafts import InWriting, in_writing, one_in_writing
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.workflow import on_behalf
from usecases.workflow.errors import Refused


def drafts_view(site: Any, request: HttpRequest) -> HttpResponse:
    """List the drafts under way, and nothing of what they say."""
    person = person_of(request)
    page = Paginator(in_writing(person), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": _("Being written"),
        "page_obj": page,
        "for_banks": may(person, Action.ACT_FOR_BANK),
    }
    return TemplateResponse(request, "admin/drafts.html", context)


def hand_in_view(site: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the bank's letter, then hand its draft in for it."""
    person = person_of(request)
    draft = one_in_writing(person, key)
    if draft is None:
        raise Http404
    posted = request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    form = ByLetterForm(data, files, person=person)
    if posted and form.is_valid():
        try:
            submission = on_behalf.submit(_case(draft), by=person, **form.cleaned_data)
        except Refused as refusal:
            add_faults(form, refusal.faults)
        else:
            text = gettext("Handed in for the bank. Its reference is {reference}.")
            case = submission.use_case
            messages.success(request, text.format(reference=case.reference))
            return HttpResponseRedirect(reverse("admin:usecases_usecase_change", args=[case.pk]))
    context = {
        **site.each_context(request),
        "title": _("Hand in for the bank"),
        "draft": draft,
        "facts": _facts(draft),
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/draft_hand_in.html", context)


def _case(draft: InWriting) -> UseCase:
    """Return the draft by its id alone, for the verb to fetch."""
    return UseCase(pk=draft.key, institution=draft.institution, phase=draft.phase)


def _facts(draft: InWriting) -> list[tuple[Any, str]]:
    return [
        (_("Institution"), str(draft.institution)),
        (_("Phase"), str(draft.phase)),
        (_("Answered"), f"{draft.answered} %"),
        (_("Still missing"), str(draft.missing)),
    ]


def _acts_for_banks(person: Person) -> bool:
    return may(person, Action.ACT_FOR_BANK)


def _reads_cases(person: Person) -> bool:
    return may(person, Action.READ_CASES)


PAGES = (
    ConsolePage("drafts", "drafts/", drafts_view, _("Being written"), _("Use cases"), _reads_cases),
    ConsolePage("hand-in", "drafts/<uuid:key>/hand-in/", hand_in_view, open_to=_acts_for_banks),
)
