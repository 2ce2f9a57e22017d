"""Sets a document as a tagged PDF. Data goes in as JSON, never as markup."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_LATIN = "Libertinus Serif"  # comes with the typesetter
# Faces with Chinese characters, the first that the system has is used.
_CHINESE = (
    *("Noto Serif CJK HK", "Noto Serif CJK TC", "Noto Serif CJK SC"),
    *("Noto Sans CJK HK", "Noto Sans CJK TC", "Noto Sans CJK SC"),
    *("Source Han Serif", "Source Han Sans", "Songti TC", "PMingLiU", "Microsoft JhengHei"),
)
_CJK = "[\u2e80-\u303f\u3100-\u312f\u3200-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f]"
_UNSHOWN = re.compile(r'the text `"(.)[^`]*"` could not be displayed', re.DOTALL)
_TRIES = 8  # so many kinds of characters without a font are told apart
_LONG = re.compile(r"(\S{40})(?=\S)")  # what no line could hold is broken


def typeset(
    template: str, data: Mapping[str, Any], at: datetime, *, system_fonts: bool = True
) -> bytes:
    """Return a template below `templates/`, filled with data that JSON can hold.

    What no font can show is left out for an ellipsis, and `data.unshown` says so.
    """
    fonts = _fonts(system_fonts)
    given = {**data, "fonts": _families(system_fonts), "unshown": False}
    kept = json.dumps(given, ensure_ascii=False)
    for _time in range(_TRIES):
        try:
            return _set(template, kept, at, fonts)
        except typst.TypstError as error:
            found = _UNSHOWN.search(str(error))
            if found is None:
                raise
            odd = _CJK if re.fullmatch(_CJK, found[1][:1]) else re.escape(found[1][:1])
            kept = re.sub(f"(?:{odd})+", "…", kept).replace('"unshown": false', '"unshown": true')
    return _set(template, re.sub(r"[^\x00-\u024f\u2000-\u2026]+", "…", kept), at, fonts)


def shows_chinese(*, system_fonts: bool = True) -> bool:
    """Whether a font with Chinese characters is there."""
    return len(_families(system_fonts)) > 1


def _set(template: str, kept: str, at: datetime, fonts: typst.Fonts) -> bytes:
    return typst.compile(
        str(_TEMPLATES / template),
        root=str(_TEMPLATES),
        font_paths=fonts,
        format="pdf",
        sys_inputs={"data": kept},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that say something, broken where no line could hold them."""
    lines = (line.strip() for line in text.splitlines())
    return [broken(line) for line in lines if line]


def broken(text: str) -> str:
    """Return a text of which no word is longer than a line can hold."""
    return _LONG.sub("\\1\u200b", text)


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)


@cache
def _families(system: bool) -> list[str]:
    known = {*_fonts(system).families()}
    return [_LATIN, *[each for each in _CHINESE if each in known][:1]]
