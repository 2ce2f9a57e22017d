"""The file to fill in: its columns, an example, what each holds, and what is accepted."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from usecases.exchange.sheet_columns import Column
from usecases.exchange.sheet_lines import MOST_ROWS
from usecases.exchange.use_cases_columns import STAGES, columns_for
from usecases.exchange.use_cases_known import Known, look_up
from usecases.exchange.use_cases_rows import EXAMPLE
from usecases.models.person import Person
from usecases.text.cells import harmless
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.terms import (
    Autonomy,
    DecisionOutcome,
    DevelopmentStage,
    MissingCategory,
    OutcomeResult,
)
from usecases.workflow.take_in import takes_drafts

Accepted = dict[str, list[str]]
_YES = ["yes", "no"]


def csv_template(by: Person, *, record: bool) -> bytes:
    """Return the header and the example, as spreadsheets read it."""
    columns, accepted = columns_for(record=record), _accepted(look_up(by), record=record)
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerow([harmless(_example(column, accepted)) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(by: Person, *, record: bool) -> bytes:
    """Return a workbook: the sheet to fill in, the explanation, the accepted values."""
    columns, accepted = columns_for(record=record), _accepted(look_up(by), record=record)
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet(_("Use cases")[:31])
        about = book.add_worksheet(_("Explanation")[:31])
        values = book.add_worksheet(_("Accepted values")[:31])
        _write(sheet, 0, [column.name for column in columns], bold)
        _write(sheet, 1, [_example(column, accepted) for column in columns])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 22)
        _explain(about, columns, bold, wrap)
        _list(sheet, values, columns, accepted, bold)
    return file.getvalue()


def _accepted(known: Known, *, record: bool) -> Accepted:
    """Return what may stand in each column that takes only some values."""
    phases = known.phases.things()
    accepted = {
        "phase": sorted(each.code for each in phases if record or takes_drafts(each)),
        "institution": sorted(each.short_name for each in known.institutions.things()),
        "category": [each.code for each in known.categories.things()],
        "partners": sorted(each.name for each in known.partners.things()),
        "stage_of_development": list(DevelopmentStage.values),
        "autonomy": list(Autonomy.values),
        **dict.fromkeys(("customer_facing", "ai_against_ai"), _YES),
        **{f"data_{kind}": _YES for kind in ("public", "proprietary", "synthetic", "personal")},
    }
    recorded = {
        "source_kind": list(SourceKind.values),
        "stage": list(STAGES),
        "decision": list(DecisionOutcome.values),
        "decision_reason": sorted(each.code for each in known.reasons.things()),
        "outcome": list(OutcomeResult.values),
        "uncategorised_reason": list(MissingCategory.values),
    }
    return {**accepted, **(recorded if record else {})}


def _example(column: Column, accepted: Accepted) -> str:
    """Return what the example says: real names where there are any, and a title that is refused."""
    if column.name == "title":
        return EXAMPLE
    if column.name in ("phase", "institution", "category"):
        return next(iter(accepted[column.name]), "")
    return _("Document, page") if column.name == "source" else str(column.example)


def _write(sheet: Any, row: int, cells: Iterable[str], form: Any = None) -> None:
    for place, cell in enumerate(cells):
        sheet.write_string(row, place, cell, form)


def _explain(sheet: Any, columns: Iterable[Column], bold: Any, wrap: Any) -> None:
    _write(sheet, 0, [_("Column"), _("Required"), _("What it holds")], bold)
    for row, column in enumerate(columns, 1):
        required = _("yes") if column.required else ""
        _write(sheet, row, [column.name, required, str(column.about)], wrap)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 90)
    sheet.freeze_panes(1, 0)


def _list(
    sheet: Any, values: Any, columns: Iterable[Column], accepted: Accepted, bold: Any
) -> None:
    """Write the accepted values, and offer them in the cells below their header."""
    names = [column.name for column in columns]
    for place, (name, codes) in enumerate(accepted.items()):
        for row, cell in enumerate([name, *codes]):
            values.write_string(row, place, cell, None if row else bold)
        if codes and name != "partners":
            source = ["", *codes]
            area = f"='{values.get_name()}'!{_area(place, len(source) - 1)}"
            rule = {"validate": "list", "source": area, "error_type": "warning"}
            sheet.data_validation(1, names.index(name), MOST_ROWS, names.index(name), rule)
    values.set_column(0, len(accepted) - 1, 24)
    values.freeze_panes(1, 0)


def _area(place: int, length: int) -> str:
    column = chr(ord("A") + place)
    return f"${column}$2:${column}${length + 1}"
