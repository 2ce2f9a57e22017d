"""Results from a file: the verdict of every other door, all rows or none, before any is written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.exchange.results_world import Row, csv_of, faults, imported, row, xlsx_of
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import make_authority
from tests.factories.trials import make_cycle, make_target
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_metric, metric
from tests.people import approver, editor, officer, viewer
from tests.rules.test_measuring import GOOD_TOO, WRONG
from tests.workflow.refusals import refused
from tests.workflow.refusals import written as rows_written
from usecases.exchange.results import check
from usecases.exchange.results_template import csv_template, xlsx_template
from usecases.exchange.sheet_faults import WrongSheet
from usecases.exchange.sheet_lines import SheetFile
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene, measure

START, NOW = datetime(2026, 3, 2, 2, tzinfo=UTC), datetime(2026, 4, 1, 2, tzinfo=UTC)
# What no cell can say, and what a cell says in its own way.
_UNSAYABLE = ("a field that is none", "without end", "no number")
_IN_CELLS = {("evaluator", "blank"): "required", ("evaluator", "invalid_choice"): "unknown",
             ("operator", "invalid_choice"): "unknown"}  # fmt: skip


@pytest.fixture
def case(db: None) -> UseCase:
    """A trial that started on 2 March 2026, with one cycle."""
    with time_machine.travel(START, tick=False):
        case = use_case_at(Stage.TRIALLING)
        make_cycle(case, began_on=date(2026, 3, 2))
        return case


def cells_of(fields: dict[str, Any]) -> Row:
    """Return fields as somebody writes them into cells."""
    told = {name: str(value) for name, value in fields.items() if value is not None}
    none = {name: "" for name, value in fields.items() if value is None}
    return {**told, **none, **({"no_denominator": "yes"} if "no_denominator" in fields else {})}


@time_machine.travel(NOW, tick=False)
def test_a_file_gets_the_verdict_of_the_form_in_every_row(case: UseCase) -> None:
    sayable = {name: said for name, said in WRONG.items() if name not in _UNSAYABLE}
    every = [fields for fields, _faults in sayable.values()]
    file = csv_of(
        *(row(case, **{"sample_size": n, **cells_of(each)}) for n, each in enumerate(every, 1))
    )
    expected = [
        (number, field, _IN_CELLS.get((field, code), code))
        for number, (_fields, found) in enumerate(sayable.values(), 2)
        for field, code in found
    ]
    before = rows_written()
    assert sorted(faults(file, officer())) == sorted(expected)
    with pytest.raises(WrongSheet) as caught:
        imported(file, officer())
    assert len(caught.value.faults) == len(expected)
    assert rows_written() == before


@time_machine.travel(NOW, tick=False)
def test_what_a_form_takes_is_taken_from_a_file_and_a_second_run_changes_nothing(
    case: UseCase,
) -> None:
    rows = [row(case, **cells_of(fields)) for fields in GOOD_TOO if fields.get("happened_on", 1)]
    file = csv_of(*rows)
    assert faults(file, officer()) == []
    assert imported(file, officer()) == len(rows)
    assert Result.objects.count() == len(rows)
    first = Change.objects.filter(kind="result").order_by("row").first()
    assert first is not None
    assert first.reason == "Import of results.csv"
    before = rows_written()
    assert imported(file, officer()) == 0
    assert len(check(file, by=officer()).there) == len(rows)
    assert rows_written() == before


@time_machine.travel(NOW, tick=False)
def test_rows_are_weighed_with_those_before_them(case: UseCase) -> None:
    both = csv_of(row(case, final="yes"), row(case, final="yes", value="90", numerator="180"))
    assert faults(both, officer()) == [(3, "final", "twice")]
    same = csv_of(row(case), row(case, value="92.0"))
    assert faults(same, officer()) == [(3, "value", "repeated")]
    assert imported(csv_of(row(case)), officer()) == 1
    assert faults(csv_of(row(case, final="yes")), officer()) == [(2, "final", "exists")]
    assert imported(csv_of(row(case, value="91", numerator="182", final="yes")), officer()) == 1
    again = csv_of(row(case, value="91", numerator="182", final="yes"))
    assert (faults(again, officer()), imported(again, officer())) == ([], 0)


@time_machine.travel(NOW, tick=False)
def test_every_cell_that_cannot_be_read_is_told_with_the_rest(case: UseCase) -> None:
    wrong = row(case, cycle="9", metric="magic", value="many", upper="1,000", numerator="-1",
                happened_on="May", final="perhaps", evidence="no.pdf", operator="?")  # fmt: skip
    expected = [
        *((2, "cycle", "unknown"), (2, "metric", "unknown"), (2, "operator", "unknown")),
        *((2, "value", "invalid"), (2, "upper", "invalid"), (2, "numerator", "invalid")),
        *((2, "happened_on", "date"), (2, "final", "invalid"), (2, "evidence", "unknown")),
    ]
    assert faults(csv_of(wrong), officer()) == expected
    nothing = csv_of({"use_case": "GS9-999", "cycle": "", "metric": "", "value": "",
                      "evaluator": ""})  # fmt: skip
    found = faults(nothing, officer())
    assert [(column, code) for _row, column, code in found] == [
        ("use_case", "unknown"),
        *((name, "required") for name in ("cycle", "metric", "value", "evaluator")),
    ]


@time_machine.travel(NOW, tick=False)
def test_a_percentage_is_what_the_spreadsheet_shows(case: UseCase) -> None:
    shown = {**row(case), "value": 0.92, "cycle": 1, "numerator": 184, "denominator": 200}
    assert imported(xlsx_of(shown, percent="value"), officer()) == 1
    assert Result.objects.get().value == Decimal(92)
    assert faults(xlsx_of(shown), officer()) == [(2, "value", "disagrees")]
    seconds = make_metric("latency", unit="seconds", lowest=Decimal(0), highest=None)
    other = row(case, metric=seconds.code, value="92%", numerator="", denominator="")
    assert faults(csv_of(other), officer()) == [(2, "value", "percent")]


def _of_banks() -> list[Person]:
    return [editor(bank_a()), viewer(bank_a()), editor(bank_b())]


def test_only_those_who_may_write_results_write_them_and_nobody_learns_of_others(
    case: UseCase,
) -> None:
    file, foreign = csv_of(row(case)), officer("elsewhere", authority=make_authority("SFC"))
    unknown = [(2, "use_case", "unknown")]
    with time_machine.travel(NOW, tick=False):
        other = use_case_at(Stage.TRIALLING, institution=bank_b())
        everyone = (officer(), approver(), foreign, *_of_banks())
        assert {by: faults(file, by) for by in everyone} == {
            officer(): [],
            approver(): [(2, "use_case", "not-allowed")],
            foreign: unknown,
            editor(bank_a()): [],
            viewer(bank_a()): [(2, "use_case", "not-allowed")],
            editor(bank_b()): unknown,
        }
        assert faults(csv_of(row(case, use_case="GS1-777")), editor(bank_b())) == unknown
        # Of one case only: the reference may be left out, another is refused.
        bare = {name: value for name, value in row(case).items() if name != "use_case"}
        assert imported(csv_of(bare), editor(bank_a()), case) == 1
        both = csv_of(row(case, value="90", numerator="180"), row(other))
        assert faults(both, officer(), case) == [(3, "use_case", "other-case")]


def test_after_the_end_each_row_says_why(case: UseCase) -> None:
    with time_machine.travel(NOW, tick=False):
        intervene.terminate(case, by=approver(), reason="It harmed customers.")
        late = row(case, happened_on="2026-03-20")
        assert faults(csv_of(late), officer()) == [(2, "reason", "required")]
        assert imported(csv_of({**late, "reason": "It came late."}), officer()) == 1
        told = Change.objects.filter(kind="result").latest("row").reason
        assert told == "It came late."
        fields = {"metric": metric(), "value": Decimal(92), "numerator": 184, "denominator": 200,
                  "evaluator": "people", "happened_on": date(2026, 3, 20)}  # fmt: skip
        cycle = case.cycles.get()
        same = refused(measure.write_result, cycle, fields=fields, by=officer())
        assert same == [("reason", "required")]


def test_what_is_recorded_comes_with_its_source(db: None) -> None:
    case = recorded_case(Stage.COMPLETED)
    make_cycle(case)
    metric()
    told = row(case, numerator="", denominator="", no_denominator="yes", source="Report, page 4",
               happened_on="2020")  # fmt: skip
    assert faults(csv_of({**told, "source": ""}), officer()) == [(2, "source", "required")]
    assert imported(csv_of(told), officer()) == 1
    kept = Result.objects.get()
    assert (kept.basis, kept.source, kept.precision) == ("recorded", "Report, page 4", "year")


@time_machine.travel(NOW, tick=False)
def test_the_template_comes_back_with_its_example_refused_and_its_targets_named(
    case: UseCase,
) -> None:
    by = officer()
    example = SheetFile("a.csv", csv_template(by))
    assert faults(example, by) == [(2, "use_case", "example")]
    accepted = use_case_at(Stage.ACCEPTED)
    make_target(accepted, aspect="calls")
    book = load_workbook(BytesIO(xlsx_template(by, case)))
    head, target = book.worksheets[0].iter_rows(values_only=True)
    told = {name: cell for name, cell in zip(head, target, strict=True) if cell}
    assert told == {"use_case": case.reference, "cycle": "1", "metric": "precision"}
    empty = SheetFile("a.xlsx", xlsx_template(by, case))
    assert faults(empty, by, case) == [
        *((2, "value", "required"), (2, "denominator", "required")),
        (2, "evaluator", "required"),
    ]


@time_machine.travel(NOW, tick=False)
def test_as_many_queries_for_one_row_as_for_a_hundred(case: UseCase) -> None:
    asked = []
    for number in (1, 100):
        rows = [row(case, numerator="", denominator=str(each + 1)) for each in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert faults(csv_of(*rows), officer()) == []
        asked.append(len(queries))
    assert asked[0] == asked[1]
    too_many = csv_of(*[row(case, sample_size=str(each + 1)) for each in range(501)])
    assert faults(too_many, officer()) == [(0, "", "too-many-rows")]
