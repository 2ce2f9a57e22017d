"""Trials whose results come in files."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

from usecases.exchange.results import check, write
from usecases.exchange.sheet_lines import SheetFile
from usecases.models.person import Person
from usecases.models.usecases import UseCase

Row = dict[str, Any]


def row(case: UseCase, **cells: Any) -> Row:
    """Return a row that is right: 92 % of 200 in the first cycle."""
    what = {"use_case": case.reference, "cycle": "1", "metric": "precision", "value": "92"}
    return {**what, "numerator": "184", "denominator": "200", "evaluator": "people", **cells}


def csv_of(*rows: Row, name: str = "results.csv") -> SheetFile:
    """Return rows as a CSV file."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for each in rows for name in each)))
    writer.writeheader()
    writer.writerows(rows)
    return SheetFile(name, text.getvalue().encode())


def xlsx_of(*rows: Row, percent: str = "") -> SheetFile:
    """Return rows as a workbook; one column may be shown as a percentage."""
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    names = list(dict.fromkeys(name for each in rows for name in each))
    sheet.append(names)
    for each in rows:
        sheet.append([each.get(name) for name in names])
    for cell in sheet[chr(ord("A") + names.index(percent))][1:] if percent else ():
        cell.number_format = "0.0%"
    book.save(file)
    return SheetFile("results.xlsx", file.getvalue())


def faults(file: SheetFile, by: Person, case: UseCase | None = None) -> list[tuple[int, str, str]]:
    """Return row, column and code of everything that is wrong with a file."""
    return [(each.row, each.column, each.code) for each in check(file, by=by, case=case).faults]


def imported(file: SheetFile, by: Person, case: UseCase | None = None) -> int:
    """Import a file and return how many results were written."""
    return len(list(write(file, by=by, case=case)))
