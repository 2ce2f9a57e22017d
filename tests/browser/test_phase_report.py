"""The report on a phase in a real browser: read, written, and found faultless by axe."""

import pytest

from tests.browser.conftest import Visit
from tests.factories.phase_reports import published_report
from tests.people import officer
from usecases.models.phase_reports import PhaseReport
from usecases.workflow import phase_reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_fault_is_found_on_any_page(visit: Visit) -> None:
    published_report("# What was learned\n\n1. **Checks** work.\n\n> Quoted\n\n`code`")
    report = PhaseReport.objects.get()
    phase_reports.write(report, section="summary", text="Anew.", by=officer())
    console = f"/admin/usecases/phasereport/{report.pk}"
    reader, writer, wrong = visit(None), visit(officer()), []
    for who, path in (
        (reader, "/reports/"),
        (reader, "/reports/GS1/"),
        (writer, f"{console}/change/"),
        (writer, f"{console}/section/summary/"),
        (writer, f"{console}/edition/1/?again=1"),
    ):
        for scheme, width in (("light", 1280), ("dark", 360)):
            who.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            who.page.set_viewport_size({"width": width, "height": 900})
            status, complaints = who.open(path), list(who.complaints)
            faults = who.faults()
            who.complaints.clear()  # the auditor itself tries an inline style, and is refused
            wide = who.page.evaluate("document.documentElement.scrollWidth")
            if (status, complaints, faults, wide) != (200, [], [], width):
                wrong.append((path, status, complaints, faults, wide, width))
    assert wrong == []
