"""The files to fill in can be handed in again, once the example is replaced."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.exchange.import_world import csv_of, faults, world
from tests.people import officer
from usecases.exchange.sheet_lines import SheetFile
from usecases.exchange.use_cases import check
from usecases.exchange.use_cases_columns import COLUMNS, columns_for
from usecases.exchange.use_cases_template import csv_template, xlsx_template
from usecases.vocabulary.sections import BANK_FIELDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world()


def test_every_own_field_has_its_column() -> None:
    names = [column.name for column in COLUMNS]
    assert sorted(set(BANK_FIELDS) - set(names)) == ["own_category"]
    assert len(names) == len(set(names))
    assert [column.name for column in columns_for(record=False) if column.required] == [
        *("phase", "institution", "title")
    ]


@pytest.mark.parametrize("record", [False, True], ids=["drafts", "recorded"])
@pytest.mark.parametrize(("name", "make"), [("a.csv", csv_template), ("a.xlsx", xlsx_template)])
def test_only_the_example_itself_is_refused(
    name: str, make: Callable[..., bytes], record: bool
) -> None:
    file = SheetFile(name, make(officer(), record=record), record)
    assert faults(file) == [(2, "title", "example")]


@pytest.mark.parametrize("record", [False, True], ids=["drafts", "recorded"])
def test_with_another_title_the_example_would_be_taken(record: bool) -> None:
    text = csv_template(officer(), record=record).decode("utf-8-sig")
    header, example = csv.reader(StringIO(text, newline=""))
    row = dict(zip(header, example, strict=True)) | {"title": "Mine"}
    checked = check(csv_of(row, record=record), by=officer())
    assert (checked.faults, len(checked.new)) == ([], 1)


def test_the_workbook_explains_every_column_and_lists_what_is_accepted() -> None:
    book = load_workbook(BytesIO(xlsx_template(officer(), record=True)))
    first, about, values = book.worksheets
    names = [column.name for column in columns_for(record=True)]
    assert [cell.value for cell in first[1]] == names
    assert [row[0].value for row in about.iter_rows(min_row=2)] == names
    lists = {col[0].value: [c.value for c in col[1:] if c.value] for col in values.iter_cols()}
    assert lists["phase"] == ["GS1", "HAR1", "HAR3"]
    assert lists["source_kind"] == ["primary", "secondary"]
    offered = {str(rule.sqref).split(":")[0] for rule in first.data_validations.dataValidation}
    assert len(offered) == len(lists) - 1  # partners are several


def test_drafts_are_offered_the_phases_that_take_them() -> None:
    book = load_workbook(BytesIO(xlsx_template(officer(), record=False)))
    values = book.worksheets[2]
    assert [cell.value for cell in values["A"] if cell.value] == ["phase", "HAR3"]
