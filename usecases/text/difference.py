"""What differs between two texts, word by word; in Chinese, character by character.

Myers' greedy algorithm, with a bound on its work: a text too long or too different to be compared
by words is compared by lines, and if that is too much as well, shown as replaced.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKENS = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['’.,-][^\W_{_CJK}]+)*|\s+|.", re.DOTALL)
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
MOST_TOKENS = 6_000  # of both texts, without what they begin and end with alike
MOST_EDITS = 1_000
MOST_CHARACTERS = 400_000


class Kind(StrEnum):
    """Whether a piece stands in both texts, in the earlier or in the later one only."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A run of text of one kind."""

    kind: Kind
    text: str


Run = tuple[Kind, str]


def difference(old: str, new: str) -> list[Piece]:
    """Return the pieces in order: without the new ones they are `old`, without the gone `new`."""
    tried = (_TOKENS, _LINES) if len(old) + len(new) <= MOST_CHARACTERS else ()
    for tokens in tried:
        runs = _compared(tokens.findall(old), tokens.findall(new))
        if runs is not None:
            return _merged(runs)
    return _merged([(Kind.GONE, old), (Kind.NEW, new)])


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Run] | None:
    """Compare tokens; None when that is too much work."""
    head = _alike(old, new)
    old_rest, new_rest = old[head:], new[head:]
    tail = _alike(old_rest[::-1], new_rest[::-1])
    first, second = old_rest[: len(old_rest) - tail], new_rest[: len(new_rest) - tail]
    middle = _middle(first, second)
    if middle is None:
        return None
    same_before = [(Kind.SAME, token) for token in old[:head]]
    same_after = [(Kind.SAME, token) for token in old_rest[len(first) :]]
    return [*same_before, *middle, *same_after]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Return with how many equal tokens both begin."""
    number = 0
    for first, second in zip(old, new, strict=False):
        if first != second:
            break
        number += 1
    return number


def _middle(old: Sequence[str], new: Sequence[str]) -> list[Run] | None:
    if not old or not new:
        return [*((Kind.GONE, each) for each in old), *((Kind.NEW, each) for each in new)]
    if len(old) + len(new) > MOST_TOKENS:
        return None
    trace = _trace(old, new)
    return None if trace is None else _walked_back(old, new, trace)


def _trace(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]] | None:
    """Return, for each number of edits, how far one gets on each diagonal."""
    reached, trace = {1: 0}, []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trace.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            x = _step(reached, diagonal, edits)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(old) and y >= len(new):
                return trace
    return None


def _step(reached: dict[int, int], diagonal: int, edits: int) -> int:
    """Return where one more edit leads on a diagonal: down (a new token), else right (gone)."""
    if _down(reached, diagonal, edits):
        return reached[diagonal + 1]
    return reached[diagonal - 1] + 1


def _down(reached: dict[int, int], diagonal: int, edits: int) -> bool:
    if diagonal == -edits:
        return True
    return diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]


def _walked_back(
    old: Sequence[str], new: Sequence[str], trace: Sequence[dict[int, int]]
) -> list[Run]:
    """Return the path that the trace found, from the start."""
    x, y, path = len(old), len(new), []
    for edits in range(len(trace) - 1, -1, -1):
        down = _down(trace[edits], x - y, edits)
        before = x - y + (1 if down else -1)
        start_x = trace[edits][before]
        start_y = start_x - before
        while x > max(start_x, 0) and y > max(start_y, 0):
            x, y = x - 1, y - 1
            path.append((Kind.SAME, old[x]))
        if edits:
            path.append((Kind.NEW, new[start_y]) if down else (Kind.GONE, old[start_x]))
        x, y = start_x, start_y
    return path[::-1]


def _merged(runs: Sequence[Run]) -> list[Piece]:
    """Join runs of one kind; between two changes, what is gone stands before what is new."""
    pieces: list[Piece] = []
    for gone, new, same in _changes(runs):
        for kind, text in ((Kind.GONE, gone), (Kind.NEW, new), (Kind.SAME, same)):
            if text:
                pieces.append(Piece(kind, text))
    return pieces


def _changes(runs: Sequence[Run]) -> Iterator[tuple[str, str, str]]:
    """Yield what is gone, what is new, and what follows alike; a lone space ends no change."""
    gone, new, same = "", "", ""
    for place, (kind, text) in enumerate(runs):
        alone = text.isspace() and "\n" not in text and (gone or new) and not same
        if kind == Kind.SAME and alone and place + 1 < len(runs) and runs[place + 1][0] != kind:
            gone, new = gone + text, new + text
        elif kind == Kind.SAME:
            same += text
        else:
            if same:
                yield gone, new, same
                gone, new, same = "", "", ""
            gone += text if kind == Kind.GONE else ""
            new += text if kind == Kind.NEW else ""
    yield gone, new, same
