"""Things that cells name, by any of their names."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

T = TypeVar("T")
_GUESSES, _LONGEST = 100, 200


class Names(Generic[T]):
    """Things by any of their names, whatever the case; one name may be that of several."""

    def __init__(self, named: Iterable[tuple[T, Iterable[object]]], accepted: str = "") -> None:
        self.accepted = accepted  # all of them in words, where they are few
        self._found: dict[str, list[T]] = {}
        self._shown: dict[str, str] = {}
        self._like: dict[str, str] = {}
        for thing, names in named:
            for name in filter(None, map(str, names)):
                things = self._found.setdefault(fold(name), [])
                self._shown.setdefault(fold(name), name)
                if thing not in things:
                    things.append(thing)

    def get(self, name: str) -> list[T]:
        """Return what has this name."""
        return self._found.get(fold(name), [])

    def things(self) -> list[T]:
        """Return everything that has a name, each once."""
        every: list[T] = []
        for things in self._found.values():
            every += [thing for thing in things if thing not in every]
        return every

    def like(self, name: str) -> str:
        """Return the known name that is most like this one; after many, no longer."""
        key = fold(name)
        if key not in self._like and len(self._like) < _GUESSES:
            close = get_close_matches(key[:_LONGEST], [*self._found], n=1, cutoff=0.75)
            self._like[key] = self._shown[close[0]] if close else ""
        return self._like.get(key, "")


def fold(text: str) -> str:
    """Return a text as names and titles are compared: one space, no case."""
    return " ".join(text.split()).casefold()


def coded(choices: Iterable[tuple[Any, str | Promise]]) -> Names[str]:
    """Return the codes of a list of choices by code and label."""
    pairs = [(str(code), label) for code, label in choices]
    accepted = ", ".join(code for code, _label in pairs)
    return Names(((code, [code, label]) for code, label in pairs), accepted)
