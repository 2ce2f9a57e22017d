"""A token does what its scopes say, and never more than its owner."""

import pytest

from tests.api.clients import address, client, tag, told
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import officer, signatory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("scopes", "where", "expected"),
    [
        (("read",), "decisions", 200),
        (("read",), "phases", 200),
        (("read",), "reports", 403),
        (("report",), "reports", 200),
        (("report",), "decisions", 403),
        (("submit", "operate"), "phases", 403),
        (("submit",), "schema", 200),
    ],
)
def test_reading(scopes: tuple[str, ...], where: str, expected: int) -> None:
    assert client(officer(), *scopes).get(address(where)).status_code == expected


def test_writing_wants_a_scope_for_it() -> None:
    answer = client(signatory(), "read", "report").post(address("use-cases"), {"phase": "GS1"})
    assert told(answer) == (403, "scope", {})


def test_a_bank_writes_with_submit() -> None:
    code = phase().code
    reader = client(signatory(), "read", "submit")
    assert reader.post(address("use-cases"), {"phase": code}).status_code == 201
    operator = client(signatory(), "read", "operate")
    answer = operator.post(address("use-cases"), {"phase": code})
    assert told(answer) == (403, "not-allowed", {})


def test_staff_write_with_operate() -> None:
    case = use_case_at("submitted")
    moves, body = address("use-cases", case.pk, "moves"), {"verb": "screen"}
    wrong = client(officer(), "read", "submit")
    assert told(wrong.post(moves, body, **tag(wrong, case))) == (403, "not-allowed", {})
    right = client(officer(), "read", "operate")
    assert right.post(moves, body, **tag(right, case)).status_code == 200
