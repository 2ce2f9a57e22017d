"""A parameter that cannot be is refused by its name, never ignored."""

import pytest

from tests.api.clients import NOBODY, address, client, same, told
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import officer, signatory
from usecases.api.resources import RESOURCES

pytestmark = pytest.mark.django_db

NAMES = [resource.name for resource in RESOURCES]
UNKNOWN = {"nope": ["There is no such parameter."]}


@pytest.mark.parametrize("name", [*NAMES, "reports", "reports/phases", "schema"])
def test_unknown(name: str) -> None:
    answer = client(officer()).get(address(name), {"nope": "1"})
    assert told(answer) == (400, "unknown", UNKNOWN)


def test_unknown_on_a_detail_and_on_a_write() -> None:
    case, program = use_case_at("submitted"), client(officer())
    assert told(program.get(address("use-cases", case.pk), {"nope": "1"})) == (
        400,
        "unknown",
        UNKNOWN,
    )
    moves = address("use-cases", case.pk, "moves") + "?nope=1"
    assert told(program.post(moves, {"verb": "screen"})) == (400, "unknown", UNKNOWN)


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("page", "0", "invalid"),
        ("page", "x", "invalid"),
        ("page", "2", "beyond-the-end"),
        ("page", "99999999999999999999", "invalid"),
        ("page_size", "201", "too-large"),
        ("page_size", "-1", "invalid"),
        ("page", "", "empty"),
        ("fields", "id,nope", "unknown"),
        ("ordering", "nope", "unknown"),
        ("search", "", "empty"),
        ("search", "\x00", "empty"),
        ("phase", "GS99", "invalid"),
        ("institution", "x", "invalid"),
        ("stage", "nowhere", "invalid"),
        ("as_at", "yesterday", "invalid"),
        ("as_at", "2026-02-30", "invalid"),
        ("format", "csv", "unknown"),
        ("expand", "stage", "unknown"),
        ("published", "perhaps", "invalid"),
    ],
)
def test_impossible(parameter: str, value: str, code: str) -> None:
    answer = client(officer()).get(address("use-cases"), {parameter: value})
    status, told_code, errors = told(answer)
    assert (status, told_code, list(errors)) == (400, code, [parameter])


@pytest.mark.parametrize(
    "parameter", ["page", "page_size", "fields", "expand", "ordering", "as_at"]
)
def test_twice(parameter: str) -> None:
    answer = client(officer()).get(address("use-cases") + f"?{parameter}=1&{parameter}=2")
    status, _code, errors = told(answer)
    assert (status, list(errors)) == (400, [parameter])


def test_a_value_that_one_may_not_see_is_one_that_is_none() -> None:
    use_case_at("submitted", institution=bank_b())
    program, own = client(signatory()), phase()
    asked = address("use-cases")
    seen = same(program.get(asked, {"institution": str(bank_b().pk)}))
    none = same(program.get(asked, {"institution": NOBODY}))
    assert seen[0] == 400
    assert seen[1].replace(str(bank_b().pk).encode(), NOBODY.encode()) == none[1]
    mine = {"institution": str(bank_a().pk), "phase": own.code}
    assert program.get(asked, mine).status_code == 200


def test_a_field_hidden_from_the_reader_is_one_that_is_none() -> None:
    use_case_at("submitted")
    asked = {"fields": "case_officer"}
    assert client(officer()).get(address("use-cases"), asked).status_code == 200
    for program in (client(signatory()), client()):
        assert told(program.get(address("use-cases"), asked))[:2] == (400, "unknown")
