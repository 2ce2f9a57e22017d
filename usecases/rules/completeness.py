"""How complete a submission is beyond what it must have: what is thin, what was left out."""

from dataclasses import dataclass

from usecases.models.usecases import UseCase
from usecases.rules.answers import is_empty, label
from usecases.text.words import count_words
from usecases.vocabulary.limits import THIN_WORDS, WORDS
from usecases.vocabulary.sections import REQUIRED_FIELDS

# What is asked in words, and may be left out.
_OPTIONAL = tuple(name for name in WORDS if name not in REQUIRED_FIELDS)


@dataclass(frozen=True)
class Completeness:
    """What an officer would ask about first: labels of fields, as on the form."""

    words: int
    missing: tuple[str, ...]
    thin: tuple[str, ...]
    left_out: tuple[str, ...]


def completeness(case: UseCase) -> Completeness:
    """Read how complete the answers of a use case are."""
    counted = {name: count_words(getattr(case, name)) for name in WORDS}
    asked = [name for name in REQUIRED_FIELDS if name in WORDS]
    return Completeness(
        words=sum(counted.values()),
        missing=tuple(label(name) for name in REQUIRED_FIELDS if is_empty(case, name)),
        thin=tuple(label(name) for name in asked if 0 < counted[name] < THIN_WORDS),
        left_out=tuple(label(name) for name in _OPTIONAL if not counted[name]),
    )
