"""Running numbers and things made once, forgotten before every test (`tests.conftest`)."""

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_numbers: Counter[str] = Counter()
_made: dict[Hashable, Any] = {}


def number(kind: str) -> int:
    """Return the next number of a kind: 1, 2, 3 in every test."""
    _numbers[kind] += 1
    return _numbers[kind]


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under this key in this test, or make it."""
    if key not in _made:
        _made[key] = make()
    made: T = _made[key]
    return made


def forget() -> None:
    """Begin a new test."""
    _numbers.clear()
    _made.clear()
