"""Times things side by side: in turns, so that what else the machine does falls on all of them."""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

Run = Callable[[], object]
ROUNDS = 7


def seconds(run: Run) -> float:
    """Return how long one run takes."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def in_turns(runs: Mapping[str, Run], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median of each, in seconds; the first round warms up and does not count."""
    for run in runs.values():
        run()
    gc.collect()
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _round in range(rounds):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    return {name: median(each) for name, each in taken.items()}


def ninety_fifth(runs: Mapping[str, Run], rounds: int = ROUNDS) -> float:
    """Return what 95 of 100 runs stay below, in seconds."""
    for run in runs.values():
        run()
    taken = sorted(seconds(run) for _round in range(rounds) for run in runs.values())
    return taken[int(len(taken) * 0.95)]
