"""The public page of a phase report and its paper: the same to everybody, and nothing private."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.lives import CANARY, live
from tests.factories.memory import once
from tests.factories.phase_reports import (
    proposed_report,
    published_report,
    told_case,
    told_phase,
)
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import approver
from usecases.models.publications import Publication
from usecases.vocabulary.stages import Stage
from usecases.workflow import phase_reports, publish

pytestmark = pytest.mark.django_db
PAGE, PAPER = "/reports/GS1/", "/reports/GS1/report.pdf"


def _told() -> None:
    told_phase()
    once("edition", published_report)


_world = kept(_told)


def edition() -> Publication:
    return once("edition", published_report)


def test_the_page_shows_what_was_frozen() -> None:
    page = Client().get(PAGE).content.decode()
    facts = edition().content["facts"]
    assert "<strong>One</strong> bank took part." in page
    for part in facts["parts"]:
        for row in part["rows"]:
            for name in ("reference", "title", "summary", "legal_name", "statement_en"):
                assert str(row.get(name) or "") in page
    assert edition().content["digest"] in page.replace(" ", "")


def test_every_figure_leads_to_its_public_records() -> None:
    page = Client().get(PAGE).content.decode()
    article = page.partition("<article")[2].partition("</article>")[0]
    found = re.findall(r'href="(/[^"]+)"', article)
    addresses = {each.replace("&amp;", "&") for each in found}
    assert len(addresses) == 11
    assert {Client().get(each, follow=True).status_code for each in addresses} == {200}
    cells = re.findall(r'<td class="num">([^<]*\d[^<]*)</td>', page)
    assert {each.strip() for each in cells} == {"0", "14", "15"}  # none, a gap, announced


def test_the_paper_is_handed_out_to_everybody() -> None:
    answer = Client().get(PAPER)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="GS1-report-1.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_the_list_names_it() -> None:
    phase = reverse("register:phases-one", args=[told_phase().pk])
    for path in ("/reports/", "/feed.atom", "/sitemap.xml", phase):
        assert PAGE in Client().get(path, follow=True).content.decode()


def test_what_is_not_public_is_not_there() -> None:
    assert Client().get("/reports/GS2/").status_code == 404
    phase_reports.withdraw(edition(), by=approver(), reason="A figure is wrong.")
    for path in (PAGE, PAPER):
        assert Client().get(path).status_code == 410
    assert "GS1" not in Client().get(reverse("register:reports")).content.decode()
    assert f'ref="urn:uuid:{edition().record}"' in Client().get("/feed.atom").content.decode()


def test_an_earlier_edition_stays_readable_and_says_so() -> None:
    first, path = edition(), "/reports/GS1/edition/1/"
    assert Client().get(path).headers["Location"] == PAGE
    assert "Editions" not in Client().get(PAGE).content.decode()
    second = published_report("Two banks took part.")
    page, old = (Client().get(each).content.decode() for each in (PAGE, path))
    assert second.content["digest"] in page.replace(" ", "")
    assert "superseded" not in page.partition("Editions")[0]
    assert path in page
    assert "Edition 1 was superseded on" in old
    assert first.content["digest"] in old.replace(" ", "")
    answer = Client().get(f"{path}report.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="GS1-report-1.pdf"'
    assert path not in Client().get("/sitemap.xml").content.decode()
    for unknown in ("/reports/GS1/edition/3/", "/reports/GS2/edition/1/"):
        assert Client().get(unknown).status_code == 404
    proposed_report("Not yet.")
    assert Client().get("/reports/GS1/edition/3/").status_code == 404
    phase_reports.withdraw(second, by=approver(), reason="Both are wrong.")
    assert [Client().get(each).status_code for each in (PAGE, path)] == [410, 410]


def test_an_earlier_edition_that_tells_of_what_was_withdrawn_is_not_handed_out() -> None:
    edition()
    shown = Publication.objects.get(record=told_case().pk)
    publish.withdraw(shown, by=approver(), reason="Its bank asked.")
    published_report("Without it.")
    for path in ("/reports/GS1/edition/1/", "/reports/GS1/edition/1/report.pdf"):
        answer = Client().get(path)
        assert (answer.status_code, told_case().public_title in answer.content.decode()) == (
            410,
            False,
        )


def test_a_proposal_is_not_shown() -> None:
    proposed_report("Not yet.")
    page = Client().get(PAGE).content.decode()
    assert "Not yet." not in page
    assert "<strong>One</strong>" in page


def test_it_asks_the_database_twice() -> None:
    Client().get(PAGE)
    for _more in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(PAGE).status_code == 200
        assert len(captured) == 2  # the edition in force, and which others there are
        use_case_at(Stage.ACCEPTED, phase=told_phase())


def test_no_canary_is_told() -> None:
    live()
    phase_reports.withdraw(edition(), by=approver(), reason="Anew.")
    fresh = published_report("Anew.")
    assert CANARY not in str(fresh.content)
    assert CANARY not in Client().get(PAGE).content.decode()
    assert CANARY.encode() not in Client().get(PAPER).content
