"""Axes that begin at zero and go up in steps that people count in."""

from dataclasses import dataclass
from math import ceil, floor, log10

_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Axis:
    """Where an axis ends, and the values marked on it."""

    top: float
    ticks: tuple[float, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as they are written."""
        return tuple(f"{tick:,g}" if tick < 1 else f"{tick:,.0f}" for tick in self.ticks)


def axis_to(highest: float, most: int = 5) -> Axis:
    """Return an axis over whole numbers up to `highest`, in at most so many steps."""
    if highest <= 0:
        return Axis(1, (0, 1))
    step = _step(highest / max(most, 1))
    number = ceil(highest / step - 1e-9)
    return Axis(step * number, tuple(step * each for each in range(number + 1)))


def _step(least: float) -> float:
    """Return the smallest step of 1, 2 or 5 and tens of them that is not below `least`."""
    if least <= 1:
        return 1
    ten = 10 ** floor(log10(least))
    return float(next(ten * each for each in _STEPS if ten * each >= least - 1e-9))
