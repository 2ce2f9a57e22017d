"""Rows as CSV and as a workbook: dated, numbered, harmless, and one by one."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryFile

import openpyxl
from django.utils import timezone

from usecases.exchange.writing import BOM, Row, Sheet, csv_lines, write_workbook
from usecases.text.cells import original

EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", '=HYPERLINK("http://evil.example")')
NOON = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)


def written(head: list[str], rows: list[Row]) -> list[list[object]]:
    file = io.BytesIO()
    write_workbook(file, [Sheet("List", head, rows, styled=True)])
    sheet = openpyxl.load_workbook(file)["List"]
    return [[cell.value for cell in row] for row in sheet]


def read(head: list[str], rows: list[Row]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(csv_lines(head, rows)))))


def test_csv_holds_iso_days_and_plain_numbers() -> None:
    with timezone.override("Asia/Hong_Kong"):
        found = read(["a"] * 6, [[NOON, date(2026, 3, 1), 7, Decimal("2.50"), None, "風險, x\ny"]])
    assert found[1] == ["2026-03-01T12:30:00+08:00", "2026-03-01", "7", "2.5", "", "風險, x\ny"]


def test_a_workbook_holds_true_dates_and_numbers() -> None:
    with timezone.override("Asia/Hong_Kong"):
        row: Row = [NOON, date(2026, 3, 1), 7, Decimal("2.50"), None, "", "風險", True]
        found = written(["a"] * 8, [row])
    day = datetime(2026, 3, 1)  # noqa: DTZ001 - a workbook knows no zones
    assert found[1] == [day.replace(hour=12, minute=30), day, 7, 2.5, None, None, "風險", True]


def test_a_day_before_workbooks_begin_is_a_text() -> None:
    assert written(["a"], [[date(1865, 3, 3)]])[1] == ["1865-03-03"]


def test_what_a_spreadsheet_would_run_comes_back_unchanged() -> None:
    head = list(EVIL)
    for rows in (read(head, [EVIL]), written(head, [EVIL])):
        assert [original(str(cell)) for cell in rows[0]] == head
        assert [original(str(cell)) for cell in rows[1]] == head
        assert all(str(cell).startswith("'") for row in rows for cell in row)


def test_the_mark_by_which_excel_knows_its_letters() -> None:
    lines = "".join(csv_lines(["名"], [], bom=True))
    assert lines == f"{BOM}名\r\n"
    assert lines.encode("utf-8")[:3] == b"\xef\xbb\xbf"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (cell,) = written(["a"], [["x" * 40_000]])[1]
    assert (len(str(cell)), str(cell)[-2:]) == (32_767, "x…")


def many(number: int) -> Iterator[Row]:
    for each in range(number):
        yield [f"GS1-{each}", "風險管理 " * 20, each, NOON]


def test_a_hundred_thousand_rows_do_not_fill_the_memory() -> None:
    tracemalloc.start()
    length = sum(len(part) for part in csv_lines(["a"] * 4, many(100_000)))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length > 10_000_000
    assert most < 2_000_000


def test_a_large_workbook_does_not_fill_the_memory() -> None:
    tracemalloc.start()
    with TemporaryFile() as file:
        write_workbook(file, [Sheet("List", ["a"] * 4, many(3_000))])
        _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3_000_000
