"""A signatory names sections to a partner; its person writes them and sees nothing else."""

import pytest

from tests.browser.conftest import Visit
from tests.factories.parties import cloud, contributor
from tests.factories.usecases import use_case_at
from tests.people import editor, signatory
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_partner_writes_its_sections_and_sees_nothing_else(visit: Visit) -> None:
    case = use_case_at(Stage.DRAFT, title="Canary of the draft")
    bank = visit(signatory())
    editor()
    bank.open(f"/portal/use-cases/{case.pk}/people/")
    bank.page.fill("input[name=partner-name]", cloud().name)
    bank.page.get_by_label("AI and data").last.check()
    bank.press("Add the technology partner")
    assert "Cloud Co is named." in bank.text
    assert bank.faults() == []
    bank.open("/portal/colleagues/")
    assert bank.faults() == []

    partner = visit(contributor())
    partner.open("/portal/")
    assert "Your sections" in partner.text
    assert "Canary" not in partner.text
    assert partner.faults() == []
    partner.press("AI and data")
    partner.fill(role_of_ai="It ranks alerts.")
    assert partner.faults() == []
    partner.press("Save")
    assert "is saved" in partner.text
    assert partner.open(f"/portal/use-cases/{case.pk}/") == 404
    assert UseCase.objects.get().role_of_ai == "It ranks alerts."
    partner.page.set_viewport_size({"width": 320, "height": 800})
    partner.open("/portal/contributions/")
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert (partner.page.evaluate(wide), partner.faults()) == (False, [])
    assert (bank.complaints, partner.complaints) == ([], [])
