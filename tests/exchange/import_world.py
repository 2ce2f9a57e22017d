"""The part of the invented programme that the files under `fixtures/imports` speak of."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import authority, closed_phase, make_programme, open_phase
from tests.factories.usecases import recorded_case
from tests.factories.words import make_category, make_term
from usecases.exchange.sheet_lines import SheetFile
from usecases.exchange.use_cases import Checked, check, write
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import TermKind
from usecases.workflow.people import system

IMPORTS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "imports"
BANKS = ("Harbour Bank", "Peak Bank", "Nine Bridges Bank", "Kestrel Digital Bank")
PARTNERS = (
    *("Inkstone Models", "Kelp Forest Cloud", "Signal Junction Telecom"),
    *("Looking Glass Safety", "Driftwood Cloud"),
)
CATEGORIES = {
    "risk-management": ("Risk management", "風險管理"),
    "fraud-prevention": ("Fraud prevention", "防範詐騙"),
    "customer-experience": ("Customer experience", "客戶體驗"),
}

Row = dict[str, Any]


def world() -> None:
    """Make the phases, banks, partners and words, and one use case that is published."""
    harbour = make_programme("HAR", invented=True)
    closed_phase("HAR1", programme=harbour)
    open_phase("HAR3", programme=harbour)
    for name in BANKS:
        make_institution(name, authority=authority())
    make_institution("Lantern Hill Bank", name_zh_hant="燈山銀行有限公司", authority=authority())
    for name in PARTNERS:
        make_partner(name)
    for code, (label, chinese) in CATEGORIES.items():
        make_category(code, label_en=label, label_zh_hant=chinese)
    make_term(TermKind.REASON, "not-innovative")
    citic = make_institution("CNCBI", legal_name="China CITIC Bank International Limited")
    phase = closed_phase("GS1")
    recorded_case(institution=citic, phase=phase, title="AI Approver Assistant")


def fixture(name: str, *, record: bool = False) -> SheetFile:
    """Return one of the project's own files."""
    return SheetFile(name, (IMPORTS / name).read_bytes(), record)


def draft_row(**cells: Any) -> Row:
    """Return a row that becomes a draft."""
    return {"phase": "HAR3", "institution": "Harbour Bank", "title": "A use", **cells}


def past_row(**cells: Any) -> Row:
    """Return a row that is recorded after the fact."""
    told = {"source": "A file", "source_kind": "primary", "category": "fraud-prevention"}
    reached = {"stage": "accepted", "accepted": "2025-05-31"}
    return {"phase": "HAR1", "institution": "Harbour Bank", "title": "A use", **told, **reached,
            **cells}  # fmt: skip


def csv_of(*rows: Row, record: bool = False, delimiter: str = ",", bom: bool = False) -> SheetFile:
    """Return rows as a CSV file."""
    text = StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return SheetFile("rows.csv", text.getvalue().encode("utf-8-sig" if bom else "utf-8"), record)


def xlsx_of(*rows: Row, record: bool = False) -> SheetFile:
    """Return rows as a workbook whose second sheet is nobody's business."""
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(names)
    for row in rows:
        sheet.append([row.get(name) for name in names])
    book.create_sheet("Notes").append(["=1+1"])
    book.save(file)
    return SheetFile("rows.xlsx", file.getvalue(), record)


def faults(file: SheetFile, by: Person | None = None) -> list[tuple[int, str, str]]:
    """Return row, column and code of everything that is wrong with a file."""
    checked = check(file, by=by or system())
    return [(each.row, each.column, each.code) for each in checked.faults]


def checked(file: SheetFile, by: Person | None = None) -> Checked:
    """Return what a file asks for."""
    return check(file, by=by or system())


def written(file: SheetFile, by: Person | None = None) -> list[UseCase]:
    """Import a file and return its use cases as they stand."""
    keys = [each.case.pk for each in write(file, by=by or system())]
    found = UseCase.objects.in_bulk(keys)
    return [found[key] for key in keys]
