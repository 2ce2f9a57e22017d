"""What is imported: drafts that are the bank's, records with their dates, and nothing twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core import mail

from tests.conftest import Freeze
from tests.exchange.import_world import (
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
from tests.people import editor, officer, signatory
from tests.workflow.refusals import written as rows_written
from usecases.exchange.use_cases import write
from usecases.models.institutions import Institution
from usecases.models.messages import Message
from usecases.models.phases import Phase
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import changes_for, messages_for
from usecases.workflow import draft, edit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world()


def bank(name: str = "Harbour Bank") -> Institution:
    return Institution.objects.get(short_name=name)


def test_the_projects_own_files_are_imported_once() -> None:
    files = [fixture("good.csv"), fixture("good_recorded.csv", record=True)]
    first = [len(written(file, officer())) for file in files]
    before = rows_written()
    second = [len(written(file, officer())) for file in files]
    assert (first, second) == ([5, 3], [0, 0])
    assert rows_written() == before
    assert [len(checked(file, officer()).there) for file in files] == [5, 3]


def test_a_draft_holds_what_the_row_says() -> None:
    (case, *_others) = written(fixture("good.csv"), officer())
    assert (case.phase.code, case.institution, case.stage, case.basis) == (
        "HAR3",
        bank(),
        "draft",
        "live",
    )
    assert (case.reference, case.authority, case.category) == ("", None, None)
    assert case.summary.splitlines() == [
        "Reads bills of lading and invoices and marks",
        "what the people who check them should look at.",
    ]
    assert (str(case.own_category), case.autonomy, case.customer_facing) == (
        "Risk management",
        "proposes",
        False,
    )
    assert (case.compute_asked, case.data_synthetic, case.data_personal) == (
        Decimal(240),
        True,
        False,
    )
    assert sorted(map(str, case.parties.all())) == ["Inkstone Models", "Kelp Forest Cloud"]


def test_what_was_imported_as_a_draft_is_the_banks_alone() -> None:
    by = officer()
    (case,) = written(csv_of(draft_row(partners="Inkstone Models")), by)
    mine = Change.objects.filter(use_case=case)
    assert sorted(mine.values_list("kind", "private_to__short_name", "by__email")) == [
        ("party", "Harbour Bank", by.user.email if by.user else ""),
        ("usecase", "Harbour Bank", by.user.email if by.user else ""),
    ]
    assert not use_cases_for(by).filter(pk=case.pk).exists()
    assert not changes_for(by).filter(use_case=case).exists()
    assert use_cases_for(signatory(bank())).filter(pk=case.pk).exists()
    draft.write(case, fields={"title": "Ours"}, by=editor(bank()))


def test_each_bank_is_told_once() -> None:
    people = [signatory(bank()), editor(bank()), signatory(bank("Peak Bank"))]
    rows = [draft_row(title=f"Use {number}") for number in range(22)]
    written(csv_of(*rows, draft_row(institution="Peak Bank")), officer())
    found = Message.objects.filter(letter="prepared").order_by("recipient__email", "channel")
    assert [(each.recipient.email, each.channel) for each in found] == sorted(
        (who.user.email, channel) for who in people if who.user for channel in ("mail", "notice")
    )
    assert deliver() == (3, 0)
    letters = {each.to[0]: each for each in mail.outbox}
    one, many = letters["signatory@peak-bank.example"], letters["signatory@harbour-bank.example"]
    assert one.subject == "A draft for phase HAR3 was prepared for you"
    assert many.subject == "22 drafts for phase HAR3 were prepared for you"
    assert [line for line in many.body.splitlines() if line.startswith(("- Use", "and "))] == [
        *(f"- Use {number}" for number in range(20)),
        "and 2 more",
    ]
    assert not messages_for(officer()).exists()


def test_a_bank_without_people_is_told_nothing() -> None:
    written(csv_of(draft_row()), officer())
    assert not Message.objects.exists()


def test_a_record_holds_every_date_with_its_precision() -> None:
    (case, declined, _third) = written(fixture("good_recorded.csv", record=True), officer())
    steps = case.stage_changes.order_by("row").values_list("to_stage", "happened_on", "precision")
    assert [(stage, on.astimezone(UTC).date(), how) for stage, on, how in steps] == [
        ("submitted", date(2025, 3, 3), "day"),
        ("screening", date(2025, 3, 10), "day"),
        ("assessing", date(2025, 4, 15), "day"),
        ("accepted", date(2025, 5, 31), "month"),
        ("trialling", date(2025, 6, 2), "day"),
        ("completed", date(2025, 10, 31), "day"),
    ]
    assert (case.stage, case.basis, case.reference) == ("completed", "recorded", "HAR1-001")
    assert list(case.decisions.values_list("outcome", "basis", "released_at__date")) == [
        ("accept", "recorded", date(2025, 5, 31))
    ]
    assert list(case.outcomes.values_list("result", "precision", "happened_on__date")) == [
        ("in-production", "month", date(2025, 12, 31))
    ]
    assert [each.reason.code for each in declined.decisions.all() if each.reason] == [
        "not-innovative"
    ]
    assert not Message.objects.exists()


def test_a_year_ends_in_the_zone_of_the_programme() -> None:
    (case,) = written(csv_of(past_row(accepted="2024"), record=True))
    step = case.stage_changes.get()
    assert step.happened_on == datetime(2024, 12, 31, 15, 59, 59, 999999, tzinfo=UTC)
    assert step.precision == "year"


def test_own_fields_of_a_record_are_kept() -> None:
    row = past_row(problem="It takes long.", autonomy="Assists people", compute_asked="12.50")
    (case,) = written(csv_of(row, record=True), officer())
    assert (case.problem, case.autonomy, case.compute_asked) == (
        "It takes long.",
        "assists",
        Decimal("12.50"),
    )


def test_a_case_without_category_says_why() -> None:
    row = past_row(category="", uncategorised_reason="not-published")
    (case,) = written(csv_of(row, record=True))
    assert (case.category, case.uncategorised_reason) == (None, "not-published")


def test_other_columns_and_another_kind_of_file_make_no_other_row() -> None:
    row = past_row(partners="Inkstone Models; Kelp Forest Cloud", compute_asked="12.50")
    written(csv_of(row, record=True))
    told = {
        **row,
        "institution": "harbour bank LIMITED",
        "category": "防範詐騙",
        "basis": "recorded",
    }
    turned = dict(reversed(told.items()))
    turned |= {"partners": "Kelp Forest Cloud;Inkstone Models", "accepted": date(2025, 5, 31)}
    turned["compute_asked"] = 12.5
    again = checked(xlsx_of(turned, record=True))
    assert (again.faults, len(again.there), len(again.new)) == ([], 1, 0)


def test_what_was_imported_stays_known_after_it_was_edited_and_its_phase_closed(
    freeze: Freeze,
) -> None:
    (past,) = written(csv_of(past_row(), record=True), officer())
    edit.change(past, {"title": "Other"}, by=officer(), reason="Corrected")
    (mine,) = written(csv_of(draft_row()), officer())
    draft.write(mine, fields={"title": "Other"}, by=signatory(mine.institution))
    draft.discard(mine, by=signatory(mine.institution))
    edit.change(
        Phase.objects.get(code="HAR3"),
        {"closes_at": datetime(2021, 1, 1, tzinfo=UTC)},
        by=officer(),
    )
    for file in (csv_of(past_row(), record=True), csv_of(draft_row())):
        assert (faults(file), len(checked(file).there)) == ([], 1)


def test_who_stops_listening_has_written_nothing() -> None:
    rows = [draft_row(title=f"Use {number}") for number in range(3)]
    by, before = officer(), rows_written()
    going = write(csv_of(*rows), by=by)
    assert next(going).done == 1
    going.close()
    assert rows_written() == before
    assert not UseCase.objects.filter(stage="draft").exists()
