"""The assistant's page: a question, its answer with sources, and what can be asked at all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from usecases.assistant.ask import ask as answer_to
from usecases.assistant.ask import known
from usecases.register.asked import shown
from usecases.vocabulary.asking import QUESTION_CHARACTERS

# One of each kind that works on the public record, two of them in Chinese.
EXAMPLES = (
    "Which banks took part in both phases?",
    "How many fraud-prevention use cases were accepted in phase 2?",
    "When was the second cohort announced?",
    "How are prompt injection attacks countered?",
    "第二期有多少家銀行參加？",
    "怎样让模型核对自己的答案？",
)


@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Answer the question in `q` from what is published, or say that nothing is."""
    asked = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    too_long = len(asked) > QUESTION_CHARACTERS
    context = {
        "page_name": "ask",
        "question": asked[:QUESTION_CHARACTERS],
        "too_long": too_long,
        "most": QUESTION_CHARACTERS,
        "shown": shown(answer_to(asked)) if asked and not too_long else None,
        "examples": EXAMPLES,
        "known": known(),
        "tiers": {"A": _("Answered"), "B": _("Closest passages"), "C": _("No published answer")},
    }
    return render(request, "register/ask.html", context, status=400 if too_long else 200)
