"""The assistant's page: a question, its answer with sources, and what can be asked at all."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from usecases.assistant import log
from usecases.assistant.about import extent
from usecases.assistant.answer import Answer
from usecases.assistant.ask import ask as answer_to
from usecases.assistant.limit import client_of, seconds_to_wait
from usecases.register.asked import shown
from usecases.vocabulary.asking import QUESTION_CHARACTERS, WHY_CHARACTERS, Useful

# One of each kind that works on the public record, two of them in Chinese.
EXAMPLES = (
    ("en", "Which banks took part in both phases?"),
    ("en", "How many fraud-prevention use cases were accepted in phase 2?"),
    ("en", "When was the second cohort announced?"),
    ("en", "How are prompt injection attacks countered?"),
    ("zh-hant", "第二期有多少家銀行參加？"),
    ("zh-hans", "怎样让模型核对自己的答案？"),
)
_TIERS = {"A": _("Answered"), "B": _("Closest passages"), "C": _("No published answer")}
_SAID = ("useful", "sent")


@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Answer the question in `q` from what is published, or say that nothing is."""
    asked = _question(request.GET.get("q", ""))
    if len(asked) > QUESTION_CHARACTERS:
        cut = asked[:QUESTION_CHARACTERS]
        return _page(request, cut, too_long=True, status=HTTPStatus.BAD_REQUEST)
    if not asked:
        return _page(request)
    if wait := seconds_to_wait(client_of(request.META)):
        page = _page(request, asked, wait=wait, status=HTTPStatus.TOO_MANY_REQUESTS)
        page["Retry-After"] = str(wait)
        return page
    answer = answer_to(asked)
    said = request.GET.get("said", "")
    return _page(
        request,
        asked,
        shown=shown(answer, request.build_absolute_uri),
        tier=_TIERS[answer.tier],
        said=said if said in _SAID else "",
        enquiry=None if said in _SAID else _kept(request, asked, answer),
        reasons=Useful.choices,
        most_why=WHY_CHARACTERS,
    )


@require_POST
@never_cache
def useful(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep whether an answer was of use, and why not."""
    why = request.POST.get("why", "")
    text = request.POST.get("text", "")[:WHY_CHARACTERS]
    if _may_say(request):
        known = why if why in Useful.values else ""
        log.of_use(key, request.POST.get("useful") == "yes", known, text)
    return _back(request, "useful")


@require_POST
@never_cache
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send a question to the sandbox team."""
    if _may_say(request):
        log.send(key)
    return _back(request, "sent")


def _question(typed: str) -> str:
    return " ".join(typed.replace("\x00", " ").split())


def _kept(request: HttpRequest, asked: str, answer: Answer) -> UUID | None:
    """Keep a question, and return what it can be named by; a look at the headers asks nothing."""
    row = log.keep(asked, answer) if request.method == "GET" else None
    return row.pk if row else None


def _may_say(request: HttpRequest) -> bool:
    return not seconds_to_wait(client_of(request.META), "say")


def _back(request: HttpRequest, said: str) -> HttpResponse:
    """Lead back to the same answer, which is not asked for a second time."""
    asked = _question(request.POST.get("q", ""))[:QUESTION_CHARACTERS]
    return HttpResponseRedirect(
        f"{reverse('register:ask')}?{urlencode({'q': asked, 'said': said})}"
    )


def _page(
    request: HttpRequest, question: str = "", status: int = HTTPStatus.OK, **more: object
) -> HttpResponse:
    context = {
        "page_name": "ask",
        "question": question,
        "most": QUESTION_CHARACTERS,
        "examples": EXAMPLES,
        "known": extent(),
        **more,
    }
    return render(request, "register/ask.html", context, status=status)
