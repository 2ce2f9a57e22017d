"""The cells of tables for outsiders, and what anybody knows that ties them together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.limits import DOMINANT_PERCENT

Parts = Mapping[str, int]


class Why(TextChoices):
    """Why a cell is withheld."""

    FEW = "few", _("rests on too few institutions")
    DOMINATED = "dominated", _("rests almost wholly on one institution")
    CHANGED = "changed", _("differs from an earlier table by too few institutions")
    BEFORE = "before", _("was withheld before, and is the same still")
    SET = "set", _("would let another withheld cell be worked out")


@dataclass(frozen=True)
class Cell:
    """A count: what each institution adds to it, whether it stands in the table that is frozen,
    whether an earlier table told it already, or withheld it, and what changed since.
    """

    key: str
    parts: Parts
    printed: bool = True
    told: bool = False
    withheld: bool = False
    changes: Sequence[Parts] = field(default_factory=tuple)

    @property
    def value(self) -> int:
        """The count."""
        return sum(self.parts.values())

    def primary(self, fewest: int) -> Why | None:
        """Return why the cell by itself is not for outsiders."""
        if rests_on_few(self.parts, fewest):
            return Why.FEW
        if dominated(self.parts):
            return Why.DOMINATED
        if any(0 < len(each) < fewest for each in self.changes):
            return Why.CHANGED
        return Why.BEFORE if self.withheld else None


@dataclass(frozen=True)
class Relation:
    """A whole is the sum of its parts; where it is not `exact`, of these and something untold."""

    whole: str
    parts: tuple[str, ...]
    exact: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """All cells that it ties together."""
        return (self.whole, *self.parts)


def rests_on_few(parts: Parts, fewest: int) -> bool:
    """Whether fewer institutions than the smallest cell stand behind it; none is few, too."""
    return len(parts) < fewest


def dominated(parts: Parts) -> bool:
    """Whether one institution makes up nearly all of it."""
    return max(parts.values(), default=0) * 100 > DOMINANT_PERCENT * sum(parts.values())


def together(cells: Iterable[Cell]) -> dict[str, int]:
    """Return what each institution adds to several cells that share no record."""
    whole: dict[str, int] = {}
    for cell in cells:
        for who, number in cell.parts.items():
            whole[who] = whole.get(who, 0) + number
    return whole


def difference(one: Parts, other: Parts) -> dict[str, int]:
    """Return by how much each institution adds more or less to one than to the other."""
    found = {who: one.get(who, 0) - other.get(who, 0) for who in {*one, *other}}
    return {who: number for who, number in found.items() if number}
