"""The lists of the register: what is published, narrowed by the address, as page and as CSV."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from tests.factories.documents import make_document
from tests.factories.findings import cited_finding
from tests.factories.institutions import make_institution
from tests.factories.phases import make_participation, make_phase, make_programme
from tests.factories.public_record import public_record
from tests.factories.publications import loaded, proposed_publication
from tests.keeping import kept
from tests.people import approver
from usecases.models.publications import Publication
from usecases.register.listings import LISTINGS
from usecases.selection.public import PUBLIC
from usecases.workflow import publish

pytestmark = pytest.mark.django_db


_world = kept(public_record)


def count(address: str) -> int:
    """Return how many records a list says it holds."""
    page = Client().get(address)
    assert page.status_code == 200, page.content
    return int(re.findall(r'data-count="(\d+)"', page.content.decode())[0])


def rows(address: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_each_list_holds_what_is_published() -> None:
    told = {name: count(f"/{name}/") for name in LISTINGS}
    published = {name: PUBLIC[name].select({}).count() for name in LISTINGS}
    assert told == published
    assert {name: told[name] for name in ("institutions", "use-cases", "findings", "events")} == {
        "institutions": 24,
        "use-cases": 15,
        "findings": 26,
        "events": 4,
    }


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/institutions/?phase=GS1", 10),
        ("/institutions/?phase=GS1&phases_taken=2", 0),
        ("/institutions/?phases_taken=2", 6),
        ("/use-cases/?phase=GS2&category=fraud-prevention", 3),
        ("/use-cases/?phase=GS1&phase=GS2&category=fraud-prevention", 4),
        ("/use-cases/?without=category", 6),
        ("/use-cases/?q=DEEPFAKE", 1),
        ("/institutions/?q=中國銀行", 1),
        ("/documents/?kind=circular", 2),
        ("/follow-ons/?phase=GS1", 1),
        ("/follow-ons/?phase=GS2", 0),
        ("/events/?kind=symposium&utm_source=letter", 1),
        ("/other-cohorts/?sandbox=RBI+Regulatory+Sandbox", 6),
    ],
)
def test_an_address_narrows_a_list(address: str, expected: int) -> None:
    assert count(address) == expected
    path, _, query = address.partition("?")
    assert len(rows(f"{path[:-1]}.csv?{query}")) == expected


def test_chips_undo_one_filter_each() -> None:
    page = Client().get("/use-cases/?phase=GS2&category=fraud-prevention").content.decode()
    chips = re.findall(r'<a class="chip" href="([^"]+)"><span>([^<]+)</span>', page)
    assert chips == [
        ("/use-cases/?category=fraud-prevention", "Phase: GS2 · GenA.I. Sandbox, second cohort"),
        ("/use-cases/?phase=GS2", "Category: Fraud prevention"),
    ]


def test_a_value_that_nobody_knows_is_refused_and_finds_nothing() -> None:
    for address in ("/use-cases/?phase=GS9", "/institutions/?institution=nobody"):
        answer = Client().get(address)
        assert (answer.status_code, b'data-count="0"' in answer.content) == (400, True)
    assert Client().get("/use-cases.csv?phase=GS9").status_code == 400


def test_a_row_of_the_csv_leads_to_its_page_and_names_its_source() -> None:
    for name in LISTINGS:
        for row in rows(f"/{name}.csv"):
            assert row["id"]
            assert row["source"]
            if name != "other-cohorts":
                assert Client().get(row["address"]).status_code == 200


def test_nothing_hidden_changes_a_byte() -> None:
    addresses = [f"/{name}{end}" for name in LISTINGS for end in ("/", ".csv")]
    addresses += ["/", "/figures/", "/search/?q=a", "/feed.atom", "/sitemap.xml"]
    before = {address: Client().get(address).content for address in addresses}
    make_document(title_en="Hidden document", summary_en="deepfake")
    make_participation(make_phase("GS9", number=9), make_institution("Hidden Bank"))
    proposed_publication(cited_finding(statement_en="Hidden finding"))
    assert {address: Client().get(address).content for address in addresses} == before


def test_what_is_invented_is_listed_only_where_it_is_asked_for() -> None:
    programme = make_programme("EX", invented=True)
    phase, bank = make_phase("EX1", programme=programme), make_institution("Made up")
    for each in (programme, phase, bank):
        loaded(each)
    loaded(make_participation(phase, bank))
    assert (count("/institutions/"), count("/phases/")) == (24, 3)
    page = Client().get("/institutions/?phase=EX1").content.decode()
    assert "Made up" in page
    assert 'class="invented-bar"' in page
    found = Client().get("/search/?q=Made").content.decode()
    assert "Made up" not in found


def test_a_finding_is_listed_by_topic_once_it_is_public() -> None:
    proposal = proposed_publication(cited_finding(statement_en="Read it twice.", section="4.1"))
    assert "Read it twice." not in Client().get("/findings/").content.decode()
    publish.confirm(proposal, by=approver())
    page = Client().get("/findings/").content.decode()
    assert page.count("Read it twice.") == 1
    assert "<cite>A report</cite>, section 4.1, page 4" in page


def test_hostile_text_is_shown_and_never_run() -> None:
    evil = "<script>alert(1)</script> =HYPERLINK(1)"
    loaded(make_document(title_en=f"={evil}", summary_en=evil, kind="report"))
    pages: list[Any] = [Client().get(a) for a in ("/documents/", "/search/?q=alert", "/feed.atom")]
    row = Publication.objects.get(content__title_en=f"={evil}")
    pages.append(Client().get(f"/documents/{row.record}/", follow=True))
    for page in pages:
        assert b"<script>alert" not in page.content
        assert b"&lt;script&gt;alert" in page.content
    titles = [each["title"] for each in rows("/documents.csv")]
    assert f"'={evil}" in titles
