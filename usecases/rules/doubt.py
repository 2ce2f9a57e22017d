"""Proves that a cell which is not told cannot be worked out: by a second reading of all tables.

The proof is another set of counts, different in that cell, which agrees with everything told: no
reader, and no bank that knows its own part of every cell, can say which of the two is true.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecases.rules.cells import Cell, Relation

_STEPS = 4_000  # after which no second reading is taken to be found: then more is withheld


@dataclass
class System:
    """The cells that are not told, and the sums that tie them. What is told does not move."""

    cells: Mapping[str, Cell]
    relations: Sequence[Relation]
    hidden: frozenset[str]
    _ties: list[dict[str, int]] = field(init=False, default_factory=list)
    _of: dict[str, list[int]] = field(init=False)
    _spare: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._of = defaultdict(list)
        for number, relation in enumerate(self.relations):
            tie = {key: -1 for key in relation.parts if key in self.hidden}
            if relation.whole in self.hidden:
                tie[relation.whole] = tie.get(relation.whole, 0) + 1
            if not relation.exact:
                rest = f"rest {number}"
                told = sum(self.cells[key].value for key in relation.parts)
                self._spare[rest] = self.cells[relation.whole].value - told
                tie[rest] = -1
            for key in tie:
                self._of[key].append(len(self._ties))
            self._ties.append(tie)

    def in_doubt(self, key: str) -> dict[str, int] | None:
        """Return a second reading, as what differs from the true one; None if none was found."""
        for step in (1, -1):
            if self._may(key, step, key):
                budget = [_STEPS]
                found = self._settle({key: step}, key, budget)
                if found is not None:
                    return {name: by for name, by in found.items() if name in self.cells}
        return None

    def _settle(self, moved: dict[str, int], key: str, budget: list[int]) -> dict[str, int] | None:
        """Move further cells until every sum is right again; each of them once, by one."""
        budget[0] -= 1
        if budget[0] < 0:
            return None
        wrong = self._wrong(moved)
        if wrong is None:
            return moved
        for name, step in self._repairs(wrong, moved, key):
            found = self._settle({**moved, name: step}, key, budget)
            if found is not None:
                return found
        return None

    def _wrong(self, moved: dict[str, int]) -> dict[str, int] | None:
        """Return a sum that is not right, if there is one."""
        for number in {each for name in moved for each in self._of[name]}:
            tie = self._ties[number]
            if sum(sign * moved.get(name, 0) for name, sign in tie.items()):
                return tie
        return None

    def _repairs(
        self, tie: dict[str, int], moved: dict[str, int], key: str
    ) -> Iterator[tuple[str, int]]:
        off = sum(sign * moved.get(name, 0) for name, sign in tie.items())
        for name in sorted(tie, key=lambda each: (len(self._of[each]), each)):
            step = -tie[name] if off > 0 else tie[name]
            if name not in moved and self._may(name, step, key):
                yield name, step

    def _may(self, name: str, step: int, key: str) -> bool:
        """Whether a cell may stand so much lower: no bank knows it to be at least as high.

        The bank behind the cell itself knows it anyway: the others do not.
        """
        if step > 0:
            return True
        if name in self._spare:
            return self._spare[name] + step >= 0
        cell = self.cells[name]
        parts = sorted(cell.parts.values(), reverse=True)
        known = parts[1:2] if name == key else parts[:1]
        return cell.value + step >= (known[0] if known else 0)
