"""Placeholders: filled in once, and nothing is written where there is nothing to say."""

import pytest

from usecases.notices.placeholders import PLACEHOLDERS, filled, unknown_in

VALUES = {name: name.upper() for name in PLACEHOLDERS}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Dear {institution}, {title}", []),
        ("{naem} and {reference} and {naem}", ["naem"]),
        ("{institution.__class__}", ["institution.__class__"]),
        ("{0} {} { title }", ["0", "", " title "]),
        ("A brace { alone, and } another", [" alone, and "]),
        ("{title!r:>20}", ["title!r:>20"]),
    ],
)
def test_what_no_letter_knows_is_named(text: str, unknown: list[str]) -> None:
    assert unknown_in(text) == unknown


def test_every_placeholder_is_filled_in() -> None:
    text = "\n\n".join(f"{{{name}}}" for name in PLACEHOLDERS)
    assert filled(text, VALUES) == "\n\n".join(VALUES.values())


def test_what_is_filled_in_is_not_read_again() -> None:
    values = {**VALUES, "title": "{conditions} {reason} \\1 {0}"}
    assert filled('About "{title}" ({reference})', values) == (
        'About "{conditions} {reason} \\1 {0}" (REFERENCE)'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("First.\n\nReason: {reason}\n\nLast.", "First.\n\nLast."),
        ("First.\n\n{text}\n\n{conditions}\n\nLast.", "First.\n\nCONDITIONS\n\nLast."),
        ("{signature}\n{text}\n{authority}", "SIGNATURE\nAUTHORITY"),
        ("Why: {reason}, {text}", ""),
        ("Conditions:\n{conditions}", "Conditions:\nCONDITIONS"),
    ],
)
def test_a_paragraph_about_nothing_is_left_out(text: str, shown: str) -> None:
    assert filled(text, {**VALUES, "reason": "", "text": ""}) == shown
