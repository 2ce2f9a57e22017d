"""What is wrong with a question as it would be asked."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.questions import Question
from usecases.rules.missing import Missing
from usecases.vocabulary.questions import CHOICES_LEAST, CHOICES_MOST, LABELS, QuestionKind

_CHOSEN = (QuestionKind.ONE, QuestionKind.SEVERAL)
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABEL_CHARACTERS = 200


def faults(question: Question) -> Iterator[Missing]:
    """Yield what is wrong: choices where none can be chosen, no choices where some must be, a
    limit of words where none are written.
    """
    if question.kind in _CHOSEN:
        yield from _of_choices(question.choices)
    elif question.choices:
        text = _("Only a question of one or several choices has choices.")
        yield Missing("choices", "not-here", text)
    if question.word_limit is not None and question.kind != QuestionKind.TEXT:
        yield Missing("word_limit", "not-here", _("Only a text has a word limit."))
    if question.word_limit == 0:
        yield Missing("word_limit", "invalid", _("Leave it empty, or allow a word at least."))


def _of_choices(choices: Any) -> Iterator[Missing]:
    if not isinstance(choices, list) or not all(_is_choice(each) for each in choices):
        text = _("Give each choice a code (lower case, with hyphens) and its words on one line.")
        yield Missing("choices", "invalid", text)
        return
    codes = [each["code"] for each in choices]
    if not CHOICES_LEAST <= len(codes) <= CHOICES_MOST:
        text = format_lazy(_("Offer between two and {most} choices."), most=CHOICES_MOST)
        yield Missing("choices", "number", text)
    if len(set(codes)) < len(codes):
        yield Missing("choices", "twice", _("Two choices have the same code."))


def _is_choice(choice: Any) -> bool:
    if not isinstance(choice, dict) or set(choice) - {"code", *LABELS}:
        return False
    texts = [choice.get("code", ""), *(choice.get(name, "") for name in LABELS)]
    if not all(isinstance(text, str) and len(text) <= _LABEL_CHARACTERS for text in texts):
        return False
    one_line = all(len(f"{text}.".splitlines()) == 1 for text in texts)
    named = bool(_CODE.fullmatch(texts[0])) and bool(texts[1].strip())
    return one_line and named
