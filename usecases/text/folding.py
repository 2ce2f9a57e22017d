"""Text as it is searched: one width, one case, simplified characters, one way to write A.I."""

import re
import unicodedata
from functools import cache

import opencc

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN = re.compile(f"[{_CJK}]")
_PERCENT = re.compile(r"(?<=\d)\s*%")
_SPELT = (
    ("a.i.", "ai"),
    ("a.i", "ai"),
    ("per cent", "percent"),
    ("’", "'"),
    ("‐", "-"),
    ("–", "-"),
)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def folded(text: str) -> str:
    """Return a text in NFKC and lower case, without characters that nobody sees, its Traditional
    characters simplified.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
        if _HAN.search(plain):
            plain = _converter().convert(plain)
    for written, read in _SPELT:
        plain = plain.replace(written, read)
    return _PERCENT.sub(" percent", plain)


def has_han(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return bool(_HAN.search(text))
