"""An import by hand: a file with errors, the same file mended, the result; and an audit by axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.exchange.import_world import IMPORTS, csv_of, past_row, world
from tests.people import officer, signatory
from usecases.models.institutions import Institution
from usecases.models.usecases import UseCase

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GOOD, FAULTY = str(IMPORTS / "good.csv"), str(IMPORTS / "every_fault_recorded.csv")


@pytest.fixture(autouse=True)
def _world(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    world()
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def hand_in(staff: Visitor, path: str, what: str = "drafts") -> None:
    staff.open("/admin/usecases/usecase/import/")
    staff.page.check(f"input[value={what}]")
    staff.page.set_input_files("input[type=file]", path)
    staff.press("Check the file")


def test_from_the_list_to_the_banks_draft(visit: Visit, tmp_path: Path) -> None:
    bank, staff = (
        visit(signatory(Institution.objects.get(short_name="Peak Bank"))),
        visit(officer()),
    )
    staff.open("/admin/usecases/usecase/")
    staff.press("Import")
    assert staff.page.inner_text("h1") == "Import use cases"
    hand_in(staff, FAULTY, "record")
    assert "31 errors: nothing can be imported" in staff.text
    hand_in(staff, GOOD)
    staff.press("Make 5 drafts")
    assert "5 drafts were made" in staff.text
    steps = staff.page.locator(".import-progress p:visible").all_inner_texts()
    assert [step.strip() for step in steps] == ["5 of 5 rows"]
    hand_in(staff, GOOD)
    assert "All 5 rows were imported before." in staff.text
    bank.open("/portal/")
    assert "Explaining a refused payment in the customer's language" in bank.text
    assert UseCase.objects.filter(stage="draft").count() == 5
    assert (staff.complaints, bank.complaints) == ([], [])


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_no_fault_is_found_by_axe(visit: Visit, tmp_path: Path, scheme: str, width: int) -> None:
    past = tmp_path / "past.csv"
    past.write_bytes(csv_of(*(past_row(title=f"Use {n}") for n in range(101))).data)
    staff = visit(officer())
    staff.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    staff.page.set_viewport_size({"width": width, "height": 900})

    def audit(place: str) -> None:
        assert (place, staff.faults()) == (place, [])
        assert staff.page.evaluate("document.documentElement.scrollWidth") == width

    staff.open("/admin/usecases/usecase/import/")
    audit("choose")
    hand_in(staff, FAULTY, "record")
    audit("errors")
    staff.press("Rows 23")
    audit("rows")
    hand_in(staff, str(past), "record")
    audit("confirm")
    staff.press("Record 101 use cases")
    audit("result")
    hand_in(staff, str(past), "record")
    audit("there")
    assert staff.complaints == []
