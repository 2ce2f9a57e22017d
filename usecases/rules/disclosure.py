"""Which cells of a table for outsiders are withheld: what rests on too few, and as one set with it
whatever would let it be worked out, from this table and every earlier one of the programme.

It ends, since each round withholds one cell more; and what it returns is proven: every cell that is
not told has a second reading, and no sum over withheld cells alone rests on too few.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from usecases.rules.cells import Cell, Relation, Why, dominated, rests_on_few, together
from usecases.rules.doubt import System


class CannotFreezeError(Exception):
    """Beside the earlier tables nothing could be withheld that keeps a cell from being told."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def withhold(
    cells: Mapping[str, Cell], relations: Sequence[Relation], fewest: int
) -> dict[str, Why]:
    """Return the cells of the table that are withheld, each with its reason."""
    return _Table(cells, relations, fewest).solved()


@dataclass
class _Table:
    cells: Mapping[str, Cell]
    relations: Sequence[Relation]
    fewest: int
    reasons: dict[str, Why] = field(default_factory=dict)

    def solved(self) -> dict[str, Why]:
        for cell in self.cells.values():
            why = cell.primary(self.fewest)
            if why and cell.printed and not cell.told:
                self.reasons[cell.key] = why
        while (fault := self._fault()) is not None:
            key, near = fault
            self._withhold_one(key, near)
        return self.reasons

    def _hidden(self) -> frozenset[str]:
        """Return what no table tells."""
        return frozenset(
            key
            for key, cell in self.cells.items()
            if not cell.told and (not cell.printed or key in self.reasons)
        )

    def _guarded(self, hidden: frozenset[str]) -> list[str]:
        """Return what must not be worked out: what is withheld, and what would be if it stood in
        a table.
        """
        return sorted(
            key
            for key in hidden
            if key in self.reasons or self.cells[key].primary(self.fewest) is not None
        )

    def _fault(self) -> tuple[str, set[str]] | None:
        """Return a cell that can be worked out, and the cells near it."""
        hidden = self._hidden()
        guarded = self._guarded(hidden)
        for relation in self.relations:
            unsafe = self._unsafe(relation, hidden, guarded)
            if unsafe is not None:
                return unsafe, set(relation.keys)
        system = System(self.cells, self.relations, hidden)
        for key in guarded:
            if system.in_doubt(key) is None:
                return key, self._near(key, hidden)
        return None

    def _unsafe(
        self, relation: Relation, hidden: frozenset[str], guarded: Iterable[str]
    ) -> str | None:
        """Return a cell that this sum gives away: alone, or in a set that rests on too few."""
        if not relation.exact:
            return None
        untold = [key for key in relation.keys if key in hidden]
        mine = [key for key in untold if key in set(guarded)]
        if not mine:
            return None
        if len(untold) == 1:
            return mine[0]
        if relation.whole in hidden:
            return None
        behind = together(self.cells[key] for key in untold)
        small = rests_on_few(behind, self.fewest) or dominated(behind)
        return mine[0] if small else None

    def _near(self, key: str, hidden: frozenset[str]) -> set[str]:
        """Return every cell of a sum that can be reached from one by cells that are not told."""
        reached, seen = {key}, set[str]()
        grown = True
        while grown:
            grown = False
            for relation in self.relations:
                if reached & set(relation.keys) and not set(relation.keys) <= seen:
                    seen |= set(relation.keys)
                    reached |= set(relation.keys) & hidden
                    grown = True
        return seen

    def _withhold_one(self, key: str, near: set[str]) -> None:
        """Withhold of the cells near one that can be worked out the one that says least."""
        for wanted in (near, set(self.cells)):
            free = [
                self.cells[each]
                for each in wanted
                if self.cells[each].printed
                and not self.cells[each].told
                and each not in self.reasons
            ]
            if free:
                least = min(free, key=lambda cell: (len(cell.parts), cell.value, cell.key))
                self.reasons[least.key] = Why.SET
                return
        raise CannotFreezeError(key)
