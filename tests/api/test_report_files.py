"""The same rows as CSV and as a workbook, harmless in a spreadsheet."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from tests.api.clients import address, client, told
from tests.factories.phases import open_phase
from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.reporting.catalogue import REPORTS
from usecases.text.cells import original

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _json(name: str) -> tuple[list[str], list[list[Any]]]:
    body = client(officer()).get(address("reports", name)).json()
    names = [column["name"] for column in body["columns"]]
    return names, [[row[each] for each in names] for row in body["rows"]]


@pytest.mark.parametrize("name", list(REPORTS))
def test_csv(name: str) -> None:
    use_case_at("completed")
    names, rows = _json(name)
    answer = client(officer()).get(address("reports", name), {"format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    read = list(csv.reader(io.StringIO(answer.content.decode())))
    assert read[0] == names
    numbers = [[_number(_text(value)) for value in row] for row in rows]
    assert [[_number(value) for value in row] for row in read[1:]] == numbers


def _text(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", list(REPORTS))
def test_workbook(name: str) -> None:
    use_case_at("completed")
    names, rows = _json(name)
    answer = client(officer()).get(address("reports", name), {"format": "xlsx"})
    assert answer["Content-Type"] == XLSX
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [name, "columns"]
    read = [[cell.value for cell in row] for row in book[name]]
    assert read[0] == names
    numbers = [[_number(value) for value in row] for row in rows]
    assert [[_number(value) for value in row] for row in read[1:]] == numbers


def _number(value: Any) -> Any:
    """Shares are texts in JSON, and numbers in a workbook."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def test_by_the_header() -> None:
    program, asked = client(officer()), address("reports", "phases")
    assert program.get(asked, HTTP_ACCEPT="text/csv")["Content-Type"] == "text/csv; charset=utf-8"
    assert program.get(asked, HTTP_ACCEPT=XLSX)["Content-Type"] == XLSX
    assert told(program.get(asked, HTTP_ACCEPT="text/html"))[:2] == (406, "not-acceptable")
    both = program.get(asked, {"format": "json"}, HTTP_ACCEPT="text/csv")
    assert both["Content-Type"] == "application/json"


def test_a_form_that_is_none() -> None:
    answer = client(officer()).get(address("reports", "phases"), {"format": "pdf"})
    assert told(answer) == (400, "unknown", {"format": ["Give json, csv or xlsx."]})


def test_an_error_is_a_problem_in_any_form() -> None:
    answer = client(officer()).get(address("reports", "phases"), {"format": "csv", "nope": "1"})
    assert told(answer)[:2] == (400, "unknown")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_cell_that_a_spreadsheet_would_run(form: str) -> None:
    evil = '=HYPERLINK("http://evil.example","GS")'
    open_phase("E1", name_en=evil)
    answer = client(officer()).get(address("reports", "phases"), {"format": form})
    if form == "csv":
        cell = next(csv.DictReader(io.StringIO(answer.content.decode())))["name"]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["phases"]
        cell = sheet["C2"].value
        assert sheet["C2"].data_type == "s"
    assert (cell, original(cell)) == (f"'{evil}", evil)
