"""What tells of a person is masked before a question is kept."""

import pytest

from usecases.text.masking import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Write to ada.chan+x@bank.example please", "Write to [e-mail] please"),
        ("Write to ada（at）bank.example please", "Write to [e-mail] please"),
        ("Call +852 9123 4567 or 91234567", "Call [number] or [number]"),
        ("Call (852) 2345-6789.", "Call [number]."),
        ("My card is 4111 1111 1111 1111!", "My card is [number]!"),
        ("Is A123456(7) known?", "Is [identity number] known?"),
        ("Is ＡＢ１２３４５６（Ａ） known?", "Is [identity number] known?"),
        ("身份證 z123456(8) 有效嗎", "身份證 [identity number] 有效嗎"),
        ("ID 11010519491231002X", "ID [identity number]"),
        ("Passport K12345678", "Passport [identity number]"),
        ("Did Mr. Ada Wong-Lee decide?", "Did Mr. [name] decide?"),
        ("Did Dr Chan decide?", "Did Dr [name] decide?"),
        ("my name is Ada Chan, hello", "my name is [name], hello"),
        ("I am Ada. Why?", "I am [name]. Why?"),
        ("請問陳大文先生參加了嗎?", "請問[name]先生參加了嗎?"),
        ("王女士的申请", "[name]女士的申请"),
        ("我叫陳大文,想問", "我叫[name],想問"),
        ("我是李小龍,想問", "我是[name],想問"),
        ("a\x00b\x1bc\u202ed\ud800e", "a b cde"),
    ],
)
def test_it_is_masked(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "How many use cases were accepted in phase 2 between 2024-2025?",
        "What was published on 2025-10-31, 31.10.2025 and 31 Oct 2025?",
        "Did 86.5 per cent of 1,000,000 customers agree?",
        "Which banks took part in GS1 and GS2?",
        "我是銀行職員,可以參加嗎?",
        "I am from a bank. Which model is used at 0.1 to 0.3?",
        "第二期有多少家銀行參加?",
        "教授如何評價?",
    ],
)
def test_the_rest_is_kept(typed: str) -> None:
    assert masked(typed) == typed
