"""Pages of single records: at an address that lasts, with their source, or their tombstone."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.documents import make_document
from tests.factories.events import make_event, make_follow_on
from tests.factories.public_record import public_record
from tests.factories.publications import loaded, published
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import approver
from usecases.models.publications import Publication
from usecases.register.titles import NAMES, address_of
from usecases.vocabulary.events import ItemKind
from usecases.workflow import publish

pytestmark = pytest.mark.django_db


_world = kept(public_record)


def _row(kind: str, **narrowed: object) -> Publication:
    found = Publication.objects.filter(kind=kind, **narrowed).first()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", NAMES)
def test_every_page_of_a_kind_opens_with_its_source(kind: str) -> None:
    for row in Publication.objects.filter(kind=kind):
        page = Client().get(address_of(kind, row.content))
        assert page.status_code == 200
        assert b'class="provenance"' in page.content


@pytest.mark.parametrize("kind", NAMES)
def test_a_page_reads_publications_only_and_a_fixed_number_of_them(kind: str) -> None:
    row = Publication.objects.filter(kind=kind).order_by("sort", "id").first()
    assert row is not None
    with CaptureQueriesContext(connection) as asked:
        Client().get(address_of(kind, row.content))
    read = {table for each in asked for table in re.findall(r'"(usecases_\w+)"', each["sql"])}
    assert {name for name in read if not name.startswith("usecases_publication_")} == {
        "usecases_publication"
    }
    assert len(asked) <= {"phase": 40}.get(kind, 8)


def test_an_address_is_known_by_its_id_whatever_stands_after_it() -> None:
    row = _row("event", content__name_en="GenA.I. Symposium")
    right = address_of("event", row.content)
    assert right == f"/events/{row.record}/genai-symposium/"
    for asked in (f"/events/{row.record}/", f"/events/{row.record}/another-name/"):
        answer = Client().get(asked)
        assert (answer.status_code, answer["Location"]) == (301, right)
    assert Client().get(f"/documents/{row.record}/").status_code == 404


def test_what_was_withdrawn_says_so_and_nothing_else() -> None:
    document = make_document(title_en="Regretted")
    address = f"/documents/{document.pk}/"
    assert Client().get(address).status_code == 404
    row = published(document)
    assert Client().get(address, follow=True).status_code == 200
    publish.withdraw(row, by=approver(), reason="Wrong.")
    gone = Client().get(address)
    assert (gone.status_code, b"This has been withdrawn" in gone.content) == (410, True)
    feed = Client().get("/feed.atom").content.decode()
    assert f'<at:deleted-entry ref="urn:uuid:{document.pk}"' in feed
    for page in (gone.content.decode(), feed, Client().get("/sitemap.xml").content.decode()):
        assert "Regretted" not in page
    again = published(document)
    assert Client().get(address, follow=True).status_code == 200
    assert again.version == 2


def test_a_lineage_leads_from_the_use_case_to_what_followed() -> None:
    case, finding = recorded_case(), _row("finding")
    loaded(case)
    from_both = make_follow_on(name_en="Project Next", use_cases=[case])
    loaded(from_both)
    page = Client().get(f"/follow-ons/{from_both.pk}/", follow=True).content.decode()
    assert f"/use-cases/{case.pk}/" in page
    assert "Project Next" in Client().get(f"/use-cases/{case.pk}/", follow=True).content.decode()
    assert str(finding.record) not in page


def test_an_event_tells_its_sessions_and_never_who_came() -> None:
    case = recorded_case()
    loaded(case)
    event = make_event(
        {"kind": ItemKind.TALK, "title_en": "Opening words"},
        {"kind": ItemKind.EXHIBIT, "use_case": case},
        {"kind": ItemKind.CAME, "title_en": "Came in secret", "institution": case.institution},
    )
    loaded(event)
    page = Client().get(f"/events/{event.pk}/", follow=True).content.decode()
    assert ("Opening words" in page, "Came in secret" in page) == (True, False)
    assert f"/use-cases/{case.pk}/" in page
    calendar = Client().get(f"/events/{event.pk}/event.ics")
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART:20200201T020000Z" in calendar.content


def test_the_feed_the_map_and_the_rules_for_robots() -> None:
    feed, chart = (Client().get(each).content.decode() for each in ("/feed.atom", "/sitemap.xml"))
    ids = re.findall(r"<id>urn:uuid:([0-9a-f-]+)</id>", feed)
    assert len(ids) == 60
    assert {UUID(each) for each in ids} <= set(Publication.objects.values_list("record", flat=True))
    pages = Publication.objects.filter(kind__in=NAMES).count()
    assert chart.count("<loc>") == pages + 11
    assert b"Sitemap: http://testserver/sitemap.xml" in Client().get("/robots.txt").content


def test_the_figures_are_drawn_with_a_table_behind_each() -> None:
    page = Client().get("/figures/").content.decode()
    assert page.count('<figure class="chart"') == page.count("The figures as a table") == 4
