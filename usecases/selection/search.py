"""Search over everything that a person may see: one query a kind, the nearest first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility import decisions_for, use_cases_for
from usecases.rules.visibility_casefile import aliases_for, notes_for
from usecases.rules.visibility_events import documents_for, events_for, follow_ons_for
from usecases.rules.visibility_register import (
    institutions_for,
    people_for,
    phases_for,
    technology_partners_for,
)
from usecases.rules.visibility_trials import (
    deliverables_for,
    findings_for,
    incidents_for,
    results_for,
    targets_for,
)
from usecases.rules.void import with_void
from usecases.text.normal import normal
from usecases.vocabulary.limits import SEARCH_CHARACTERS

_OF_CASE = ("use_case__institution",)
_STATEMENTS = ("statement_en", "statement_zh_hant", "statement_zh_hans")
_TITLES = ("title_en", "title_zh_hant", "title_zh_hans")
_OWN_NAMES = ("name_en", "name_zh_hant", "name_zh_hans")
_NAMES = ("name_zh_hant", "name_zh_hans", "aliases")


@dataclass(frozen=True)
class Kind:
    """One kind of record that is searched: by its model's name, in which columns."""

    name: str
    visible: Callable[[Person], QuerySet[Any]]
    columns: tuple[str, ...]
    first: str  # what stands first is what begins so
    related: tuple[str, ...] = ()
    case: str = ""  # the way to the use case, where earlier references count


@dataclass(frozen=True)
class Found:
    """What was found of one kind, and whether there is more of it."""

    kind: Kind
    rows: list[Any]
    more: bool


KINDS: tuple[Kind, ...] = (
    Kind(
        "usecase",
        use_cases_for,
        (
            *("reference", "title", "public_title"),
            *("institution__short_name", "institution__legal_name"),
            *(f"institution__{name}" for name in _NAMES),
        ),
        "reference",
        ("institution", "phase"),
        "pk",
    ),
    Kind(
        "institution", institutions_for, ("short_name", "legal_name", "lei", *_NAMES), "short_name"
    ),
    Kind("technologypartner", technology_partners_for, ("name", *_NAMES), "name"),
    Kind(
        "phase",
        phases_for,
        ("code", "theme", "name_en", "name_zh_hant", "name_zh_hans"),
        "code",
        ("programme",),
    ),
    Kind(
        "decision",
        lambda person: with_void(decisions_for(person)),
        ("use_case__reference",),
        "use_case__reference",
        ("use_case__institution",),
        "use_case",
    ),
    *(
        Kind(
            name,
            visible,
            ("metric__label_en", "metric__label_zh_hant", "aspect"),
            "metric__label_en",
            ("metric", "use_case__institution"),
        )
        for name, visible in (("target", targets_for), ("result", results_for))
    ),
    Kind("deliverable", deliverables_for, ("title",), "title", _OF_CASE),
    Kind("incident", incidents_for, ("description",), "description", _OF_CASE),
    Kind("note", notes_for, ("text", "action_wanted"), "text", _OF_CASE),
    Kind("finding", findings_for, (*_STATEMENTS, "cited"), "statement_en", ("topic",)),
    Kind("document", documents_for, (*_TITLES, "website"), "title_en"),
    Kind("event", events_for, (*_OWN_NAMES, "venue", "organisers"), "name_en"),
    Kind("followon", follow_ons_for, (*_OWN_NAMES, "partners"), "name_en"),
    Kind("user", people_for, ("name", "email"), "name"),
)


def wanted(text: str) -> str:
    """Return what is searched for, as names are kept; what is too long is cut."""
    return " ".join(normal(text.replace("\x00", " ")).split())[:SEARCH_CHARACTERS]


def search(person: Person, text: str, most: int) -> list[Found]:
    """Return what the person may see of what was found, each kind with at most so many."""
    text = wanted(text)
    if not text:
        return []
    found = (_of(kind, person, text, most) for kind in KINDS)
    return [each for each in found if each.rows]


def exactly(person: Person, text: str) -> UseCase | None:
    """Return the use case that has, or once had, exactly this reference."""
    text = wanted(text)
    if not text:
        return None
    earlier = aliases_for(person).filter(reference__iexact=text)
    named = Q(reference__iexact=text) | Q(pk__in=earlier.values("use_case"))
    return use_cases_for(person).filter(named).order_by("reference").first()


def _of(kind: Kind, person: Person, text: str, most: int) -> Found:
    rows = kind.visible(person)
    for word in text.split():
        rows = rows.filter(_holds(kind, person, word))
    nearest = Case(When(**{f"{kind.first}__istartswith": text}, then=Value(0)), default=Value(1))
    rows = rows.select_related(*kind.related).order_by(nearest, kind.first, "pk")
    cut = list(rows[: most + 1])
    return Found(kind, cut[:most], len(cut) > most)


def _holds(kind: Kind, person: Person, word: str) -> Q:
    """The condition that a word stands in one of the columns, or in an earlier reference."""
    condition = Q()
    for name in kind.columns:
        condition |= Q(**{f"{name}__icontains": word})
    if kind.case:
        earlier = aliases_for(person).filter(reference__icontains=word)
        condition |= Q(**{f"{kind.case}__in": earlier.values("use_case")})
    return condition
