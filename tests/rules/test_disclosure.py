"""Frozen tables attacked: their sums solved exactly, with bounds, for what is withheld.

The attacker here is written apart from the product: rational elimination, then intervals.
"""

import os
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecases.rules.cells import Cell, Relation, Why, dominated
from usecases.rules.disclosure import CannotFreezeError, withhold
from usecases.rules.doubt import System

FEWEST = 3
Bounds = dict[str, list[Any]]  # of each cell, the least and the most it may be
EXAMPLES = int(os.environ.get("DISCLOSURE_EXAMPLES", "60"))


def cell(key: str, *parts: int, **told: Any) -> Cell:
    """Return a cell to which banks add so much each; 0 is none."""
    return Cell(key, {f"bank {n}": part for n, part in enumerate(parts) if part}, **told)


def summed(key: str, cells: list[Cell], **told: Any) -> Cell:
    whole: dict[str, int] = {}
    for each in cells:
        for who, number in each.parts.items():
            whole[who] = whole.get(who, 0) + number
    return Cell(key, whole, **told)


def attack(cells: dict[str, Cell], relations: list[Relation], untold: set[str]) -> dict[str, int]:
    """Return every cell that is not told and that the sums, or bounds of them, give away."""
    names = sorted(untold)
    rows: list[list[Fraction]] = []
    bounds: Bounds = {name: [Fraction(0), None] for name in names}
    for relation in relations:
        signs = {relation.whole: 1, **dict.fromkeys(relation.parts, -1)}
        known = -sum(s * cells[k].value for k, s in signs.items() if k not in untold)
        if relation.exact:
            rows.append([Fraction(signs.get(name, 0)) for name in names] + [Fraction(known)])
    rows = _eliminated(rows, len(names))
    for row in rows:
        free = [name for name, value in zip(names, row, strict=False) if value]
        if len(free) == 1:
            found = row[-1] / row[names.index(free[0])]
            bounds[free[0]] = [found, found]
    _narrow(names, rows, bounds)
    _narrow_chains(cells, relations, untold, bounds)
    return {name: int(low) for name, (low, high) in bounds.items() if low == high}


