"""Who could see a use case when: read from the trail, which tells of every such change.

A use case is handed in, taken back, declared void, given to another authority, institution or
phase, or a party joins or leaves it: what hangs on it comes into view or leaves it with it, and
is sent again, or as a tombstone, at that moment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q

from usecases.models.trail import Change, StageChange
from usecases.reporting.feeds_reader import Conflict, Reader
from usecases.vocabulary.stages import UNCOUNTED
from usecases.vocabulary.verbs import Verb

_EDGES = ("", *UNCOUNTED)
_PLACE = ("authority", "institution", "phase")
_PARTY = ("institution", "partner", "role")
_ENDED: dict[str, Any] = {}


@dataclass
class _Standing:
    """A use case as it stood at one moment of its life."""

    case: UUID
    place: dict[str, str] = field(default_factory=dict)
    parties: dict[str, dict[str, str]] = field(default_factory=dict)
    moves: dict[int, tuple[datetime, int, str]] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        """The stage that the last move that stood had led to."""
        return max(self.moves.values(), default=(None, 0, ""))[2]

    def firms(self, name: str) -> set[str]:
        """Return the ids of the institutions, or of the partners, on it."""
        own = {self.place.get(name, "")}
        return own | {each.get(name, "") for each in self.parties.values()} - {""}

    def seen_by(self, reader: Reader) -> bool:
        """Whether it counted, and was the reader's to see."""
        if self.stage in _EDGES:
            return False
        if reader.bank is not None:
            return str(reader.bank) in self.firms("institution")
        held = reader.authorities
        if held is not None and self.place.get("authority") not in {str(each) for each in held}:
            return False
        return not any(self._closed_by(each) for each in reader.conflicts)

    def _closed_by(self, conflict: Conflict) -> bool:
        if conflict.use_case is not None:
            return conflict.use_case == self.case
        if self.place.get("phase") != str(conflict.phase):
            return False
        if conflict.institution is not None:
            return str(conflict.institution) in self.firms("institution")
        return str(conflict.partner) in self.firms("partner")


def reached(reader: Reader, after: datetime, until: datetime) -> dict[UUID, datetime]:
    """Return the use cases whose audience changed in a span, each with the last such moment."""
    span = Q(recorded_at__gt=after, recorded_at__lte=until) & reader.ever()
    edge = Q(from_stage__in=_EDGES) | Q(to_stage__in=_EDGES) | Q(verb=Verb.CORRECT)
    moved = StageChange.objects.filter(span, edge)
    placed = Q(kind="usecase", after__has_any_keys=list(_PLACE))
    joined = Q(kind="party") & (Q(after=_ENDED) | Q(after__has_any_keys=list(_PARTY)))
    changed = Change.objects.filter(span, placed | joined, use_case__isnull=False)
    last: dict[UUID, datetime] = {}
    for rows in (moved, changed):
        for case, at in rows.order_by("row").values_list("use_case", "recorded_at"):
            last[case] = max(at, last.get(case, at))
    return last


def once_seen(reader: Reader, cases: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Return which of these the reader could ever see, each with the ids of the parties that
    stood on it while they could.
    """
    found: dict[UUID, set[str]] = {}
    for case, events in groupby(_events(list(cases)), key=lambda event: event[0]):
        standing = _Standing(case)
        for _at, together in groupby(events, key=lambda event: event[1]):
            for event in together:
                _heed(standing, event)
            if standing.seen_by(reader):
                found[case] = found.get(case, set()) | {*standing.parties}
    return found


_Event = tuple[UUID, datetime, str, Any, Any]


def _events(cases: list[UUID]) -> Iterator[_Event]:
    if not cases:
        return
    changes = Change.objects.filter(use_case__in=cases, kind__in=("usecase", "party"))
    told = ("use_case", "recorded_at", "kind", "record", "after")
    moves = StageChange.objects.filter(use_case__in=cases)
    stepped = ("use_case", "recorded_at", "row", "to_stage", "happened_on", "voids")
    events: list[_Event] = list(changes.order_by("row").values_list(*told))
    events += [
        (case, at, "move", row, (to, happened, voids))
        for case, at, row, to, happened, voids in moves.order_by("row").values_list(*stepped)
    ]
    yield from sorted(events, key=lambda event: event[:2])  # keeps the order within a moment


def _heed(standing: _Standing, event: _Event) -> None:
    _case, _at, kind, record, told = event
    if kind == "move":
        to, happened, voids = told
        standing.moves.pop(voids, None)
        if to:
            standing.moves[record] = (happened, record, to)
    elif kind == "usecase":
        standing.place |= {name: told[name] for name in _PLACE if name in told}
    elif told:
        known = standing.parties.get(record, {})
        standing.parties[record] = known | {name: told[name] for name in _PARTY if name in told}
    else:
        standing.parties.pop(record, None)
