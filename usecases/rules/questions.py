"""The phase's own questions: which a version of the form asks, what fits as an answer."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.rules.missing import Missing
from usecases.text.digest import plain
from usecases.text.normal import normal
from usecases.text.words import count_words
from usecases.vocabulary.questions import (
    NUMBER_CHARACTERS,
    PREFIX,
    TEXT_CHARACTERS,
    QuestionKind,
)

# Of the version of the form that its phase has in force.
IN_FORCE = Q(since_version__lte=F("phase__form_version")) & (
    Q(until_version__isnull=True) | Q(until_version__gt=F("phase__form_version"))
)


def questions_of(phase: Phase, version: int) -> list[Question]:
    """Return what a version of the form of a phase asks, in order."""
    asked = Q(since_version__lte=version)
    asked &= Q(until_version__isnull=True) | Q(until_version__gt=version)
    rows = Question.objects.filter(asked, phase=phase)
    return list(rows.order_by("order", "code"))


def field_of(code: str) -> str:
    """Return the name under which an answer's faults, fields and frozen values stand."""
    return f"{PREFIX}{code}"


def choices_of(question: Question) -> dict[str, str]:
    """Return the choices by code, as they read in the language in use."""
    suffix = (get_language() or "en").replace("-", "_").lower()
    return {
        each["code"]: each.get(f"label_{suffix}") or each["label_en"] for each in question.choices
    }


def is_nothing(value: Any) -> bool:
    """Whether there is no answer; No and zero are answers."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def settled(question: Question, value: Any) -> Any:
    """Return an answer as it is kept: text normalised, a number plainly written, no doubles."""
    if is_nothing(value):
        return None
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return plain(value) if isinstance(value, Decimal) else str(value)
    if isinstance(value, str):
        value = normal(value).strip()
        return _number(value) if question.kind == QuestionKind.NUMBER else value
    if question.kind == QuestionKind.SEVERAL and isinstance(value, list):
        known = [each["code"] for each in question.choices if each["code"] in value]
        return [*known, *(each for each in value if each not in known)]
    return value


def _number(text: str) -> str:
    """Return a number plainly written; what is none stays as it was typed, to be refused."""
    read = _read(text.replace(",", "").replace(" ", ""))
    return text if read is None else str(plain(read))


def _read(text: str) -> Decimal | None:
    """Return the number of a text; None if it is none, or none that is written out."""
    try:
        read = Decimal(text)
    except InvalidOperation:
        return None
    return read if read.is_finite() and abs(read.adjusted()) < NUMBER_CHARACTERS else None


def misfit(question: Question, value: Any) -> Missing | None:
    """Return what is wrong with an answer, if anything; none at all is not wrong."""
    if is_nothing(value):
        return None
    text = _WRONG[QuestionKind(question.kind)](question, value)
    if not text:
        return None
    code = "too-long" if question.kind == QuestionKind.TEXT else "invalid"
    told = format_lazy("{label}: {text}", label=question.label, text=text)
    return Missing(field_of(question.code), code, told)


def _not_text(question: Question, value: Any) -> Any:
    if not isinstance(value, str):
        return _("Give a text.")
    if len(value) > TEXT_CHARACTERS:
        return format_lazy(_("At most {most} characters."), most=TEXT_CHARACTERS)
    words, limit = count_words(value), question.word_limit
    if limit is None or words <= limit:
        return ""
    return format_lazy(_("{words} words, {limit} allowed."), words=words, limit=limit)


def _not_number(_question: Question, value: Any) -> Any:
    refused = _("Enter a number, in digits.")
    if not isinstance(value, str) or len(value) > NUMBER_CHARACTERS:
        return refused
    read = _read(value)
    return "" if read is not None and value == plain(read) else refused


def _not_yes_no(_question: Question, value: Any) -> Any:
    return "" if isinstance(value, bool) else _("Choose yes or no.")


def _not_one(question: Question, value: Any) -> Any:
    known = {each["code"] for each in question.choices}
    ok = isinstance(value, str) and value in known
    return "" if ok else _("Choose one of what is offered.")


def _not_several(question: Question, value: Any) -> Any:
    known = {each["code"] for each in question.choices}
    texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    ok = texts and len(set(value)) == len(value) and known.issuperset(value)
    return "" if ok else _("Choose of what is offered, each once.")


def _not_here(_question: Question, _value: Any) -> Any:
    return _("This question is answered by a file.")


_WRONG: Mapping[QuestionKind, Any] = {
    QuestionKind.TEXT: _not_text,
    QuestionKind.NUMBER: _not_number,
    QuestionKind.YES_NO: _not_yes_no,
    QuestionKind.ONE: _not_one,
    QuestionKind.SEVERAL: _not_several,
    QuestionKind.FILE: _not_here,
}


def in_words(question: Question, value: Any) -> str:
    """Return an answer as people read it; empty when there is none."""
    if is_nothing(value):
        return ""
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    if question.kind == QuestionKind.NUMBER and misfit(question, value) is None:
        return number_format(Decimal(value), use_l10n=True, force_grouping=True)
    if question.kind in (QuestionKind.ONE, QuestionKind.SEVERAL):
        labels = choices_of(question)
        codes = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(code, str(code)) for code in codes)
    return str(value)


def frozen_words(entry: Mapping[str, Any]) -> str:
    """Return a frozen answer as people read it, by what was frozen with it alone."""
    value = entry["value"]
    if entry.get("kind") == QuestionKind.FILE:
        return ", ".join(each["name"] for each in value)
    if "words" in entry:
        return str(entry["words"])
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    return "" if value is None else str(value)


def unanswered(question: Question) -> Missing:
    """Return that a question still waits for its answer."""
    text = format_lazy(_("Not answered yet: {label}"), label=question.label)
    return Missing(field_of(question.code), "required", text)


def faults_in(question: Question, value: Any) -> Iterator[Missing]:
    """Yield what is missing of, or wrong with, the answer to a question that is no file."""
    if is_nothing(value):
        if question.required:
            yield unanswered(question)
    elif fault := misfit(question, value):
        yield fault
