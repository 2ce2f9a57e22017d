"""Files of every make: what is read, and the hostile ones, of which none gets through."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from tests.exchange.import_world import Row, csv_of, draft_row, past_row, xlsx_of
from usecases.exchange.sheet_columns import header_of
from usecases.exchange.sheet_faults import WrongSheet
from usecases.exchange.sheet_lines import MOST_BYTES, MOST_ROWS, SheetFile
from usecases.exchange.sheet_reading import SheetRow, read_sheet
from usecases.exchange.use_cases_columns import COLUMNS
from usecases.text.cells import harmless

HEAD = b"phase,institution,title\n"
ROW = b"HAR3,Harbour Bank,A use\n"


def read(file: SheetFile) -> list[SheetRow]:
    return read_sheet(file.name, file.data, header_of(COLUMNS, record=file.record))


def refused(name: str, data: bytes, *, record: bool = False) -> list[tuple[int, str, str]]:
    with pytest.raises(WrongSheet) as caught:
        read_sheet(name, data, header_of(COLUMNS, record=record))
    return [(each.row, each.column, each.code) for each in caught.value.faults]


def cells(file: SheetFile) -> list[Row]:
    return [dict(row.cells) for row in read(file)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [False, True])
def test_delimiters_and_byte_order_marks(delimiter: str, bom: bool) -> None:
    row = draft_row(title="One; two, three\tand\nfour 中文", summary="")
    file = csv_of(row, delimiter=delimiter, bom=bom)
    assert cells(file) == [row]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    data = b'phase,institution,title\r\n,"",\r\n\r\nHAR3,"Harbour\nBank",A\r\nHAR3,B,C\r\n'
    assert [row.number for row in read(SheetFile("a.csv", data))] == [4, 5]
    book = xlsx_of({**dict.fromkeys(draft_row(), "")}, draft_row(), {}, draft_row())
    assert [row.number for row in read(book)] == [3, 5]


def test_names_of_columns_are_taken_in_any_case_and_order() -> None:
    data = b" Title ,PHASE,institution,,\nA use,HAR3,Harbour Bank,,\n"
    assert cells(SheetFile("a.csv", data)) == [draft_row()]


def test_what_an_export_made_harmless_comes_back_unchanged() -> None:
    texts = ["=1+1", "+852", "-5", "@home", "'quoted", "'=1", "plain", "it's"]
    rows = [draft_row(title=harmless(text)) for text in texts]
    for file in (csv_of(*rows), xlsx_of(*rows)):
        assert [row["title"] for row in cells(file)] == texts


def test_cells_of_a_workbook_read_as_if_they_were_typed() -> None:
    row = past_row(
        accepted=date(2025, 5, 31),
        trialling=datetime(2025, 7, 1, 9, 30),  # noqa: DTZ001 - a workbook knows no zone
        submitted=2024,
        compute_asked=120.5,
        model_size=7.0,
        customer_facing=True,
        data_public=False,
    )
    (read_row,) = cells(xlsx_of(row, record=True))
    names = ["accepted", "trialling", "submitted", "compute_asked", "model_size"]
    assert [read_row[name] for name in names] == ["2025-05-31", "2025-07-01", "2024", "120.5", "7"]
    assert [read_row[name] for name in ("customer_facing", "data_public")] == ["yes", "no"]


def test_formulas_and_errors_are_no_values() -> None:
    rows = [draft_row(title="=CONCAT(1,2)", summary="#N/A"), draft_row(title="Plain")]
    found = read(xlsx_of(*rows))
    assert [(each.row, each.column, each.code) for row in found for each in row.faults] == [
        (2, "title", "formula"),
        (2, "summary", "error-value"),
    ]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        pytest.param(b"", [(0, "", "empty")], id="nothing"),
        pytest.param(HEAD, [(0, "", "empty")], id="no-row"),
        pytest.param(b"phase,title\nA,B\n", [(1, "institution", "missing-column")], id="missing"),
        pytest.param(
            b"phase,institution,title,colour,title,,x\n",
            [
                (1, "colour", "unknown-column"),
                (1, "title", "repeated-column"),
                (1, "", "unnamed-column"),
                (1, "x", "unknown-column"),
            ],
            id="unknown-and-twice",
        ),
        pytest.param(
            HEAD.strip() + b",stage,source\n",
            [(1, "stage", "recorded-column"), (1, "source", "recorded-column")],
            id="of-what-is-recorded",
        ),
        pytest.param(HEAD + b'HAR3,"B,C\n', [(2, "", "unreadable")], id="open-quote"),
        pytest.param(HEAD + b"\xff\xfe\x00,B,C\n", [(0, "", "not-csv")], id="bytes"),
        pytest.param(HEAD + b"HAR3,B,\x00\n", [(0, "", "not-csv")], id="nul"),
        pytest.param(HEAD + "HAR3,B,渣打".encode("big5"), [(0, "", "encoding")], id="big5"),
        pytest.param((HEAD + ROW).decode().encode("utf-16"), [(0, "", "encoding")], id="utf-16"),
        pytest.param(b"PK\x03\x04rest", [(0, "", "not-csv")], id="workbook"),
        pytest.param(b"%PDF-1.7", [(0, "", "not-csv")], id="pdf"),
        pytest.param(b"x" * (MOST_BYTES + 1), [(0, "", "too-large")], id="too-large"),
        pytest.param(
            HEAD + b'HAR3,B,"' + b"y" * (MOST_BYTES - 100) + b'"\n',
            [(2, "", "too-long")],
            id="one-cell-of-ten-megabytes",
        ),
        pytest.param(b"a," * 10_000 + b"b\n", [(1, "", "too-many-columns")], id="columns"),
        pytest.param(
            HEAD + ROW + b"x," * 10_000, [(1, "", "too-many-columns")], id="columns-below"
        ),
        pytest.param(HEAD + ROW * (MOST_ROWS + 1), [(0, "", "too-many-rows")], id="too-many-rows"),
    ],
)
def test_texts_that_are_refused(data: bytes, faults: list[tuple[int, str, str]]) -> None:
    assert refused("a.csv", data) == faults


def test_as_many_rows_as_may_be() -> None:
    assert len(read(SheetFile("a.csv", HEAD + ROW * MOST_ROWS))) == MOST_ROWS


@pytest.mark.parametrize("name", ["a.xls", "a.csv.exe", "csv", "a.xlsm", ""])
def test_names_that_are_refused(name: str) -> None:
    assert refused(name, HEAD + ROW) == [(0, "", "suffix")]


def workbook() -> bytes:
    return xlsx_of(draft_row()).data


def spoilt(change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return a workbook whose parts were changed, and to which parts were added."""
    file = BytesIO()
    with ZipFile(BytesIO(workbook())) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return file.getvalue()


