"""The assistant's page: a question, its answer with sources, and what can be asked at all.

The form sends the question in the body, so that it stands in no address and in no server's log;
an address with the question in `q` is answered too: examples are such links, and whoever wants to
share an answer may have one.
"""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

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


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Answer the question in `q` from what is published, or say that nothing is."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = _question(sent.get("q", ""))
    if len(asked) > QUESTION_CHARACTERS:
        cut = asked[:QUESTION_CHARACTERS]
        return _page(request, cut, too_long=True, status=HTTPStatus.BAD_REQUEST)
    if not asked:
        return _page(request)
    if wait := seconds_to_wait(client_of(request.META)):
        return _later(request, asked, wait)
    answer = answer_to(asked)
    return _answered(request, asked, answer, enquiry=_kept(request, asked, answer))


def _answered(
    request: HttpRequest,
    asked: str,
    answer: Answer,
    *,
    enquiry: UUID | None = None,
    said: str = "",
) -> HttpResponse:
    link = f"{reverse('register:ask')}?{urlencode({'q': asked})}"
    return _page(
        request,
        asked,
        shown=shown(answer, request.build_absolute_uri),
        link=request.build_absolute_uri(link),
        tier=_TIERS[answer.tier],
        reasons=Useful.choices,
        most_why=WHY_CHARACTERS,
        enquiry=enquiry,
        said=said,
    )


@require_POST
@never_cache
def useful(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep whether an answer was of use, and why not."""
    why = request.POST.get("why", "")
    text = request.POST.get("text", "")[:WHY_CHARACTERS]
    known = why if why in Useful.values else ""
    useful = request.POST.get("useful") == "yes"
    return _kept_with(request, "useful", lambda: log.of_use(key, useful, known, text))


@require_POST
@never_cache
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send a question to the sandbox team."""
    return _kept_with(request, "sent", lambda: log.send(key))


def _question(typed: str) -> str:
    return " ".join(typed.replace("\x00", " ").split())


def _kept(request: HttpRequest, asked: str, answer: Answer) -> UUID | None:
    """Keep a question, and return what it can be named by; a look at the headers asks nothing."""
    row = log.keep(asked, answer) if request.method != "HEAD" else None
    return row.pk if row else None


def _later(request: HttpRequest, asked: str, wait: int) -> HttpResponse:
    page = _page(request, asked, wait=wait, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(wait)
    return page


def _kept_with(request: HttpRequest, said: str, keep: Callable[[], object]) -> HttpResponse:
    """Keep what is said of an answer and show it again; its question is not kept a second time."""
    asked = _question(request.POST.get("q", ""))[:QUESTION_CHARACTERS]
    if wait := seconds_to_wait(client_of(request.META), "say"):
        return _later(request, asked, wait)
    keep()
    if not asked:
        return redirect("register:ask")
    return _answered(request, asked, answer_to(asked), said=said)


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
