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
_LONG = re.compile(r"(\S{40})(?=\S)")  # what no line could hold is broken


def typeset(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """Return a template below `templates/`, filled with data that JSON can hold."""
    kept = json.dumps({**data, "fonts": _families()}, ensure_ascii=False)
    return typst.compile(
        str(_TEMPLATES / template),
        root=str(_TEMPLATES),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": kept},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that say something, broken where no line could hold them."""
    lines = (line.strip() for line in text.splitlines())
    return [_LONG.sub("\\1\u200b", line) for line in lines if line]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


@cache
def _families() -> list[str]:
    known = {*_fonts().families()}
    return [_LATIN, *[each for each in _CHINESE if each in known][:1]]
