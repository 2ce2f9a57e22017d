"""Frozen tables: counted whole, withheld as one set, attacked with all that is out."""

from typing import Any

import pytest

from tests.factories.frozen import proposed_table, public_table
from tests.factories.phases import make_authority, make_phase, make_programme, phase
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import approver, officer, signatory
from tests.reporting.asked import ask
from tests.reporting.frozen_world import CODES, build
from tests.rules.test_disclosure import attack
from usecases.models.frozen import FrozenTable
from usecases.models.publications import Publication
from usecases.reporting.frozenforms import FORMS
from usecases.reporting.frozenledger import Ledger
from usecases.reporting.frozenread import public_table as as_read
from usecases.rules.cells import Why
from usecases.vocabulary.stages import Stage
from usecases.workflow import freeze, publish
from usecases.workflow.errors import Invalid, NotAllowed, Refused, Stale

pytestmark = pytest.mark.django_db

_kept = kept(build)


def by_row(table: FrozenTable) -> dict[Any, dict[str, Any]]:
    keys = (table.by,) if table.by else ()
    return {tuple(row[name] for name in ("phase", *keys)): row for row in table.rows}


def test_what_is_told_is_the_figure_of_the_report() -> None:
    for report in FORMS:
        if report in {"performance", "lineage"}:
            continue  # these speak by metric, or row by row: see test_lineage_frozen_by_hand
        table = public_table(report, CODES)
        rows = {row.values["phase"]: row.values for row in ask(officer(), report).rows}
        total = ask(officer(), report).total
        assert total is not None
        for row in table.rows:
            wanted = rows[row["phase"]] if row["phase"] else total.values
            names = [column["name"] for column in table.columns]
            for name in names:
                assert row[name] == (None if name in row["withheld"] else wanted[name])
        assert "records" not in table.rows[0]


def test_a_withheld_cell_is_null_named_and_has_its_reason() -> None:
    table = public_table("funnel", CODES)
    for row, why in zip(table.rows, table.reasons, strict=True):
        nulls = [column["name"] for column in table.columns if row[column["name"]] is None]
        assert sorted(nulls) == sorted(row["withheld"]) == sorted(why)
        assert set(why.values()) <= set(Why.values)
    told = [row["submitted"] for row in table.rows]
    assert None not in told
    assert sum(len(row["withheld"]) for row in table.rows) > 3


def test_two_publications_together_give_nothing_away() -> None:
    tables = [public_table("funnel", CODES), public_table("funnel", CODES, "category")]
    tables += [public_table("compute", CODES), public_table("funnel", CODES[:1])]
    ledger = Ledger()
    untold: set[str] = set()
    for table in tables:
        withheld = {_row(table, row): frozenset(row["withheld"]) for row in table.rows}
        ledger.add(FORMS[table.report], table.by, tuple(table.phases), table.behind, withheld)
    cells = ledger.cells()
    untold = {key for key, each in cells.items() if not each.told}
    assert len(untold) > 10
    found = attack(cells, ledger.relations, untold)
    assert {key for key in found if cells[key].withheld or cells[key].primary(3)} == set()
    for relation in ledger.relations:
        rest = cells[relation.whole].value - sum(cells[each].value for each in relation.parts)
        assert rest == 0 if relation.exact else rest >= 0


def _row(table: FrozenTable, row: dict[str, Any]) -> str:
    if row["phase"] is None:
        return f"total:{','.join(sorted(table.phases))}"
    return f"{row['phase']}|{row[table.by] or ''}" if table.by else row["phase"]


def test_one_more_case_since_then_is_not_told() -> None:
    """The difference of two tables would tell of one bank."""
    before = by_row(public_table("funnel", CODES))
    use_case_at(Stage.SUBMITTED, phase=phase())
    after = public_table("funnel", CODES)
    rows = by_row(after)
    assert before["GS1",]["submitted"] is not None
    assert rows["GS1",]["submitted"] is None
    assert rows[None,]["submitted"] is None
    reasons = dict(zip(rows, after.reasons, strict=True))
    assert reasons["GS1",]["submitted"] == Why.CHANGED


def test_what_was_withheld_and_is_the_same_stays_withheld() -> None:
    first, second = public_table("funnel", CODES), public_table("funnel", CODES)
    assert [row["withheld"] for row in first.rows] == [row["withheld"] for row in second.rows]
    assert first.digest != second.digest


def test_outsiders_read_the_publication_alone() -> None:
    proposed = proposed_table("funnel", CODES)
    assert as_read(proposed.record) is None
    publish.confirm(proposed, by=approver())
    table = FrozenTable.objects.get(pk=proposed.record)
    read = as_read(table.pk)
    assert read is not None
    assert read.lines == table.rows
    assert (read.digest, read.smallest_cell) == (table.digest, 3)
    assert "behind" not in Publication.objects.get(record=table.pk).content
    publish.withdraw(Publication.objects.get(record=table.pk), by=approver(), reason="Wrong.")
    assert as_read(table.pk) is None


def test_two_people_publish_and_nobody_else() -> None:
    proposed = proposed_table()
    with pytest.raises(Refused):
        publish.confirm(proposed, by=officer())
    own = freeze.propose(
        report="funnel", phases=["GS1"], title="Own", as_at=proposed.recorded_at, by=approver()
    )
    with pytest.raises(NotAllowed):
        publish.confirm(own, by=approver())
    for person in (signatory(), officer(authority=make_authority("IA"))):
        with pytest.raises(NotAllowed):
            freeze.propose(
                report="funnel", phases=["GS1"], title="x", as_at=own.recorded_at, by=person
            )


def test_one_that_another_overtook_is_made_anew() -> None:
    first, second = proposed_table(), proposed_table("compute")
    publish.confirm(second, by=approver())
    with pytest.raises(Stale):
        publish.confirm(first, by=approver())


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"report": "workload"}, "report"),
        ({"split": "technique"}, "by"),
        ({"phases": []}, "phases"),
        ({"phases": ["GS1", "OTHER"]}, "phases"),
        ({"title": " "}, "title"),
    ],
)
def test_what_is_no_table_is_refused(asked: dict[str, Any], field: str) -> None:
    make_phase("OTHER", programme=make_programme("OT"))
    known = proposed_table()
    told = {"report": "funnel", "phases": ["GS1"], "title": "x", "as_at": known.recorded_at}
    with pytest.raises(Invalid) as refused:
        freeze.propose(**{**told, **asked}, by=officer())
    assert [fault.field for fault in refused.value.faults] == [field]
