"""The assistant in a browser: with scripts and without, and nothing that axe objects to."""

import re

import pytest
from django.core.management import call_command

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.enquiries import make_enquiry
from tests.people import officer
from usecases.assistant import corpus
from usecases.assistant.runs import Figure, keep
from usecases.models.documents import Document
from usecases.models.enquiries import Enquiry
from usecases.vocabulary.asking import Ran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUOTED = "How are prompt injection attacks countered?"
FOREIGN = "How do I bake sourdough bread?"
_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def asks(me: Visitor, question: str) -> None:
    me.open("/ask/")
    me.fill(q=question)
    me.page.locator("main").get_by_role("button", name="Ask", exact=True).click()
    me.page.wait_for_load_state()


def test_a_question_from_the_page_to_the_draft_of_what_answers_it(visit: Visit) -> None:
    call_command("load_vocabularies", verbosity=0)
    call_command("load_public_record", verbosity=0)
    corpus.forget()
    faults = _answered(visit(None))
    _said_without_scripts(visit(None, scripts=False))
    faults |= _taken_in_hand(visit(officer()))
    assert {name: found for name, found in faults.items() if found} == {}


def _answered(me: Visitor) -> dict[str, object]:
    """An answer is copied and its source opened at the sentence."""
    asks(me, QUOTED)
    faults: dict[str, object] = {"quoted": me.faults()}
    me.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    me.page.get_by_text("Copy with citations").click()
    me.press("Copy")
    me.page.get_by_role("button", name="Copied").wait_for()
    copied = me.page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"“.+” \[1\]\n(.|\n)*\[1\] .+, version 1, http", copied)
    me.page.locator("a.cite").first.click()
    me.page.wait_for_url("**/documents/*/*/#*")
    anchor = me.page.evaluate("location.hash").split(":~:")[0]
    quoted = copied.split("“")[1].split("”")[0]
    assert quoted in me.page.locator(f"article{anchor}").inner_text()
    asks(me, "Which banks took part in both phases?")
    faults["structured"] = me.faults()
    me.page.set_viewport_size({"width": 320, "height": 800})
    asks(me, FOREIGN)
    me.page.get_by_text("Not useful").click()
    faults["refused, narrow"] = me.faults()
    assert me.page.evaluate(_WIDE) == 0
    assert me.complaints == []
    return faults


def _said_without_scripts(me: Visitor) -> None:
    asks(me, FOREIGN)
    me.press("Send this question to the sandbox team")
    assert me.page.get_by_role("status").inner_text().startswith("Sent to the sandbox team")
    asks(me, QUOTED)
    me.page.get_by_text("Not useful").click()
    me.page.get_by_label("It is out of date").check()
    me.press("Say so")
    assert me.page.get_by_role("status").inner_text().startswith("Thank you")
    assert Enquiry.objects.filter(sent_to_team=True).count() == 1
    assert Enquiry.objects.filter(useful=False, why="old").count() == 1


def _taken_in_hand(me: Visitor) -> dict[str, object]:
    make_enquiry("May a fintech apply alone, without a bank?", days_ago=1)
    keep(Ran.CALIBRATION, [Figure("shown from a score of", 0.33, of=60)], refused="Too few.")
    me.open("/admin/assistant/evaluations/")
    faults: dict[str, object] = {"evaluations": me.faults()}
    me.open("/admin/assistant/gaps/")
    faults["gaps"] = me.faults()
    me.press("May a fintech apply alone, without a bank?")
    faults["gap"] = me.faults()
    me.press("Draft guidance that answers it")
    me.page.wait_for_url("**/admin/usecases/document/*/change/")
    assert Document.objects.filter(title_en="May a fintech apply alone, without a bank?").exists()
    return faults
