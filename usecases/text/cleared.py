"""Text as people read it: without hidden characters, without stuffed keywords."""

import unicodedata
from collections import Counter

from usecases.text.sentences import sentences
from usecases.text.terms import content_terms

_UNSEEN = ("Cf", "Co", "Cs")
_FEWEST, _SHARE = 10, 0.3


def cleared(text: str) -> tuple[str, list[str]]:
    """Return a text without what nobody reads, and each thing that was taken out of it."""
    seen = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    taken = [f"{len(text) - len(seen)} unseen characters"] if seen != text else []
    kept: list[str] = []
    for span in sentences(seen):
        if is_stuffed(span.text) or span.text in kept:
            taken.append(span.text)
        else:
            kept.append(span.text)
    return " ".join(kept) if len(taken) > (seen != text) else seen.strip(), taken


def stripped(text: str) -> tuple[str, list[str]]:
    """Return a text as it is laid out, without unseen characters and stuffed sentences, and each
    thing that was taken out of it.
    """
    seen = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    taken = [f"{len(text) - len(seen)} unseen characters"] if seen != text else []
    kept, at = list[str](), 0
    for span in sentences(seen):
        if is_stuffed(span.text):
            taken.append(span.text)
            kept.append(seen[at : span.start])
            at = span.end
    return ("".join([*kept, seen[at:]]).strip() if taken else text), taken


def is_stuffed(sentence: str) -> bool:
    """Whether a sentence repeats a word as none does that is written to be read."""
    terms = content_terms(sentence)
    if len(terms) < _FEWEST:
        return False
    return max(Counter(terms).values()) > _SHARE * len(terms)
