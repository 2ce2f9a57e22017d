"""The goals, each a ratio of figures that were measured side by side, or a time."""

from collections.abc import Iterator
from dataclasses import dataclass

Figures = dict[str, float]
Sizes = dict[int, dict[str, Figures]]  # use cases, part, figure in seconds
_MILLION = 1_000_000


@dataclass(frozen=True)
class Goal:
    """What is wanted, what was measured, and whether that is it."""

    what: str
    wanted: str
    measured: str
    reached: bool


def goals(sizes: Sizes) -> Iterator[Goal]:
    """Compare what was measured at the least and the greatest size with what is wanted."""
    small, great = min(sizes), max(sizes)
    yield from _lists(sizes[great]["lists"])
    yield from _reports(small, great, sizes)
    yield from _feeds(small, great, sizes)
    slowest = max(sizes[great]["console"].items(), key=lambda each: each[1])
    yield _time(f"console list at {great:,}, slowest ({slowest[0]})", slowest[1], 0.150)
    saves = sizes[great]["writes"]
    yield _most("a save with its trail, to a bare one", saves["edited"] / saves["saved"], 1.5)
    yield _time("register and portal, 95 of 100 pages", sizes[small]["pages"]["95th"], 0.050)


def _lists(found: Figures) -> Iterator[Goal]:
    yield _least("list of 100: of the limit", found["limit"] / found["product"], 0.25)
    yield _least("list of 100: times plain", found["plain"] / found["product"], 5)


def _reports(small: int, great: int, sizes: Sizes) -> Iterator[Goal]:
    here, there = sizes[small]["reports"], sizes[great]["reports"]
    for name in (each.removesuffix(" again") for each in here if each.endswith(" again")):
        again = there[f"{name} again"] / here[f"{name} again"]
        yield _most(f"{name} again: {great:,} to {small:,}", again, 1.2)
        yield _time(f"{name} unchanged", there[f"{name} unchanged"], 0.003)
        if great >= _MILLION:
            yield _time(f"{name} anew at {great:,}", there[f"{name} anew"], 0.300)


def _feeds(small: int, great: int, sizes: Sizes) -> Iterator[Goal]:
    here, there = sizes[small]["feeds"], sizes[great]["feeds"]
    deep = there["deepest"] / here["deepest"]
    yield _most(f"deepest page of a feed: {great:,} to {small:,}", deep, 1.5)
    if "copy" in there:
        yield _least("a feed as CSV, of COPY", there["copy"] / there["csv"], 0.5)


def _least(what: str, ratio: float, bound: float) -> Goal:
    return Goal(what, f"at least {bound:g}", f"{ratio:.2f}", ratio >= bound)


def _most(what: str, ratio: float, bound: float) -> Goal:
    return Goal(what, f"at most {bound:g}", f"{ratio:.2f}", ratio <= bound)


def _time(what: str, taken: float, bound: float) -> Goal:
    told = f"{taken * 1000:.1f} ms"
    return Goal(what, f"at most {bound * 1000:g} ms", told, taken <= bound)
