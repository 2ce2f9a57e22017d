"""Every row's every error, before anything is written; and nothing is."""

import csv
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exchange.import_world import (
    IMPORTS,
    checked,
    csv_of,
    draft_row,
    faults,
    fixture,
    past_row,
    world,
    written,
    xlsx_of,
)
from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import make_authority, make_phase
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from tests.workflow.refusals import written as rows_written
from usecases.exchange.sheet_faults import WrongSheet
from usecases.exchange.use_cases import write
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.workflow import draft, edit
from usecases.workflow.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world()


@pytest.mark.parametrize("name", ["every_fault", "every_fault_recorded"])
def test_exactly_these_errors_come_and_nothing_is_written(name: str) -> None:
    file = fixture(f"{name}.csv", record=name.endswith("recorded"))
    by, before = officer(), rows_written()
    with pytest.raises(WrongSheet) as caught:
        list(write(file, by=by))
    with (IMPORTS / f"{name}.expected.csv").open(encoding="utf-8", newline="") as expected:
        lines = list(csv.reader(expected))[1:]
    found = [[str(each.row), each.column, each.code, each.text] for each in caught.value.faults]
    assert found == lines
    assert rows_written() == before


def test_one_wrong_row_keeps_every_other_out() -> None:
    rows = [draft_row(title=f"Use {number}") for number in range(3)]
    rows.append(draft_row(title="", compute_asked="many"))
    assert faults(csv_of(*rows)) == [(5, "title", "required"), (5, "compute_asked", "invalid")]
    with pytest.raises(WrongSheet):
        written(csv_of(*rows))
    assert not UseCase.objects.filter(stage="draft").exists()


def test_a_name_that_is_of_several() -> None:
    make_institution("Twin", legal_name="Twin One Limited", aliases="The Twin")
    make_institution("Other", legal_name="Twin Two Limited", aliases="Elder; the twin")
    assert faults(csv_of(draft_row(institution="The Twin"))) == [(2, "institution", "ambiguous")]
    assert faults(csv_of(draft_row(institution="elder"))) == []


def test_a_firm_that_was_merged_stands_as_the_one_that_counts() -> None:
    one = Institution.objects.get(short_name="Harbour Bank")
    make_institution("Old Harbour", merged_into=one)
    partner = make_partner("Old Ink", merged_into=make_partner("New Ink"))
    file = csv_of(draft_row(institution="Old Harbour", partners=partner.name))
    (case,) = written(file)
    assert case.institution == one
    assert [str(party) for party in case.parties.all()] == ["New Ink"]


def test_phases_that_take_no_drafts() -> None:
    make_phase("LATER")
    codes = {code: faults(csv_of(draft_row(phase=code))) for code in ("HAR1", "LATER", "HAR3")}
    assert codes == {"HAR1": [(2, "phase", "closed")], "LATER": [], "HAR3": []}


def test_an_institution_that_is_gone_has_a_past_only() -> None:
    make_institution("Gone Bank", active=False)
    assert faults(csv_of(draft_row(institution="Gone Bank"))) == [(2, "institution", "inactive")]
    assert faults(csv_of(past_row(institution="Gone Bank"), record=True)) == []


def test_an_officer_of_one_authority_imports_for_no_other() -> None:
    limited = officer(authority=make_authority("SFC"))
    for file in (csv_of(draft_row()), csv_of(past_row(), record=True)):
        assert faults(file, limited) == [(2, "institution", "not-allowed")]
        with pytest.raises(WrongSheet):
            written(file, limited)


@pytest.mark.parametrize("who", [signatory, approver, auditor, assessor, administrator])
def test_only_officers_import(who: Callable[[], Person]) -> None:
    for act in (checked, written):
        with pytest.raises(NotAllowed):
            act(csv_of(draft_row()), who())


def test_a_title_that_is_there_is_named_where_it_is_seen() -> None:
    harbour = Institution.objects.get(short_name="Harbour Bank")
    phase = Phase.objects.get(code="HAR3")
    word = Category.objects.get(code="risk-management")
    case = use_case_at(
        "submitted", institution=harbour, phase=phase, title="Seen by all", own_category=word
    )
    file = csv_of(draft_row(title="seen  BY all"))
    (fault,) = checked(file, officer()).faults
    assert (fault.column, fault.code, fault.text) == (
        "title",
        "exists",
        f"{case.reference} has this title and other content. Change it in the console.",
    )


def test_a_draft_of_the_bank_is_not_given_away() -> None:
    harbour = Institution.objects.get(short_name="Harbour Bank")
    mine = empty_draft(harbour, Phase.objects.get(code="HAR3"))
    draft.write(mine, fields={"title": "Our secret"}, by=signatory(harbour))
    assert faults(csv_of(draft_row(title="Our secret")), officer()) == []


def test_a_draft_that_was_imported_is_not_made_again_with_other_content() -> None:
    written(csv_of(draft_row(summary="One")))
    assert faults(csv_of(draft_row(summary="Two")), officer()) == [(2, "title", "drafted")]


def test_what_the_bank_called_it_since_is_not_given_away() -> None:
    (case,) = written(csv_of(draft_row()))
    draft.write(case, fields={"title": "Renamed"}, by=signatory(case.institution))
    assert faults(csv_of(draft_row(title="Renamed")), officer()) == []


def test_a_corrected_case_counts_by_its_title_of_today() -> None:
    harbour = Institution.objects.get(short_name="Harbour Bank")
    case = recorded_case(institution=harbour, phase=Phase.objects.get(code="HAR1"), title="Old")
    edit.change(case, {"title": "New"}, by=officer(), reason="Corrected")
    codes = [faults(csv_of(past_row(title=title), record=True)) for title in ("Old", "New")]
    assert codes == [[], [(2, "title", "exists")]]


def test_a_check_asks_as_often_for_many_rows_as_for_one() -> None:
    def queries(number: int) -> int:
        rows = [past_row(title=f"Use {each}", partners="Inkstone Models") for each in range(number)]
        file, by = xlsx_of(*rows, record=True), officer()
        with CaptureQueriesContext(connection) as captured:
            assert len(checked(file, by).new) == number
        return len(captured)

    assert queries(1) == queries(3) == queries(60)
