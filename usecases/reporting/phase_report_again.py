"""A frozen report made again at its own moments: the same digest, or what was edited since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from usecases.models.publications import Publication
from usecases.models.trail import Change
from usecases.reporting.phase_report import asked_of, facts_of
from usecases.text.digest import digest

# Attributes are always today's: which of them figures and lists depend on, by the kind of record.
ATTRIBUTES: dict[str, frozenset[str]] = {
    "usecase": frozenset(
        {"category", "further_categories", "techniques", "institution", "phase", "authority"}
    ),
    "institution": frozenset({"sector", "kind", "authority", "merged_into"}),
    "technologypartner": frozenset({"kind", "merged_into"}),
    "phase": frozenset({"number", "announced_on", "coverage", "programme", "name_en"}),
    "programme": frozenset({"family", "invented", "smallest_cell", "time_zone"}),
    "publication": frozenset({"withdrawn_at"}),
    **dict.fromkeys(("category", "technique", "term", "metric"), frozenset({"code", "label_en"})),
    "criterion": frozenset({"label_en", "meaning", "weight", "active", "order"}),
    "target": frozenset({"metric", "value", "upper", "baseline", "operator"}),
}


@dataclass(frozen=True)
class Edit:
    """One edit since: of which record, which attributes, when."""

    kind: str
    record: str
    attributes: tuple[str, ...]
    moment: datetime


@dataclass(frozen=True)
class Again:
    """What came of making a report again."""

    digest: str
    same: bool
    parts: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def made_again(content: dict[str, Any]) -> Again:
    """Make a frozen report again at its `as_at` and `known_at`, and compare."""
    facts = content["facts"]
    as_at, known_at = (parse_datetime(facts[name]) for name in ("as_at", "known_at"))
    asked = asked_of(facts["phase"]["code"], as_at, known_at) if as_at and known_at else None
    fresh = facts_of(asked, facts["texts"]) if asked else {}
    found = digest(fresh)
    if found == content["digest"] or known_at is None:
        return Again(found, found == content["digest"])
    return Again(found, False, _differing(facts, fresh), tuple(edits_since(known_at)))


def _differing(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the parts that are not the same."""
    before, after = ({part["name"]: part for part in each.get("parts", ())} for each in (old, new))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    others = [name for name in old if name != "parts" and old[name] != new.get(name)]
    return (*names, *others)


def edits_since(known_at: datetime) -> list[Edit]:
    """Return what of the attributes that figures depend on was edited after a moment."""
    kinds = Q(kind__in=[*ATTRIBUTES])
    found = []
    for change in Change.objects.filter(kinds, recorded_at__gt=known_at).order_by("row"):
        edited = ATTRIBUTES[change.kind] & {*change.before, *change.after}
        if edited and not _made(change) and not _only_proposed(change):
            names = tuple(sorted(edited))
            found.append(Edit(change.kind, change.record, names, change.recorded_at))
    return found


def _made(change: Change) -> bool:
    """Whether a change tells of a new record: none that figures at the moment counted."""
    return not change.before


def _only_proposed(change: Change) -> bool:
    """Whether what was withdrawn had never been public."""
    if change.kind != "publication":
        return False
    return Publication.objects.filter(pk=change.record, published_at__isnull=True).exists()
