"""A public content laid out line by line, to be read and compared: names, and plain texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# What only programs read.
_KEYS = frozenset({"id"})


@dataclass(frozen=True)
class Compared:
    """One line: what is public of it now, and what would be."""

    name: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether they differ."""
        return self.before != self.after


def compared(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Compared]:
    """Return every line of two contents side by side; what is empty in both is left out."""
    old, new = laid_out(before or {}), laid_out(after)
    lines = (Compared(name, old.get(name, ""), new.get(name, "")) for name in {**new, **old})
    return [line for line in lines if line.before or line.after]


def laid_out(content: Mapping[str, Any]) -> dict[str, str]:
    """Return each value of a content under its name; what is inside of another is numbered."""
    return dict(_lines("", content))


def _lines(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key not in _KEYS:
                yield from _lines(f"{name} {key}".strip(), each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, each in enumerate(value, 1):
            yield from _lines(f"{name} {number}", each)
    else:
        yield name, "" if value is None else str(value)
