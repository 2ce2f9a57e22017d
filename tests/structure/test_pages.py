"""Templates and static files obey the content policy, and all of them are our own."""

import re
from pathlib import Path

import pytest

from tests.structure import source

# Help texts are written by us, in models and forms: Django marks them up.
TEMPLATES = {
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    "inline style": r"<style\b",
    "style attribute": r"<[^>]*\sstyle\s*=",
    "event attribute": r"<[^>]*\son[a-z]+\s*=",
    "script address": r"javascript:",
    "foreign source": r"""<(?:script|link|img|iframe|source)[^>]*(?:src|href)=["'](?:https?:)?//""",
    "unsafe text": r"(?<!help_text)\|\s*safe\b|\{%\s*autoescape\s+off",
}
STATIC = {
    "foreign source": r"""@import|url\(\s*["']?(?:https?:)?//|from\s+["']https?:""",
    "code from text": r"\beval\s*\(|\bnew Function\s*\(|\.innerHTML\s*=|document\.write",
    "minified": r"[^\n]{400,}",
}


def _found(pattern: str, paths: tuple[Path, ...]) -> list[str]:
    return [
        source.named(path)
        for path in paths
        if re.search(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]


@pytest.mark.parametrize("pattern", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_templates(pattern: str) -> None:
    assert _found(pattern, source.files(".html")) == []


@pytest.mark.parametrize("pattern", STATIC.values(), ids=STATIC.keys())
def test_static_files(pattern: str) -> None:
    assert _found(pattern, source.files(".css", ".js", ".svg")) == []
