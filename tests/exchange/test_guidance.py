"""Guidance in three languages: every section has its source, and what is wrong is named."""

import re
from pathlib import Path

import pytest

from usecases.exchange.faults import WrongFile
from usecases.exchange.guidance import read_guides

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "guidance"
LANGUAGES = {"en", "zh-hant", "zh-hans"}


def test_every_guide_is_there_in_three_languages_with_the_same_sections() -> None:
    found: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for guide in read_guides(FOLDER):
        name, language, _ending = guide.document.file.split(".")
        sections = [
            (row.cells["anchor"], row.cells["section"], row.cells["page"]) for row in guide.sections
        ]
        found.setdefault(name, {})[language] = sections
    assert {name: set(told) for name, told in found.items()} == dict.fromkeys(found, LANGUAGES)
    for told in found.values():
        assert told["en"] == told["zh-hant"] == told["zh-hans"] != []


def test_numbers_are_the_same_in_every_language() -> None:
    """A figure that a translation lost or changed would be quoted as published."""
    told: dict[tuple[str, str], dict[str, set[str]]] = {}
    for guide in read_guides(FOLDER):
        name, language, _ending = guide.document.file.split(".")
        for row in guide.sections:
            numbers = set(re.findall(r"\d+\.\d+", row.cells["text"]))
            told.setdefault((name, row.cells["anchor"]), {})[language] = numbers
    assert [key for key, each in told.items() if len(set(map(frozenset, each.values()))) > 1] == []


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("No title\n", 1, "begins with its title"),
        ("# Title\n\nAdrift.\n", 3, "stands in no section"),
        ("# Title\n\n## One {#one}\nText.\n", 3, "names no source"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, line: int, fault: str) -> None:
    (tmp_path / "guide.en.md").write_text(text, encoding="utf-8")
    with pytest.raises(WrongFile) as caught:
        read_guides(tmp_path)
    (found,) = caught.value.faults
    assert (found.file, found.line) == ("guide.en.md", line)
    assert fault in found.text


def test_without_a_folder_there_is_none(tmp_path: Path) -> None:
    assert read_guides(tmp_path / "nowhere") == []
