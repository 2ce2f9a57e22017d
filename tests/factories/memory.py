"""Things made once, forgotten before every test with all running numbers (`tests.conftest`)."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

from factory.base import BaseFactory

T = TypeVar("T")

_made: dict[Hashable, Any] = {}


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under this key in this test, or make it."""
    if key not in _made:
        _made[key] = make()
    made: T = _made[key]
    return made


def forget() -> None:
    """Begin a new test: nothing is made, every sequence runs 1, 2, 3."""
    _made.clear()
    for factory in _below(BaseFactory):
        factory.reset_sequence(1, force=True)


def _below(factory: Any) -> Iterator[Any]:
    for each in factory.__subclasses__():
        yield each
        yield from _below(each)
