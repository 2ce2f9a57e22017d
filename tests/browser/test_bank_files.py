"""A bank answers the phase's own questions and drops files; the pages around it seen by axe."""

from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.factories.phases import open_phase, programme
from tests.factories.publications import loaded
from tests.factories.questions import every_kind, make_question
from tests.factories.usecases import empty_draft, use_case_at
from tests.files.build import pdf
from tests.files.hostile import INFECTED
from tests.people import editor, officer
from usecases.rules.asked import asked_one
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_DROP = """([form, name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: "application/pdf"}));
  form.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def test_answers_files_and_the_pages_around_them(visit: Visit) -> None:
    phase = open_phase("GS7", eligibility="Licensed banks.")
    loaded(programme())
    loaded(phase)
    every_kind(phase)
    use_case = empty_draft(phase=phase)
    root = f"/portal/use-cases/{use_case.pk}/sections"
    bank = visit(editor())
    bank.open(f"{root}/phase/")
    bank.page.fill("[name=question-q-number]", "12")
    bank.page.check("[name=question-q-one][value=own]")
    bank.press("Save and continue")
    bank.page.wait_for_url("**/files/")
    form = bank.page.locator("form[data-upload]")
    bank.page.evaluate(_DROP, [form.element_handle(), "plan.pdf", pdf().decode()])
    bank.page.get_by_role("link", name="plan.pdf").wait_for()
    name, body = INFECTED
    bad: list[Any] = [
        {"name": name, "mimeType": "text/plain", "buffer": body},
        {"name": "run.exe", "mimeType": "text/plain", "buffer": b"MZ"},
    ]
    bank.page.set_input_files("input[type=file]", bad)
    bank.press("Add")
    bank.page.get_by_text("“run.exe” was not added.").wait_for()
    assert "“notes.txt” was not added. The scanner refused it." in bank.text
    asked = asked_one(use_case)
    assert ([each.name for each in asked.files], asked.values["q-number"]) == (["plan.pdf"], "12")
    assert bank.complaints == []

    use_case_at(Stage.DRAFT, phase=phase)
    make_question("more", phase=phase, required=False)
    staff = visit(officer())
    console = f"/admin/phases/{phase.pk}/form/"
    pages = [(bank, f"{root}/phase/"), (bank, f"{root}/files/"), (bank, "/apply/GS7/")]
    pages += [(bank, "/apply/"), (staff, console), (staff, f"{console}add/")]
    pages += [(staff, f"{console}preview/")]
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    looks: list[tuple[Any, int]] = [("light", 1280), ("dark", 320)]
    for scheme, width in looks:
        for visitor, path in pages:
            visitor.page.emulate_media(color_scheme=scheme)
            visitor.page.set_viewport_size({"width": width, "height": 900})
            assert (path, visitor.open(path)) == (path, 200)
            assert (path, visitor.faults()) == (path, [])
            assert (path, visitor.page.evaluate(wide)) == (path, False)
