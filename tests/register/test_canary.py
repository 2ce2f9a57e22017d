"""A canary in every private field stands on no public page, file, feed or search result."""

import re

import pytest
from django.test import Client

from tests.access.routes import routes
from tests.keeping import kept
from tests.register.canaries import CANARY, PRIVATE, fill, texts_of
from usecases.models.publications import Publication
from usecases.register.titles import LISTS, NAMES, address_of

pytestmark = pytest.mark.django_db

_world = kept(fill)


def test_there_is_something_to_leak() -> None:
    holding = [m.__name__ for m in PRIVATE if any(
        m._base_manager.filter(**{name: CANARY}).exists() for name in texts_of(m)
    )]  # fmt: skip
    assert {"Registration", "Incident", "Note", "Result", "Outcome"} <= set(holding)
    assert set(NAMES) - {"technology-partner"} == set(
        Publication.objects.filter(kind__in=NAMES).values_list("kind", flat=True)
    )


def test_no_public_page_feed_file_or_search_holds_it() -> None:
    """Every route of the register, followed with every record that is public."""
    addresses = {
        route.address()
        for route in routes()
        if route.name.startswith("register:") and not route.key
    }
    addresses |= {f"/search/?q={CANARY}", f"/use-cases/?q={CANARY}", "/search/?q=shown"}
    rows = Publication.objects.filter(kind__in=NAMES)
    for row in rows:
        addresses.add(address_of(row.kind, row.content))
        addresses |= {f"/{name}/{row.record}/" for name in LISTS}
    addresses |= {f"/events/{row.record}/event.ics" for row in rows.filter(kind="event")}
    addresses |= {f"/documents/{row.record}/file" for row in rows.filter(kind="document")}
    held, seen = [], set()
    for address in sorted(addresses):
        answer = Client().get(address)
        seen.add(answer.status_code)
        body = re.sub(rf"q={CANARY}|value=\"{CANARY}\"", "", answer.content.decode())
        body = body.replace(f"Search: {CANARY}", "").replace(f"{CANARY} – ", "")
        held += [address] if CANARY in body else []
    assert held == []
    assert seen <= {200, 301, 404}
