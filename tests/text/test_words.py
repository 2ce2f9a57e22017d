"""Words are counted in three languages."""

import pytest

from usecases.text.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("— … !? ，。", 0),
        ("One two  three\nfour", 4),
        ("A well-known bank's retrieval-augmented model", 5),
        ("The bank’s model", 3),
        ("1.5 million of 2,000,000 is 0.075%", 6),
        ("銀行", 2),
        ("使用人工智能，減少欺詐。", 10),
        ("使用人工智能減少欺詐", 10),
        ("使用GPT-4模型", 5),
        ("用 AI 檢查 3 項規則", 8),
        ("𠮷野家", 3),
        ("snake_case", 2),
        ("café naïve", 2),
        ("end. Next", 2),
    ],
)
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words
