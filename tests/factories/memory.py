"""Things made once, forgotten before every test with all running numbers (`tests.conftest`)."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeVar

from factory.base import BaseFactory

T = TypeVar("T")

_made: dict[Hashable, Any] = {}
_kept: list[tuple[dict[Hashable, Any], dict[Any, int]]] = []


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made under this key in this test, or make it."""
    if key not in _made:
        _made[key] = make()
    made: T = _made[key]
    return made


def forget() -> None:
    """Begin a new test: nothing is made save what is kept; every sequence runs 1, 2, 3, or on."""
    made, reached = _kept[-1] if _kept else ({}, {})
    _made.clear()
    _made.update(deepcopy(made))
    for factory in _below(BaseFactory):
        factory.reset_sequence(reached.get(factory, 1), force=True)


@contextmanager
def keep() -> Iterator[None]:
    """Begin every test with what was made until now."""
    reached = {factory: factory._meta.next_sequence() for factory in _below(BaseFactory)}
    _kept.append((dict(_made), reached))
    yield
    _kept.pop()
    forget()


def _below(factory: Any) -> Iterator[Any]:
    for each in factory.__subclasses__():
        yield each
        yield from _below(each)
