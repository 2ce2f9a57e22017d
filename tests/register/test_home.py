"""The front page shows what is published, to everybody alike, and nothing else."""

import re
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import Freeze
from tests.factories.institutions import make_institution
from tests.factories.phases import (
    make_participation,
    make_phase,
    make_programme,
    make_published_figure,
    open_phase,
)
from tests.factories.publications import loaded, proposed_publication
from tests.factories.usecases import use_case_at
from tests.people import officer, signatory
from usecases.models.phases import Phase, Programme
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


class _Tables(HTMLParser):
    """Collects the words of every cell, by table and row."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.tables[-1][-1][-1] += data


def _rows(page: str) -> list[list[list[str]]]:
    """Return the body rows of every table, with plain words."""
    parser = _Tables()
    parser.feed(page)
    return [
        [[" ".join(cell.split()) for cell in row] for row in table[2:]] for table in parser.tables
    ]


def _page(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def _listed(client: Client, address: str) -> int:
    """Return how many records the list behind a figure says it holds."""
    page = client.get(address.replace("&amp;", "&")).content.decode()
    return int(re.findall(r'data-count="(\d+)"', page)[0])


def _published(phase: Phase, institutions: int) -> None:
    loaded(phase)
    for _ in range(institutions):
        bank = make_institution()
        loaded(bank)
        loaded(make_participation(phase, bank))


def _programme(code: str = "PUB", **fields: object) -> Programme:
    programme = make_programme(code, **fields)
    loaded(programme)
    return programme


def test_the_public_record(client: Client, freeze: Freeze) -> None:
    freeze("2026-11-22T12:00:00+08:00")
    call_command("load_vocabularies", verbosity=0)
    call_command("load_public_record", verbosity=0)
    figures, dates = _rows(_page(client))
    none = "–Not published"
    first, second = "GenA.I. Sandbox, first cohort", "GenA.I. Sandbox, second cohort"
    third = "GenA.I. Sandbox++, first cohort"
    assert figures == [
        [f"GS1 {first}", "40+", "4", "15", "11", "10", "10", "0", "4", "4", "0"],
        [f"GS2 {second}", "60+", "11", "27", "16", "20", "20", "0", "9", "14", "5"],
        [f"GSPP1 {third}", "nearly 100", "0", "36", "36", "0", "30", "30", "0", "27", "27"],
        ["All phases each counted once", "", "15", "", "", "24", "", "", "12", "", ""],
    ]
    assert dates == [
        [f"GS1 {first}", none, "Reporting", "20 September 2024", "15 November 2024",
         "19 December 2024", "early 2025", "mid-2025"],
        [f"GS2 {second}", "A.I. versus A.I.", "Trialling", "28 April 2025", none,
         "15 October 2025", "early 2026", none],
        [f"GSPP1 {third}", "Agentic A.I.", "Announced", "5 March 2026", "30 June 2026",
         "27 August 2026", none, none],
    ]  # fmt: skip


def test_every_figure_opens_as_many_records(client: Client) -> None:
    call_command("load_vocabularies", verbosity=0)
    call_command("load_public_record", verbosity=0)
    found = re.findall(
        r'<a class="(?:tile-number|figure-link)" href="([^"]+)">(\d+)</a>', _page(client)
    )
    counts = [(_listed(client, address), int(shown)) for address, shown in found]
    assert len(counts) == 12
    assert [counted for counted, _ in counts] == [shown for _, shown in counts]


def test_the_same_bytes_for_everybody(client: Client) -> None:
    _published(open_phase(programme=_programme()), 2)
    use_case_at(Stage.ACCEPTED)
    anonymous = client.get("/")
    for person in (officer(), signatory()):
        assert person.user is not None
        client.force_login(person.user)
        signed_in = client.get("/")
        assert signed_in.content == anonymous.content
        assert signed_in["ETag"] == anonymous["ETag"]
        assert "Set-Cookie" not in signed_in.headers
    assert (anonymous["Cache-Control"], anonymous["Vary"]) == (
        "public, max-age=60", "Accept-Language",
    )  # fmt: skip


def test_what_is_unchanged_is_not_sent_again(client: Client) -> None:
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"if-none-match": etag}).status_code == 304


def test_only_reading(client: Client) -> None:
    assert (client.head("/").status_code, client.post("/").status_code) == (200, 405)


def test_nothing_is_published_yet(client: Client) -> None:
    make_phase(name_en="A phase that nobody may know of")
    page = _page(client)
    assert (_rows(page), "No phase is published yet" in page) == ([], True)


def test_what_is_not_published_is_not_shown(client: Client) -> None:
    programme = _programme()
    _published(open_phase("GS1", programme=programme), 1)
    before = client.get("/").content
    hidden = open_phase("GS9", programme=programme, name_en="Hidden phase")
    make_published_figure(hidden)
    make_participation(hidden, make_institution("Hidden Bank"))
    proposed_publication(hidden)
    use_case_at(Stage.SUBMITTED, title="Hidden title")
    assert client.get("/").content == before


def test_an_invented_programme_is_marked_and_counted_apart(client: Client) -> None:
    _published(open_phase("GS1", programme=_programme()), 2)
    _published(open_phase("EX1", programme=_programme("EX", invented=True)), 3)
    assert _page(client).count("badge-invented") == 1
    assert _page(client).count("EX1") == 2  # in the address and the name of its use cases
    page = client.get("/figures/").content.decode()
    assert page.count("badge-invented") == 1
    real, invented = _rows(page)[:2]
    assert [(row[0].split()[0], row[5]) for row in (*real, *invented)] == [
        ("GS1", "2"), ("All", "2"), ("EX1", "3"), ("All", "3"),
    ]  # fmt: skip


def test_only_the_invented_one_is_published(client: Client) -> None:
    _published(open_phase("EX1", programme=_programme("EX", invented=True)), 1)
    page = _page(client)
    assert (page.count("badge-invented"), "No phase is published yet" in page) == (1, True)


def test_a_moment_is_told_in_the_zone_of_the_programme(client: Client) -> None:
    programme = _programme(time_zone="Asia/Tokyo")
    loaded(make_phase("GS1", programme=programme, opens_at="2026-01-05T00:00:00Z"))
    assert _rows(_page(client))[1][0][3] == "5 January 2026, 09:00 JST"


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-02-01", "Planned"),
        ("2026-03-10", "Open"),
        ("2026-07-10", "Assessing"),
        ("2026-09-01", "Announced"),
        ("2026-10-01", "Trialling"),
    ],
)
def test_states(client: Client, freeze: Freeze, now: str, state: str) -> None:
    freeze("2026-01-01T00:00:00Z")
    loaded(
        make_phase(
            programme=_programme(),
            opens_at="2026-03-05T00:00:00Z",
            closes_at="2026-06-30T00:00:00Z",
            announced_on="2026-08-27",
            trials_from="2026-09-30",
        )
    )
    freeze(f"{now}T00:00:00Z")
    assert _rows(_page(client))[1][0][2] == state


def test_queries(client: Client) -> None:
    programme = _programme()
    _published(open_phase(programme=programme), 1)
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for _ in range(2):
        _published(open_phase(programme=programme), 3)
    with CaptureQueriesContext(connection) as three:
        client.get("/")
    assert (len(one), len(three)) == (25, 25)
    read = {table for each in three for table in re.findall(r'"(usecases_\w+)"', each["sql"])}
    assert {name for name in read if not name.startswith("usecases_publication_")} == {
        "usecases_publication"
    }


def test_names_in_chinese(client: Client) -> None:
    programme = _programme(name_zh_hant="沙盒")
    loaded(make_phase(programme=programme, name_zh_hant="第一階段"))
    page = client.get("/", headers={"accept-language": "zh-hant"}).content.decode()
    assert (page.count("第一階段"), page.count("沙盒")) == (2, 1)