def same(_name: str, data: bytes) -> bytes:
    return data


def laughing(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
    )
    return b"<?xml version='1.0'?><!DOCTYPE worksheet [" + entities + b"]>" + data


def reencoded(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    return laughing(name, data).decode().encode("utf-16")


def declared(name: str, data: bytes) -> bytes:
    named = name == "xl/workbook.xml"
    return b'<?xml version="1.0" encoding="cp037"?>' + data if named else data


def damaged(name: str, data: bytes) -> bytes:
    return data[: len(data) // 2] if name == "xl/worksheets/sheet1.xml" else data


def wide(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    cell = b'<c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'
    return data.replace(b"</row>", cell, 1)


def far(name: str, data: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return data
    return data.replace(b'<row r="2"', b'<row r="1048576"').replace(b'"A2"', b'"A1048576"')


def archive(**parts: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def lying() -> bytes:
    """A bomb whose headers say that it is small."""
    bomb = archive(**{"xl/workbook.xml": b"", "bomb": b"\0" * 80_000_000})
    return bomb.replace((80_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(lambda: ROW, "not-xlsx", id="text"),
        pytest.param(lambda: b"", "not-xlsx", id="nothing"),
        pytest.param(lambda: b"\xd0\xcf\x11\xe0" * 9, "not-xlsx", id="old-or-protected"),
        pytest.param(lambda: archive(document=b"x"), "not-xlsx", id="another-archive"),
        pytest.param(lambda: workbook()[:-40], "not-xlsx", id="cut-off"),
        pytest.param(lambda: spoilt(damaged), "not-xlsx", id="damaged"),
        pytest.param(lambda: spoilt(laughing), "not-xlsx", id="billion-laughs"),
        pytest.param(lambda: spoilt(reencoded), "not-xlsx", id="billion-laughs-in-utf-16"),
        pytest.param(lambda: spoilt(declared), "not-xlsx", id="another-encoding"),
        pytest.param(lambda: spoilt(same, **{"xl/vbaProject.bin": b"x"}), "not-xlsx", id="macros"),
        pytest.param(lambda: spoilt(same, bomb=b"\0" * 80_000_000), "too-large", id="zip-bomb"),
        pytest.param(lying, "not-xlsx", id="zip-bomb-that-lies"),
        pytest.param(
            lambda: spoilt(same, **{f"part{n}": b"" for n in range(300)}), "too-large", id="parts"
        ),
        pytest.param(lambda: spoilt(wide), "too-many-columns", id="last-column"),
    ],
)
def test_workbooks_that_are_refused(data: Callable[[], bytes], code: str) -> None:
    assert [fault[2] for fault in refused("a.xlsx", data())] == [code]


def test_a_row_far_below_is_found_where_it_stands() -> None:
    assert [row.number for row in read(SheetFile("a.xlsx", spoilt(far)))] == [1_048_576]


def test_a_workbook_whose_cell_is_too_long() -> None:
    book: Any = Workbook()
    book.active.append(["phase", "institution", "title", "problem"])
    book.active.append(["HAR3", "B", "C", "x" * 30_000])
    file = BytesIO()
    book.save(file)
    (row,) = read(SheetFile("a.xlsx", file.getvalue()))
    assert [(each.column, each.code, len(each.value)) for each in row.faults] == [
        ("problem", "too-long", 80)
    ]


def test_a_csv_of_our_own_dialect_is_read_back() -> None:
    rows = list(csv.reader((HEAD + ROW).decode().splitlines()))
    assert cells(SheetFile("a.csv", HEAD + ROW)) == [dict(zip(*rows, strict=True))]
