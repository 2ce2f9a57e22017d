"""What happened to a record, as people read it: moves and edits, one entry for each writing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from usecases.admin.history import Entry, entries
from usecases.models.access import User
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.trail import Change, Row, StageChange

_A_PAGE = 50


@dataclass(frozen=True)
class Step:
    """One move, the row that voids it if one does, and the row that it voids."""

    move: StageChange
    voided_by: StageChange | None
    voids: StageChange | None


@dataclass
class Event:
    """All that one writing did: by whom, for whom, when, why, by which door."""

    moment: datetime
    steps: list[Step] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def row(self) -> Row:
        """One of its rows: all of them were written by the same hand."""
        return self.steps[0].move if self.steps else self.entries[0].change

    @property
    def by(self) -> User:
        """Who wrote it."""
        return self.row.by

    @property
    def on_behalf_of(self) -> Institution | None:
        """The institution for which it was written."""
        return self.row.on_behalf_of

    @property
    def reason(self) -> str:
        """Why, in the words of whoever wrote it."""
        rows = (*(step.move for step in self.steps), *(each.change for each in self.entries))
        return next((row.reason for row in rows if row.reason), "")

    @property
    def number(self) -> int:
        """How many records it edited."""
        return len(self.entries)


def number_of_events(moves: QuerySet[StageChange], changes: QuerySet[Change]) -> int:
    """Return how many entries the whole timeline has."""
    return _moments(moves, changes).count()


def timeline(
    moves: QuerySet[StageChange],
    changes: QuerySet[Change],
    person: Person,
    page: str | None,
    zone: str,
) -> tuple[list[Event], Page[Any]]:
    """Return one page of the timeline, the latest writing first."""
    moments = Paginator(_moments(moves, changes).order_by("-recorded_at"), _A_PAGE).get_page(page)
    wanted = [each["recorded_at"] for each in moments.object_list]
    events = {moment: Event(moment) for moment in wanted}
    for step in steps(moves.select_related("by", "on_behalf_of")):
        if step.move.recorded_at in events:
            events[step.move.recorded_at].steps.append(step)
    shown = changes.filter(recorded_at__in=wanted).select_related("by", "on_behalf_of")
    for entry in entries(shown.order_by("row"), person, zone):
        events[entry.change.recorded_at].entries.append(entry)
    return list(events.values()), moments


def steps(moves: Iterable[StageChange]) -> list[Step]:
    """Return moves in their order, each tied to the row that voids it, and to the one it voids."""
    rows = {row.pk: row for row in sorted(moves, key=lambda move: move.row)}
    voiding = {row.voids_id: row for row in rows.values() if row.voids_id}
    return [
        Step(row, voiding.get(row.pk), rows.get(row.voids_id) if row.voids_id else None)
        for row in rows.values()
    ]


def standing(moves: Iterable[StageChange]) -> list[StageChange]:
    """Return the moves that are not void, by the day on which they happened."""
    rows = [step.move for step in steps(moves) if not step.voided_by and step.move.to_stage]
    return sorted(rows, key=lambda move: (move.happened_on, move.row))


def first_at(moves: Iterable[StageChange], *stages: str) -> StageChange | None:
    """Return the first move that led to one of these stages."""
    return next((move for move in moves if move.to_stage in stages), None)


def _moments(moves: QuerySet[StageChange], changes: QuerySet[Change]) -> QuerySet[Change, Any]:
    return changes.order_by().values("recorded_at").union(moves.order_by().values("recorded_at"))
