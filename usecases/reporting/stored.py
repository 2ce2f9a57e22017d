"""One store of answers for every report: kept while nothing is written, for the reader alone.

Its key holds all that an answer follows from: the last rows of the trail (each write leaves one),
who reads with which rights, the language, what was asked. Whatever is written makes other keys.
Outsiders read nothing but publications: for them it is the last of these that counts.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import get_language

from usecases.audit.stamp import published_stamp, stamp
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.text.digest import digest
from usecases.vocabulary.actions import Action

T = TypeVar("T")
ANSWERS = caches["answers"]
_KEPT = 60 * 60  # seconds; what nobody asks for again need not be kept
_TICK = 60  # seconds for which what counts days or hours up to now is the same


def stored(person: Person, asked: list[Any], make: Callable[[], T], *, clocked: bool) -> T:
    """Return what `make` returned when this person last asked the same, nothing written since.

    `clocked` are answers that change as time goes by: they are kept within a minute only. What
    `make` raises is not kept.
    """
    tick = int(timezone.now().timestamp()) // _TICK if clocked else None
    written = stamp() if may(person, Action.READ_REPORTS) else published_stamp()
    key = "answer-" + digest([written, _reader(person), get_language(), tick, asked])
    held: T | None = ANSWERS.get(key)
    if held is None:
        held = make()
        ANSWERS.set(key, held, _KEPT)
    return held


def _reader(person: Person) -> list[Any]:
    """Return who reads, and every right that what they read may follow from."""
    acting = (person.user, person.membership, person.contributor, person.principal)
    scopes = None if person.scopes is None else sorted(person.scopes)
    grants = sorted(grant.pk for grant in person.grants)
    return [[each and each.pk for each in acting], grants, scopes, person.system]
