"""A file goes in by the form and comes out as it was; the pages around it looked at by axe."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.factories.usecases import use_case_at
from tests.files.build import OLE, pdf, upload
from tests.files.hostile import INFECTED
from tests.people import auditor, officer, viewer
from usecases.models.casefile import Attachment
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.attach import attach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def case_page(case: UseCase, tab: str) -> str:
    return f"/admin/usecases/usecase/{case.pk}/change/?tab={tab}"


def test_in_and_out(visit: Visit) -> None:
    case, staff = use_case_at(Stage.SCREENING), visit(officer())
    staff.open(case_page(case, "files"))
    chosen: Any = {"name": "來信.docx", "mimeType": "text/html", "buffer": OLE}
    staff.page.set_input_files("input[type=file]", chosen)
    staff.press("Add the file")
    assert "protected by a password" in staff.text
    chosen = {"name": "來信.pdf", "mimeType": "text/html", "buffer": pdf()}
    staff.page.set_input_files("input[type=file]", chosen)
    staff.page.get_by_role("button", name="Add a file", exact=True).click()
    staff.page.wait_for_url("**tab=files")
    with staff.page.expect_download() as waiting:
        staff.page.get_by_role("link", name="來信.pdf").click()
    assert waiting.value.suggested_filename == "來信.pdf"
    assert Path(waiting.value.path()).read_bytes() == pdf()
    assert staff.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_no_fault_is_found_by_axe(visit: Visit, scheme: Any, width: int) -> None:
    case, by = use_case_at(Stage.SCREENING), officer()
    attach(case, upload("letter.pdf", pdf()), kind="letter", by=by, description="Its letter")
    attach(case, upload(*INFECTED), kind="other", by=by)
    refused = Attachment.objects.get(scan_state="refused")
    console = f"/admin/usecases/usecase/{case.pk}/files/{refused.pk}/"
    portal = f"/portal/use-cases/{case.pk}/"
    pages = [
        (by, case_page(case, "files"), 200),
        (by, f"/admin/usecases/usecase/{case.pk}/act/attach/", 200),
        (by, console, 409),
        (auditor(), case_page(case, "history"), 200),
        (auditor(), "/admin/usecases/viewing/", 200),
        (viewer(), portal, 200),
        (viewer(), f"{portal}files/{refused.pk}/", 409),
    ]
    visitors = {id(person): visit(person) for person in (by, auditor(), viewer())}
    for person, path, status in pages:
        visitor = visitors[id(person)]
        visitor.page.emulate_media(color_scheme=scheme)
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert (path, visitor.open(path)) == (path, status)
        assert (path, visitor.faults()) == (path, [])
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert (path, visitor.page.evaluate(wide)) == (path, False)
