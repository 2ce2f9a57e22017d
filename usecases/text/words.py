"""Counting words in three languages: a Chinese character counts as one word."""

import re

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['’.,-][^\W_{_CJK}]+)*")


def count_words(text: str) -> int:
    """Return how many words `text` has; hyphens, apostrophes and decimal points join."""
    return len(_WORD.findall(text))
