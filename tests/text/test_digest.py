"""The same content has the same digest, whatever its order or spelling of numbers."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

import pytest

from usecases.text.digest import canonical, digest, plain

ID = UUID("6f1c1d0e-8f64-4b8b-9a51-0d6f1f6f0a11")


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (Decimal("120.50"), "120.5"),
        (Decimal(1000), "1000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.00"), "0"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-02T09:00:00+00:00"),
        (ID, str(ID)),
        ({1: (Decimal("1.0"), None)}, {"1": ["1", None]}),
        (True, True),
        (7, 7),
    ],
)
def test_values_as_json_holds_them(value: object, json: object) -> None:
    assert plain(value) == json


def test_canonical_has_sorted_keys_and_nothing_superfluous() -> None:
    value = {"b": [1, {"z": None, "a": "銀行"}], "a": Decimal("1.10")}
    assert canonical(value) == '{"a":"1.1","b":[1,{"a":"銀行","z":null}]}'


def test_digest_does_not_depend_on_the_order_of_keys_or_on_trailing_zeros() -> None:
    first = {"title": "A", "compute": Decimal("10.0")}
    second = {"compute": Decimal("10.000"), "title": "A"}
    assert digest(first) == digest(second)


def test_digest_tells_what_differs() -> None:
    values = [{"a": 1}, {"a": "1"}, {"a": None}, {"a": ""}, {"a": [1]}, {"b": 1}]
    assert len({digest(value) for value in values}) == len(values)


def test_digest_is_sha_256() -> None:
    assert digest({}) == sha256(b"{}").hexdigest()
