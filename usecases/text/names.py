"""Finding names in a text however they are written: case, accents, hyphens, spaces, widths."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_FORMS = (
    *("limited", "ltd", "plc", "inc", "incorporated", "llc", "corporation", "corp", "company"),
    *("co", "na"),
)
_FORMS_ZH = ("股份有限公司", "有限公司")


def folded(text: str) -> str:
    """Return a text without case, accents, widths and characters that nobody sees."""
    spread = unicodedata.normalize("NFKD", text)
    seen = (c for c in spread if unicodedata.category(c) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFKC", "".join(seen)).casefold()


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded; each Chinese character is one."""
    return _TOKEN.findall(folded(text))


def compact(name: str) -> str:
    """Return a name as one run of its words."""
    return "".join(tokens(name))


def forms_of(name: str) -> Iterator[str]:
    """Return, each as one run, the ways in which a firm's name is shortened: without its legal
    form, its article, or what stands in brackets.
    """
    for whole in (name, re.sub(r"[(（].*", "", folded(name))):
        words = tokens(whole)
        yield "".join(words)
        while words and words[-1] in _FORMS:
            words.pop()
        words = words[1:] if words[:1] == ["the"] else words
        run = "".join(words)
        yield run
        for ending in _FORMS_ZH:
            yield run.removesuffix(ending)


def found_in(text: str, runs: Iterable[str]) -> list[str]:
    """Return which runs stand in a text, on whole words: however the words of a name are joined
    or parted, it is the same run. Of those that overlap, the longest that begins first.
    """
    wanted = set(runs)
    longest = max(map(len, wanted), default=0)
    words, found, start = tokens(text), [], 0
    while start < len(words):
        here = _longest(words[start:], wanted, longest)
        found += ["".join(words[start : start + here])] if here else []
        start += max(here, 1)
    return found


def _longest(words: list[str], wanted: set[str], longest: int) -> int:
    """Return how many words, from the first on, make the longest run that is wanted."""
    run, best = "", 0
    for number, word in enumerate(words, 1):
        run += word
        if len(run) > longest:
            break
        if run in wanted:
            best = number
    return best
