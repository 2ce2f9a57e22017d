"""Rows and cells of CSV files; what cannot be read is said with file, line and column."""

from datetime import date
from pathlib import Path

import pytest

from usecases.exchange.faults import WrongCell, WrongFile
from usecases.exchange.reading import Row, read


def row(**cells: str) -> Row:
    return Row("file.csv", 2, cells)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file.csv"
    path.write_bytes(data)
    return path


def test_cells_are_normalised_and_lines_counted(tmp_path: Path) -> None:
    data = 'a,b\n e\u0301 ,"two\nlines"\n\n3,4\n'.encode()
    rows = read(written(tmp_path, data), ("a", "b"))
    assert [(each.line, dict(each.cells)) for each in rows] == [
        (3, {"a": "\u00e9", "b": "two\nlines"}),
        (5, {"a": "3", "b": "4"}),
    ]


def test_a_byte_order_mark_and_another_order_of_columns_are_taken(tmp_path: Path) -> None:
    rows = read(written(tmp_path, b"\xef\xbb\xbfb,a\r\n1,2\r\n"), ("a", "b"))
    assert [dict(each.cells) for each in rows] == [{"b": "1", "a": "2"}]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        pytest.param(
            b"a,c\n1,2\n",
            [
                "file.csv, line 1, column b: This column is missing.",
                "file.csv, line 1, column c: This column is not known.",
            ],
            id="columns",
        ),
        pytest.param(
            b"a,b,b\n",
            ["file.csv, line 1, column b: This column is there twice."],
            id="twice",
        ),
        pytest.param(
            b"a,b\n1,2\n3\n",
            ["file.csv, line 3: This line has more or fewer cells than the header."],
            id="cells",
        ),
        pytest.param(b'a,b\n1,"2\n', ["file.csv, line 2: This line cannot be read."], id="quote"),
        pytest.param(b"a,b\n\xff,2\n", ["file.csv: This file is not in UTF-8."], id="bytes"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(
    tmp_path: Path, data: bytes, faults: list[str]
) -> None:
    with pytest.raises(WrongFile) as caught:
        read(written(tmp_path, data), ("a", "b"))
    assert [str(fault) for fault in caught.value.faults] == faults


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WrongFile) as caught:
        read(tmp_path / "none.csv", ("a",))
    assert str(caught.value) == "none.csv: This file cannot be read."


def test_values() -> None:
    full = row(text="x", list="one; two;;", number="12", day="2026-01-31", name="k")
    assert full.text("text") == "x"
    assert full.several("list") == ["one", "two"]
    assert full.number("number") == 12
    assert full.day("day") == date(2026, 1, 31)
    assert full.one("name", {"k": 7}) == 7
    empty = row(a="")
    assert (empty.number("a"), empty.day("a"), empty.one_or_none("a", {})) == (None, None, None)


@pytest.mark.parametrize("cell", ["-1", "1.5", "4²", "٣", "many"])
def test_what_is_no_whole_number(cell: str) -> None:
    with pytest.raises(WrongCell) as caught:
        row(n=cell).number("n")
    assert (caught.value.column, caught.value.text) == ("n", "This is not a whole number.")


@pytest.mark.parametrize("cell", ["31/01/2026", "2026-02-30", "soon"])
def test_what_is_no_day(cell: str) -> None:
    with pytest.raises(WrongCell) as caught:
        row(d=cell).day("d")
    assert (caught.value.column, caught.value.text) == (
        "d",
        "This is not a day such as 2026-01-31.",
    )


def test_what_names_nothing() -> None:
    with pytest.raises(WrongCell) as caught:
        row(a="x;y").many("a", {"x": 1})
    assert (caught.value.column, caught.value.text) == ("a", 'There is no "y".')


def test_days_out_of_order() -> None:
    days = row(a="2026-01-02", b="", c="2026-01-01")
    days.in_order("a", "b")
    with pytest.raises(WrongCell) as caught:
        days.in_order("a", "b", "c")
    assert caught.value.column == "c"
