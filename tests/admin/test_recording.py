"""A past use case is entered on one page, at the precision that is known."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import phase
from tests.factories.words import category, reason
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db

Rows = list[tuple[str, str]]


def rows(*typed: tuple[str, str]) -> dict[str, object]:
    """What the rows of stages post."""
    named: dict[str, object] = {"rows": len(typed)}
    for n, (stage, when) in enumerate(typed):
        named |= {f"stages-{n}-stage": stage, f"stages-{n}-when": when}
    return named


def told(*typed: tuple[str, str], **values: object) -> dict[str, object]:
    """What the page posts of a use case of which little is known."""
    return {
        "phase": phase().pk, "institution": bank_a().pk, "title": "Before us",
        "uncategorised_reason": "not-published", "source": "A speech", "source_kind": "primary",
        **rows(*(typed or (("accepted", "2021-06-30"),))), **values,
    }  # fmt: skip


def post(client: Client, data: dict[str, object]) -> Any:
    return client.post(address("usecase", "add"), data)


def test_a_use_case_is_recorded_after_the_fact() -> None:
    client, partner = signed_in("officer"), make_partner()
    answer = post(client, told(partners=[partner.pk]))
    case = UseCase.objects.get(title="Before us")
    row = case.stage_changes.get()
    assert answer["Location"] == address("usecase", "change", case.pk)
    assert (case.stage, case.basis, row.precision) == ("accepted", "recorded", "day")
    assert row.happened_on.isoformat() == "2021-06-30T15:59:59.999999+00:00"
    assert [party.partner for party in case.parties.all()] == [partner]


def test_five_dated_stages_a_decision_and_an_outcome_on_one_page() -> None:
    life = (
        ("submitted", "2020"), ("screening", "2021-01"), ("", ""), ("assessing", "2021-02-10"),
        ("accepted", "2021-03-01"), ("completed", "2021-12"),
    )  # fmt: skip
    ends = {"outcome": "in-production", "outcome_on": "2022", "told_by": "The bank"}
    known = {"category": category().pk, "uncategorised_reason": "", "decision": "accept"}
    assert post(signed_in("officer"), told(*life, **ends, **known)).status_code == 302
    case = UseCase.objects.get()
    moves = case.stage_changes.order_by("row")
    assert [(m.to_stage, str(m.happened_on.date()), m.precision) for m in moves] == [
        ("submitted", "2020-12-31", "year"), ("screening", "2021-01-31", "month"),
        ("assessing", "2021-02-10", "day"), ("accepted", "2021-03-01", "day"),
        ("completed", "2021-12-31", "month"),
    ]  # fmt: skip
    outcome, decision = case.outcomes.get(), case.decisions.get()
    told_of = (outcome.result, outcome.precision, outcome.told_by, outcome.happened_on.year)
    assert told_of == ("in-production", "year", "The bank", 2022)
    assert (decision.outcome, decision.basis, decision.released_at) == (
        "accept", "recorded", moves[3].happened_on,
    )  # fmt: skip


def test_another_begins_with_what_stays() -> None:
    client = signed_in("officer")
    again = post(client, told(_addanother=1))
    assert again["Location"] == address("usecase", "add")
    form = client.get(again["Location"]).context["form"]
    assert form.initial == {
        "phase": str(phase().pk), "institution": str(bank_a().pk),
        "source": "A speech", "source_kind": "primary",
    }  # fmt: skip
    assert client.get(again["Location"]).context["form"].initial == {}


def shown(page: Any) -> Rows:
    return [(row["stage"].value(), row["when"].value()) for row in page.context["form"].rows]


def test_rows_come_and_go_without_losing_what_was_typed() -> None:
    client, partner = signed_in("officer"), make_partner()
    typed: Rows = [("submitted", "2020"), ("accepted", "wrong")]
    page = post(client, told(*typed, title="", partners=[partner.pk], _more=1))
    assert shown(page) == [*typed, ("", ""), ("", ""), ("", "")]
    form = page.context["form"]
    kept = (form["institution"].value(), form["source"].value(), form["partners"].value())
    assert kept == (str(bank_a().pk), "A speech", [str(partner.pk)])
    assert (form.errors, form.row_errors()) == ({}, [])
    page = post(client, told(*typed, _remove=0))
    assert shown(page) == [("accepted", "wrong")]
    assert UseCase.objects.count() == 0


@pytest.mark.parametrize(
    ("number", "expected"), [("999999999999", 30), ("-1", 6), ("x", 6), ("0", 1), ("", 6)]
)
def test_a_forged_number_of_rows_is_brought_within_bounds(number: str, expected: int) -> None:
    page = post(signed_in("officer"), told(rows=number, title=""))
    assert len(page.context["form"].rows) == expected


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"uncategorised_reason": ""}, ["category"]),
        ({"source": ""}, ["source"]),
        ({"title": "", "phase": ""}, ["phase", "title"]),
        ({"phase": "00000000-0000-4000-8000-000000000000"}, ["phase"]),
        ({"institution": "x"}, ["institution"]),
        ({"outcome": "in-production"}, ["outcome_on"]),
        ({"outcome_on": "2022"}, ["outcome"]),
        ({"outcome": "in-production", "outcome_on": "soon"}, ["outcome_on"]),
        ({"outcome": "in-production", "outcome_on": "2999"}, ["outcome_on"]),
        ({"outcome": "in-production", "outcome_on": "2019"}, ["outcome_on"]),
        ({"decision": "decline"}, ["decision"]),
        ({"decision": "void"}, ["decision"]),
        (rows(("accepted", "2999-01-01")), ["__all__"]),
        (rows(("accepted", "2021"), ("trialling", "2020")), ["__all__"]),
        (rows(("", "")), ["__all__"]),
    ],
)
def test_what_cannot_be_recorded_is_refused(values: dict[str, object], fields: list[str]) -> None:
    page = post(signed_in("officer"), told(**values))
    assert list(page.context["form"].errors) == fields
    assert UseCase.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("accepted", ""), [(1, "when")]),
        (("", "2021"), [(1, "stage")]),
        (("accepted", "30/6/2021"), [(1, "when")]),
        (("void", "2021"), [(1, "stage")]),
        (("draft", "2021"), [(1, "stage")]),
    ],
)
def test_a_row_says_what_is_wrong_with_it(row: tuple[str, str], expected: list[Any]) -> None:
    page = post(signed_in("officer"), told(row))
    found = [(number, field.name) for number, field in page.context["form"].row_errors()]
    assert (found, UseCase.objects.count()) == (expected, 0)
    assert b"Please correct what is marked below" in page.content


def test_a_coded_reason_belongs_to_a_decision() -> None:
    client, coded = signed_in("officer"), reason()
    page = post(client, told(decision_reason=coded.pk))
    assert list(page.context["form"].errors) == ["decision"]
    declined = told(("declined", "2021"), decision="decline", decision_reason=coded.pk)
    assert post(client, declined).status_code == 302
    assert UseCase.objects.get().decisions.get().reason == coded


def test_today_and_this_year_are_no_future(time_machine: Any) -> None:
    time_machine.move_to("2026-05-04 10:00:00+00:00", tick=False)
    typed: Rows = [("submitted", "2026"), ("accepted", "2026-05-04")]
    assert post(signed_in("officer"), told(*typed)).status_code == 302
    moves = UseCase.objects.get().stage_changes.order_by("row")
    now = datetime.fromisoformat("2026-05-04T10:00:00+00:00")
    assert [(move.happened_on, move.precision) for move in moves] == [(now, "year"), (now, "day")]
