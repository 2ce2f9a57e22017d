"""Every page of the portal, by every way into a bank's whole life, as axe sees it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.access.lives import LISTS, OF_CASES, OF_OTHERS, address, ids_of, keys_alone, live
from tests.admin.world import account
from tests.browser.conftest import Visit
from usecases.portal.tabs import TABS
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAGES = (Stage.DRAFT, Stage.CLARIFYING, Stage.TRIALLING, Stage.COMPLETED)


def addresses() -> Iterator[str]:
    """Yield the address of every page of the portal in the first bank's life."""
    for route in LISTS:
        yield address(route, {})
    for route in OF_CASES:
        for ids in ids_of(route, *STAGES):
            yield address(route, ids)
    for route in OF_OTHERS:
        for key in keys_alone():
            yield route.address(key)
    for case in live().values():
        for tab in TABS:
            yield reverse("portal:use-case", args=[case.pk]) + f"?tab={tab.name}"


def shown() -> list[str]:
    """Return those that show a page to a signatory of that bank."""
    client = Client()
    client.force_login(account(people.signatory()))
    found = []
    for path in dict.fromkeys(addresses()):
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found.append(path)
        answer.close()
    return found


def test_no_fault_is_found_on_any_page(visit: Visit) -> None:
    live()
    bank = visit(people.signatory())
    pages, wrong = shown(), []
    assert len(pages) > 50
    for path in pages:
        for scheme, width in (("light", 1280), ("dark", 320)):
            bank.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            bank.page.set_viewport_size({"width": width, "height": 900})
            status, faults = bank.open(path), bank.faults()
            wide = bank.page.evaluate("document.documentElement.scrollWidth")
            if (status, faults, wide) != (200, [], width):
                wrong.append((path, status, faults, wide, width))
    assert wrong == []
