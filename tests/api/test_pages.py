"""Lists come in pages: exact counts, addresses of the neighbours, no row twice."""

import pytest

from tests.api.clients import ROOT, address, client
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.people import officer, signatory
from usecases.vocabulary.limits import PAGE_SIZE, PAGE_SIZE_MOST

pytestmark = pytest.mark.django_db


def test_pages_hold_every_row_once() -> None:
    references = {use_case_at("submitted").reference for _ in range(5)}
    program = client(officer())
    asked, found, pages = address("use-cases") + "?page_size=2&ordering=-reference", [], 0
    while asked:
        body = program.get(asked).json()
        assert body["count"] == 5
        found += [row["reference"] for row in body["results"]]
        asked, pages = body["next"], pages + 1
    assert (found, pages) == (sorted(references, reverse=True), 3)


def test_neighbours_are_whole_addresses() -> None:
    for _ in range(3):
        use_case_at("submitted")
    body = client(officer()).get(address("use-cases"), {"page_size": 1, "page": 2}).json()
    here = f"http://testserver{ROOT}use-cases/"
    assert body["previous"] == f"{here}?page_size=1"
    assert body["next"] == f"{here}?page=3&page_size=1"


def test_an_empty_list_has_one_page() -> None:
    body = client(officer()).get(address("use-cases"), {"page": 1}).json()
    assert body == {"count": 0, "next": None, "previous": None, "results": []}


def test_how_many_at_most() -> None:
    assert (PAGE_SIZE, PAGE_SIZE_MOST) == (50, 200)
    answer = client(officer()).get(address("use-cases"), {"page_size": PAGE_SIZE_MOST})
    assert answer.status_code == 200


def test_counts_are_of_what_one_may_see() -> None:
    use_case_at("submitted")
    use_case_at("submitted", institution=bank_b())
    counts = [
        client(person).get(address("use-cases")).json()["count"]
        for person in (officer(), signatory(), signatory(bank_b()))
    ]
    assert counts == [2, 1, 1]


def test_search_and_order() -> None:
    for title in ("Fraud alarm", "Chat for clerks", "Alarm for clerks"):
        use_case_at("submitted", title=title)
    body = client(officer()).get(
        address("use-cases"), {"search": "clerks", "ordering": "title", "fields": "title"}
    )
    assert body.json()["results"] == [{"title": "Alarm for clerks"}, {"title": "Chat for clerks"}]
