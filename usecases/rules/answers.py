"""Whether the bank's answers are there and within their limits."""

from collections.abc import Iterator

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.text.words import count_words
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import SECTIONS, Section


def label(field: str) -> str:
    """Return the label of a bank's field, as on the form."""
    return capfirst(str(UseCase._meta.get_field(field).verbose_name))  # type: ignore[union-attr]  # a column


def is_empty(use_case: UseCase, field: str) -> bool:
    """Return whether an answer is still to be given; No and zero are answers."""
    value = getattr(use_case, f"{field}_id" if field == "own_category" else field)
    return value is None or (isinstance(value, str) and not value.strip())


def too_long(field: str, text: str) -> Missing | None:
    """Return what is wrong with the length of a text, if anything."""
    limit, words = WORDS.get(field), count_words(text)
    if limit is None or words <= limit:
        return None
    template = _("{label}: {words} words, {limit} allowed.")
    told = format_lazy(template, label=label(field), words=words, limit=limit)
    return Missing(field, "too-long", told)


def missing_in(use_case: UseCase, section: Section) -> Iterator[Missing]:
    """Yield what is missing or too long in one section."""
    for field in section.fields:
        if field in section.required and is_empty(use_case, field):
            text = format_lazy(_("{label}: not answered yet."), label=label(field))
            yield Missing(field, "required", text)
        elif field in WORDS and (fault := too_long(field, getattr(use_case, field))):
            yield fault


def missing_answers(use_case: UseCase) -> Iterator[Missing]:
    """Yield what is missing or too long in the whole submission."""
    for section in SECTIONS:
        yield from missing_in(use_case, section)
