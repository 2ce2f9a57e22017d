"""Tables of what is not public in a report: as two people published them, and no other way."""

from copy import deepcopy
from typing import Any

import pytest

from tests.factories.frozen import proposed_table, public_table
from tests.factories.institutions import make_institution
from tests.factories.phase_reports import proposed_report, told_phase
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import approver
from usecases.exchange.phase_report_document import document_of
from usecases.models.publications import Publication
from usecases.reporting.phase_report_again import made_again
from usecases.text.digest import digest
from usecases.vocabulary.stages import Stage
from usecases.workflow import phase_reports
from usecases.workflow.phase_report_fit import unfit

pytestmark = pytest.mark.django_db


def _applied() -> None:
    """Five banks came as far as assessment, one of them was declined."""
    for stage in (*[Stage.ASSESSING] * 4, Stage.DECLINED):
        use_case_at(stage, phase=told_phase(), institution=make_institution())
    public_table()


_world = kept(_applied)


def part(content: dict[str, Any]) -> dict[str, Any]:
    parts: list[dict[str, Any]] = content["facts"]["parts"]
    return next(each for each in parts if each["name"] == "funnel")


def test_the_published_table_stands_with_its_withheld_cells() -> None:
    found = part(proposed_report().content)
    (row,), (withheld,) = found["rows"], found["withheld"]
    assert found["basis"] == "frozen"
    assert row["submitted"] == 6
    assert "decided_declined" in withheld
    assert [row[name] for name in withheld] == [None] * len(withheld)
    assert "records" not in found


def test_a_proposed_table_is_not_shown() -> None:
    edition = proposed_report()
    phase_reports.confirm(edition, by=approver())
    proposed_table()
    assert part(proposed_report("Anew.").content)["table"] == part(edition.content)["table"]
    assert Publication.objects.filter(kind="frozen-table").count() == 2


def test_withheld_cells_say_so_and_lead_nowhere() -> None:
    document = document_of(proposed_report().content)
    cells = [
        cell
        for section in document.sections
        for block in section.blocks
        for row in getattr(block, "rows", ())
        for cell in row
        if cell.withheld
    ]
    assert {(cell.text, cell.url) for cell in cells} == {("withheld", "")}


def test_it_is_made_again_with_the_same_digest() -> None:
    content = proposed_report().content
    use_case_at(Stage.ACCEPTED, phase=told_phase(), institution=make_institution())
    assert made_again(content).same


@pytest.mark.parametrize("cell", ["withheld", "told"])
def test_a_cell_that_is_not_the_published_one_is_refused(cell: str) -> None:
    content = deepcopy(proposed_report().content)
    found = part(content)
    name = found["withheld"][0][0] if cell == "withheld" else "submitted"
    found["rows"][0][name] = 1
    if cell == "withheld":
        found["withheld"][0].remove(name)
    content["digest"] = digest(content["facts"])
    assert [fault.code for fault in unfit(content)] == ["withheld"]
