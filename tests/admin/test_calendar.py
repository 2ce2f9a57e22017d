"""The calendar of deadlines: its months, its weeks, its file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.admin.test_pages import signed_in
from tests.conftest import Freeze
from tests.exchange.test_icalendar import read
from tests.factories.access import make_grant, make_user
from tests.factories.phases import make_phase, make_programme, open_phase
from tests.factories.usecases import use_case_at
from usecases.admin.calendar_days import days_of, named_month, named_week, weeks_of
from usecases.models.phases import Phase
from usecases.models.trail import Viewing
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ROLES = ("officer", "approver", "auditor", "administrator", "assessor")


@pytest.fixture(autouse=True)
def _now(freeze: Freeze) -> None:
    freeze(NOW)


def told(client: Client, query: str = "") -> list[tuple[str, date]]:
    """Return what the page tells, day by day, within the month or the week."""
    agenda = client.get(f"/admin/calendar/{query}").context["agenda"]
    return [(item.kind.value, item.day) for day in agenda for item in day.items]


def announced(code: str, day: date) -> Phase:
    return make_phase(code, announced_on=day)


@pytest.mark.parametrize("role", ROLES)
def test_staff_of_every_role_open_it(role: str) -> None:
    announced("ONE", date(2026, 3, 5))
    assert told(signed_in(role)) == [("announced", date(2026, 3, 5))]


def test_a_month_and_the_way_to_others() -> None:
    announced("ONE", date(2026, 4, 30))
    client = signed_in("officer")
    page = client.get("/admin/calendar/?month=2026-04").context
    assert [len(week) for week in page["grid"]] == [7] * 5
    assert (page["grid"][0][0].day, page["grid"][-1][-1].day) == (
        date(2026, 3, 30),
        date(2026, 5, 3),
    )
    assert (page["before"], page["after"]) == ("?month=2026-03", "?month=2026-05")
    assert told(client, page["after"]) == []
    assert told(client, "?month=2026-04") == [("announced", date(2026, 4, 30))]


def test_a_week() -> None:
    announced("ONE", date(2026, 3, 8))
    announced("TWO", date(2026, 3, 9))
    client = signed_in("officer")
    assert told(client, "?week=2026-W10") == [("announced", date(2026, 3, 8))]
    page = client.get("/admin/calendar/?week=2026-W10").context
    assert (page["before"], page["after"]) == ("?week=2026-W09", "?week=2026-W11")
    assert page["other"] == "?month=2026-03"


def test_phases_narrow_it_and_every_way_keeps_them() -> None:
    for code in ("ONE", "TWO"):
        announced(code, date(2026, 3, 5))
    client = signed_in("officer")
    assert len(told(client, "?phase=ONE")) == 1
    page = client.get("/admin/calendar/?phase=ONE").context
    ways = ("before", "after", "now", "other", "file")
    assert {way: "phase=ONE" in page[way] for way in ways} == dict.fromkeys(ways, True)


@pytest.mark.parametrize(
    "query", ["month=2026-13", "month=x", "week=2026-W60", "week=2026", "phase=NONE", "year=2026"]
)
def test_what_there_is_not_is_said(query: str) -> None:
    announced("ONE", date(2026, 3, 5))
    answer = signed_in("officer").get(f"/admin/calendar/?{query}")
    assert answer.status_code == 200
    assert "that there is not" in answer.content.decode()
    assert told(signed_in("officer"), f"?{query}") == [("announced", date(2026, 3, 5))]


def test_every_deadline_opens_its_record() -> None:
    programme = make_programme("TGT", target_days=2)
    phase = open_phase("TGT1", programme=programme, closes_at=None)
    use_case_at(Stage.SUBMITTED, phase=phase)
    until = NOW + timedelta(days=5)
    make_grant(make_user("passing@regulator.example"), Role.OFFICER, until=until)
    found = {}
    for role in ("officer", "administrator"):
        client = signed_in(role)
        for day in client.get("/admin/calendar/").context["agenda"]:
            for deadline, url in day.listed:
                found[deadline.kind.value] = client.get(url).status_code
    assert found == {"decision-due": 200, "grant-ends": 200}


def test_what_is_alike_stands_as_a_number_with_its_agenda() -> None:
    programme = make_programme("TGT", target_days=2)
    phase = open_phase("TGT1", programme=programme, closes_at=None)
    for _number in range(3):
        use_case_at(Stage.SUBMITTED, phase=phase)
    client = signed_in("officer")
    [entry] = [
        entry
        for week in client.get("/admin/calendar/").context["grid"]
        for day in week
        for entry in day.entries
    ]
    assert (entry.number, entry.late) == (3, False)
    assert len(told(client, entry.url.partition("#")[0])) == 3


def test_the_file_holds_what_the_person_sees_and_is_noted() -> None:
    phase = open_phase("TGT1", programme=make_programme("TGT", target_days=2), closes_at=None)
    case = use_case_at(Stage.SUBMITTED, phase=phase)
    make_phase("VAGUE", announced_on=date(2026, 3, 5), programme=make_programme("I", invented=True))
    announced("PAST", date(2025, 3, 5))
    answer = signed_in("officer").get("/admin/calendar/deadlines.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="deadlines.ics"'
    due, told_of = read(answer.content.decode())
    if "Announcement" in due["SUMMARY"]:
        due, told_of = told_of, due
    assert due["UID"] == f"decision-due-{case.pk}@sandbox-tracker"
    assert due["URL"] == f"http://testserver/admin/usecases/usecase/{case.pk}/change/"
    assert told_of["DESCRIPTION"] == "Invented"
    assert Viewing.objects.filter(looked="exported", number=2).count() == 1
    others = read(signed_in("assessor").get("/admin/calendar/deadlines.ics").content.decode())
    assert [event["SUMMARY"] for event in others] == [told_of["SUMMARY"]]


def test_months_and_weeks_are_read_strictly() -> None:
    assert named_month("2026-02") == date(2026, 2, 1)
    assert named_week("2026-W01") == date(2025, 12, 29)
    for wrong in ("", "2026", "2026-00", "9999-12", "0001-01"):
        assert named_month(wrong) is None
    for wrong in ("", "2026-W00", "2026-W54", "2026-3"):
        assert named_week(wrong) is None


def test_a_month_is_whole_weeks() -> None:
    weeks = weeks_of(date(2026, 2, 1), date(2026, 2, 28))
    assert (weeks[0], weeks[-1], len(weeks)) == (date(2026, 1, 26), date(2026, 2, 23), 5)
    days = days_of(weeks[0], date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 1), [])
    assert [day.inside for day in days] == [False] * 6 + [True]
    assert [day.today for day in days] == [False] * 6 + [True]
