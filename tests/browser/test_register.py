"""The register in a browser: light, from one host, and without a violation of accessibility."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Response

from tests.browser.conftest import Visit
from usecases.models.publications import Publication
from usecases.register.titles import NAMES, address_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIGHT = 60_000
LISTS = ("/use-cases/?phase=GS2", "/findings/", "/figures/", "/other-cohorts/", "/search/?q=fraud")


def test_the_first_page_is_light_and_every_page_is_open_to_all(visit: Visit) -> None:
    call_command("load_vocabularies", verbosity=0)
    call_command("load_public_record", verbosity=0)
    me = visit(None)
    came: list[Response] = []

    def heard(answer: Response) -> None:
        came.append(answer)

    me.page.on("response", heard)
    assert me.open("/") == 200
    me.page.wait_for_load_state("networkidle")
    weights = {
        each.url: len(each.body())
        for each in came
        if each.request.resource_type in ("document", "stylesheet", "script")
    }
    assert sum(weights.values()) < LIGHT, weights
    faults = {"/": me.faults()}
    for kind in NAMES:
        row = Publication.objects.filter(kind=kind).order_by("-sort").first()
        assert row is not None
        me.open(address_of(kind, row.content))
        faults[kind] = me.faults()
    for address in LISTS:
        me.open(address)
        faults[address] = me.faults()
    me.page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/", "/institutions/"):
        me.open(address)
        faults[f"{address} narrow"] = me.faults()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert me.page.evaluate(wide) == 0
    assert {name: found for name, found in faults.items() if found} == {}
    assert {each.url.split("/")[2] for each in came} == {me.root.split("/")[2]}
    assert me.complaints == []