def _eliminated(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    rows, done = [list(row) for row in rows], 0
    for column in range(width):
        pivot = next((n for n in range(done, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        rows[done] = [each / head for each in rows[done]]
        for n, row in enumerate(rows):
            if n != done and row[column]:
                factor = row[column]
                rows[n] = [a - factor * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


def _narrow(names: list[str], rows: list[list[Fraction]], bounds: Bounds) -> None:
    """Let each sum narrow the interval of each of its cells, until nothing moves."""
    for _round in range(30):
        for row in rows:
            terms = [(n, v) for n, v in zip(names, row, strict=False) if v]
            for name, value in terms:
                low: Fraction | None = row[-1]
                high: Fraction | None = row[-1]
                for other, weight in terms:
                    if other == name:
                        continue
                    least, most = bounds[other]
                    ends = (most, least) if weight > 0 else (least, most)
                    low = None if low is None or ends[0] is None else low - weight * ends[0]
                    high = None if high is None or ends[1] is None else high - weight * ends[1]
                if value < 0:
                    low, high = high, low
                _take(
                    bounds[name],
                    None if low is None else low / value,
                    None if high is None else high / value,
                )


def _take(bound: list[Any], low: Fraction | None, high: Fraction | None) -> None:
    if low is not None:
        bound[0] = max(bound[0], Fraction(-(-low.numerator // low.denominator)))
    if high is not None:
        floor = Fraction(high.numerator // high.denominator)
        bound[1] = floor if bound[1] is None else min(bound[1], floor)


def _narrow_chains(
    cells: dict[str, Cell],
    relations: list[Relation],
    untold: set[str],
    bounds: Bounds,
) -> None:
    """Take from what is not exact that the parts are no more than the whole."""
    for relation in relations:
        if relation.exact or relation.whole in untold:
            continue
        known = sum(cells[k].value for k in relation.parts if k not in untold)
        for key in relation.parts:
            if key in untold:
                _take(bounds[key], None, Fraction(cells[relation.whole].value - known))


def test_the_attacker_recovers_what_is_withheld_alone() -> None:
    rows = [cell("a", 1, 1), cell("b", 2, 1, 3), cell("c", 1, 2, 2), cell("d", 0, 0, 4, 1)]
    cells = {each.key: each for each in (*rows, summed("all", rows), summed("a, b", rows[:2]))}
    relations = [Relation("all", ("a", "b", "c", "d")), Relation("a, b", ("a", "b"))]
    assert attack(cells, relations[:1], {"a"}) == {"a": 2}
    assert attack(cells, relations, {"a", "c", "d"}) == {"a": 2}
    chain = Relation("c", ("e",), exact=False)
    empty = {**cells, "c": cell("c"), "e": cell("e")}
    assert attack(empty, [chain], {"e"}) == {"e": 0}


def test_a_cell_of_few_institutions_is_withheld_with_another() -> None:
    rows = [cell("a", 1, 1, 0, 0), cell("b", 2, 1, 3, 1), cell("c", 1, 2, 2, 2)]
    cells = {each.key: each for each in (*rows, summed("all", rows))}
    found = withhold(cells, [Relation("all", ("a", "b", "c"))], FEWEST)
    assert found["a"] == Why.FEW
    assert {found[key] for key in found if key != "a"} == {Why.SET}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((), Why.FEW),
        ((5,), Why.FEW),
        ((3, 3), Why.FEW),
        ((1, 1, 1), None),
        ((9, 1, 1), Why.DOMINATED),
        ((3, 1, 1), None),
    ],
)
def test_what_is_withheld_by_itself(parts: tuple[int, ...], why: Why | None) -> None:
    assert cell("a", *parts).primary(FEWEST) == why


def test_a_small_change_since_an_earlier_table_is_withheld() -> None:
    plain = {f"bank {n}": 2 for n in range(5)}
    assert Cell("a", plain, changes=({"bank 0": 1},)).primary(FEWEST) == Why.CHANGED
    changes: tuple[dict[str, int], ...] = ({"bank 0": 1, "bank 1": 1, "bank 2": -1}, {})
    assert Cell("a", plain, changes=changes).primary(FEWEST) is None


def test_a_second_table_does_not_give_away_what_the_first_withheld() -> None:
    """The first withheld a and b; a second with a total of b and c alone would tell them."""
    first = [cell("a", 1, 1), cell("b", 2, 1, 1, 1), cell("c", 1, 2, 1, 1)]
    known = [
        Cell("a", first[0].parts, printed=False, withheld=True),
        Cell("b", first[1].parts, printed=False, withheld=True),
        Cell("c", first[2].parts, printed=False, told=True),
        summed("all", first, printed=False, told=True),
    ]
    second = summed("b and c", first[1:])
    cells = {each.key: each for each in (*known, second)}
    relations = [Relation("all", ("a", "b", "c")), Relation("b and c", ("b", "c"))]
    assert withhold(cells, relations, FEWEST) == {"b and c": Why.SET}


def test_where_earlier_tables_tell_it_all_nothing_is_frozen() -> None:
    rows = [cell("a", 1, printed=False), cell("b", 2, 1, 1, printed=False, told=True)]
    cells = {each.key: each for each in (*rows, summed("all", rows, printed=False, told=True))}
    with pytest.raises(CannotFreezeError):
        withhold(cells, [Relation("all", ("a", "b"))], FEWEST)


parts = st.lists(st.integers(0, 4), min_size=6, max_size=6)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, Cell], list[Relation]]:
    """Return phases by categories with both margins, and columns that are part of each other."""
    phases, kinds = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells: dict[str, Cell] = {}
    relations: list[Relation] = []
    for column in ("submitted", "declined"):
        grid = {}
        for p, k in product(range(phases), range(kinds)):
            found = draw(parts)
            if column == "declined":
                most = cells[f"{p}{k} submitted"].parts
                found = [min(n, most.get(f"bank {i}", 0)) for i, n in enumerate(found)]
            grid[p, k] = cell(f"{p}{k} {column}", *found)
        for p in range(phases):
            row = [grid[p, k] for k in range(kinds)]
            cells[f"{p} {column}"] = summed(f"{p} {column}", row)
            relations.append(Relation(f"{p} {column}", tuple(each.key for each in row)))
        lines = [cells[f"{p} {column}"] for p in range(phases)]
        cells[f"all {column}"] = summed(f"all {column}", lines)
        relations.append(Relation(f"all {column}", tuple(each.key for each in lines)))
        cells |= {each.key: each for each in grid.values()}
    places = sorted({key.rpartition(" ")[0] for key in cells})
    chains = [Relation(f"{p} submitted", (f"{p} declined",), exact=False) for p in places]
    return cells, [*relations, *chains]


@settings(max_examples=EXAMPLES, deadline=None)
@given(world=worlds())
def test_no_withheld_cell_is_recovered(world: tuple[dict[str, Cell], list[Relation]]) -> None:
    cells, relations = world
    untold = set(withhold(cells, relations, FEWEST))
    assert all(key in untold for key, each in cells.items() if each.primary(FEWEST))
    assert attack(cells, relations, untold) == {}


@settings(max_examples=EXAMPLES, deadline=None)
@given(world=worlds())
def test_nor_from_two_publications_together(
    world: tuple[dict[str, Cell], list[Relation]],
) -> None:
    """The margins are published first, then the categories within each phase."""
    cells, relations = world
    margins = {key: each for key, each in cells.items() if not key[1:2].isdigit()}
    ties = [each for each in relations if set(each.keys) <= set(margins)]
    before = set(withhold(margins, ties, FEWEST))
    later = {
        key: Cell(
            key,
            each.parts,
            printed=key not in margins,
            told=key in margins and key not in before,
            withheld=key in before,
        )
        for key, each in cells.items()
    }
    try:
        after = set(withhold(later, relations, FEWEST))
    except CannotFreezeError:
        return
    assert attack(cells, relations, before | after) == {}


@settings(max_examples=EXAMPLES, deadline=None)
@given(world=worlds())
def test_every_second_reading_agrees_with_what_is_told(
    world: tuple[dict[str, Cell], list[Relation]],
) -> None:
    cells, relations = world
    untold = frozenset(withhold(cells, relations, FEWEST))
    system = System(cells, relations, untold)
    for key in untold:
        moved = system.in_doubt(key)
        assert moved is not None
        assert moved[key] != 0
        other = {name: each.value + moved.get(name, 0) for name, each in cells.items()}
        assert min(other.values()) >= 0
        assert set(moved) <= untold
        for relation in relations:
            rest = other[relation.whole] - sum(other[part] for part in relation.parts)
            assert rest == 0 if relation.exact else rest >= 0


@settings(max_examples=EXAMPLES, deadline=None)
@given(world=worlds())
def test_no_sum_over_withheld_cells_alone_rests_on_few(
    world: tuple[dict[str, Cell], list[Relation]],
) -> None:
    cells, relations = world
    untold = set(withhold(cells, relations, FEWEST))
    for relation in relations:
        hidden = [cells[key] for key in relation.parts if key in untold]
        if relation.exact and relation.whole not in untold and hidden:
            behind = summed("", hidden).parts
            assert len(behind) >= FEWEST
            assert not dominated(behind)


def test_what_a_bank_knows_of_itself_helps_it_no_further() -> None:
    """Two banks alone behind two cells: each knows its own, and that the other is at least one."""
    rows = [cell("a", 1), cell("b", 0, 1), cell("c", 2, 2, 2, 2), cell("d", 1, 3, 3, 2)]
    cells = {each.key: each for each in (*rows, summed("all", rows))}
    relation = Relation("all", tuple(each.key for each in rows))
    untold = set(withhold(cells, [relation], FEWEST))
    assert untold > {"a", "b"}
    for bank in range(4):
        own = {each.key: each.parts.get(f"bank {bank}", 0) for each in rows}
        others = {key: value for key, value in own.items() if key in untold}
        hidden = [each for each in rows if each.key in untold]
        rest = sum(each.value for each in hidden) - sum(others.values())
        unknown = [each for each in hidden if each.value > own[each.key]]
        assert rest > 0
        assert len(unknown) > 1
