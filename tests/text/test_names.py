"""Names of firms, however they are written and shortened."""

import pytest

from usecases.text.names import compact, forms_of, found_in


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("The Bank of East Asia, Limited", {"thebankofeastasialimited", "bankofeastasia"}),
        (
            "Citibank (Hong Kong) Limited",
            {"citibankhongkonglimited", "citibankhongkong", "citibank"},
        ),
        ("渣打銀行（香港）有限公司", {"渣打銀行香港有限公司", "渣打銀行香港", "渣打銀行"}),
        ("livi", {"livi"}),
    ],
)
def test_the_forms_of_a_name(name: str, forms: set[str]) -> None:
    assert set(forms_of(name)) == forms


@pytest.mark.parametrize(
    "text", ["Dah-Sing", "DAH SING", "dahsing's", "（dah sing）", "Dåh\u200bSing"]
)
def test_a_name_is_found(text: str) -> None:
    assert found_in(f"At {text}, they", {"dahsing"}) == ["dahsing"]


@pytest.mark.parametrize("text", ["dahsinger", "a dah of singing", "sing dah", ""])
def test_what_only_looks_like_a_name(text: str) -> None:
    assert found_in(text, {"dahsing"}) == []


def test_the_longest_of_those_that_overlap() -> None:
    runs = {compact("Alpha"), compact("Alpha Bank"), compact("Bank of Beta")}
    assert found_in("Alpha Bank of Beta, Alpha", runs) == ["alphabank", "alpha"]
