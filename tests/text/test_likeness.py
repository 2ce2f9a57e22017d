"""How alike texts are: the same, edited, of another; in English and in Chinese."""

import pytest

from usecases.text.likeness import alike, same_title, shingles, tokens

ENGLISH = (
    "A model reads complaints in two languages, sorts them by urgency and drafts a first reply "
    "that an officer of the bank checks before anything is sent to the customer."
)
OTHER = (
    "Cameras at the branch count how many people wait, so that the manager can open another desk "
    "before the queue reaches the door on a busy Monday morning."
)
CHINESE = "模型以兩種語言閱讀投訴，按緩急分類，並草擬首次回覆，由銀行職員核對後才發送給客戶。"
OTHER_CHINESE = "分行的攝影機會點算排隊人數，經理可以在星期一繁忙時段增開櫃位，避免人龍排到門外。"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, ENGLISH + CHINESE])
def test_the_same_text_is_wholly_alike(text: str) -> None:
    assert alike(shingles(text), shingles(text.upper() + "!!")) == 1


@pytest.mark.parametrize(("one", "other"), [(ENGLISH, OTHER), (CHINESE, OTHER_CHINESE)])
def test_texts_of_different_matters_share_nearly_nothing(one: str, other: str) -> None:
    assert alike(shingles(one), shingles(other)) < 0.05


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [(ENGLISH, "urgency", "how urgent they are"), (CHINESE, "緩急", "重要程度")],
)
def test_an_edited_text_stays_alike(text: str, old: str, new: str) -> None:
    assert 0.6 < alike(shingles(text), shingles(text.replace(old, new))) < 1


def test_the_measure_is_shared_pairs_of_all_pairs() -> None:
    one, other = "a b c d e f g h i", "a b c d e f g h z"
    assert (len(shingles(one)), len(shingles(other))) == (8, 8)
    assert alike(shingles(one), shingles(other)) == 7 / 9


def test_a_text_that_is_too_short_is_like_no_other() -> None:
    assert alike(shingles("Fraud checks"), shingles("Fraud checks")) == 0


def test_chinese_is_cut_into_neighbouring_characters() -> None:
    assert tokens("反詐騙 AI 模型") == {"反詐", "詐騙", "ai", "模型"}
    assert shingles("反詐騙 Ａi 模") == {"反詐", "詐騙", "模"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reading letters", "reading  LETTERS."),
        ("反詐騙：語音模型", "反詐騙 語音模型"),
        ("ＡＩ assistant", "AI-assistant"),
    ],
)
def test_titles_that_differ_in_form_alone_are_the_same(one: str, other: str) -> None:
    assert same_title(one) == same_title(other) != ""
