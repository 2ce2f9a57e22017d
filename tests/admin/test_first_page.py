"""The first page says what waits, and every number opens its list."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin.test_pages import signed_in
from tests.admin.world import account
from tests.factories.access import make_grant, make_token, make_user
from tests.factories.invitations import account_request
from tests.factories.phases import closed_phase, open_phase
from tests.factories.publications import proposed_publication
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.people import administrator, officer, signatory
from usecases.admin.dashboard import FirstPage
from usecases.models.usecases import UseCase
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, submit

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a class="(?:tile-number|figure-link)" href="([^"]+)">([\d,]+)</a>')


def first_page(client: Client) -> FirstPage:
    page: FirstPage = client.get("/admin/").context["page"]
    return page


def numbers(client: Client) -> list[tuple[int, int]]:
    """Return every number of the page beside the count of the list that it opens."""
    html = client.get("/admin/").content.decode()
    found = []
    for url, text in NUMBER.findall(html):
        opened = client.get(unescape(url))
        assert opened.status_code == 200, url
        found.append((int(text.replace(",", "")), opened.context["cl"].result_count))
    return found


def furnish() -> None:
    """Make something of everything that the page counts."""
    phase = open_phase("HS1", capacity=20)
    edit.change(phase.programme, {"target_days": 30}, by=administrator())
    rolling = open_phase("HS2", closes_at=None)
    past = timezone.now() - timedelta(days=40)
    use_case_at(Stage.SUBMITTED, phase=rolling, at=past)
    for stage in (Stage.SUBMITTED, Stage.SUBMITTED, Stage.SCREENING, Stage.TRIALLING):
        use_case_at(stage, phase=phase)
    planned_trial(use_case_at(Stage.ACCEPTED, phase=phase))
    proposed_decision(use_case_at(Stage.ASSESSING, phase=phase))
    confirmed_decision(use_case_at(Stage.ASSESSING, phase=phase))
    use_case_at(Stage.WITHDRAWN, phase=phase)
    recorded_case(Stage.COMPLETED, phase=closed_phase("HS0"))
    proposed_publication(phase)
    empty_draft(phase=phase)
    soon = timezone.now() + timedelta(days=9)
    make_grant(make_user("passing@regulator.example"), Role.OFFICER, until=soon)
    make_token(make_user("program@regulator.example"), days=5)


@pytest.mark.parametrize("role", ["officer", "approver", "auditor", "administrator", "assessor"])
def test_every_number_opens_as_many_rows(role: str) -> None:
    furnish()
    found = numbers(signed_in(role))
    assert [number for number, _opened in found] == [opened for _number, opened in found]


def test_an_officers_morning() -> None:
    furnish()
    page = first_page(signed_in("officer"))
    assert {each.name: each.number for each in page.waits} == {
        "to-screen": 3,
        "to-assess": 1,
        "asked": 0,
        "change-to-judge": 0,
        "assessments-missing": 0,
        "to-propose": 0,
        "assessor-in-conflict": 0,
        "to-start": 1,
        "to-follow-up": 0,
        "to-sign-off": 0,
        "without-officer": 8,
    }
    assert {each.name: each.number for each in page.late} == {
        "answer-overdue": 0,
        "assessments-overdue": 0,
        "late-deliverable": 0,
        "late-decision": 1,
        "late-start": 1,
        "late-end": 1,
    }
    assert page.watched == []


def test_an_approvers_morning() -> None:
    furnish()
    page = first_page(signed_in("approver"))
    assert {each.name: each.number for each in page.waits} == {
        "to-propose": 0,
        "to-look-over": 1,
        "to-confirm": 1,
        "to-release": 1,
        "to-publish": 1,
    }


def test_a_proposal_on_a_withdrawn_case_waits_on_nobody() -> None:
    proposal = proposed_decision(use_case_at(Stage.ASSESSING))
    page = first_page(signed_in("approver"))
    assert {each.name: each.number for each in page.waits}["to-confirm"] == 1
    case = UseCase.objects.get(pk=proposal.use_case_id)
    submit.withdraw(case, by=signatory(), reason="No longer wanted.")
    page = first_page(signed_in("approver"))
    assert {each.name: each.number for each in page.waits}["to-confirm"] == 0


def test_administrators_and_auditors_watch_their_own() -> None:
    furnish()
    account_request()
    told = {
        role: {str(tile.label): tile.number for tile in first_page(signed_in(role)).watched}
        for role in ("administrator", "auditor", "assessor")
    }
    names = ["Requests for an account", "People", "Roles ending", "Tokens ending"]
    assert [*told["administrator"]] == names
    assert told["administrator"]["Requests for an account"] == 1
    assert (told["administrator"]["Roles ending"], told["administrator"]["Tokens ending"]) == (1, 1)
    assert [*told["auditor"]][4:] == ["Changes", "Viewings"]
    assert told["assessor"] == {}


def test_the_intake_counts_what_came_in_and_drafts_are_told_apart() -> None:
    phase = open_phase("HS1", capacity=20)
    use_case_at(Stage.SUBMITTED, phase=phase)
    use_case_at(Stage.DRAFT, phase=phase)
    empty_draft(phase=phase)
    client = signed_in("officer")
    [intake] = first_page(client).intake
    drafts = intake.drafts
    assert drafts is not None
    assert (intake.phase, intake.received) == (phase, 1)
    assert client.get(intake.url).context["cl"].result_count == 1
    assert (drafts.phase, drafts.drafts, drafts.complete, drafts.answered) == (phase, 2, 1, 50)
    known = [
        line.points[0].value for line in intake.chart.lines if line.points[0].value is not None
    ]
    assert (known[-1], known[0], intake.chart.series) == (1, 0, ("Received", "Capacity"))


def test_drafts_near_the_close_are_marked() -> None:
    near, far = timezone.now() + timedelta(days=3), timezone.now() + timedelta(days=30)
    for code, closes in (("NEAR", near), ("FAR1", far)):
        empty_draft(phase=open_phase(code, closes_at=closes))
    open_phase("BARE", closes_at=near)
    page = first_page(signed_in("officer"))
    assert {each.phase.code: each.closes_soon for each in page.intake} == {
        "NEAR": True,
        "BARE": False,
        "FAR1": False,
    }


def test_what_falls_due_this_week() -> None:
    phase = open_phase("WEEK", closes_at=timezone.now() + timedelta(days=2))
    open_phase("LATER", closes_at=timezone.now() + timedelta(days=12))
    for role in ("officer", "assessor"):
        [entry] = first_page(signed_in(role)).week
        deadline, url = entry.first, entry.url
        assert (deadline.kind.value, deadline.record) == ("closes", phase.pk)
        assert signed_in(role).get(url).status_code == 200


def test_a_deputy_reads_whom_they_stand_in_for_and_what_waits_on_them() -> None:
    absent = officer("absent").user
    case = use_case_at(Stage.SUBMITTED)
    edit.change(case, {"case_officer": absent}, by=officer(), reason="It is theirs.")
    client = signed_in("officer")
    assert {each.name: each.number for each in first_page(client).waits}["to-screen"] == 0
    until = timezone.now() + timedelta(days=9)
    make_grant(account(officer()), Role.OFFICER, deputy_for=absent, until=until)
    page = first_page(client)
    assert {each.name: each.number for each in page.waits}["to-screen"] == 1
    assert [grant.deputy_for for grant in page.stands_in] == [absent]
    assert "You stand in for" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["administrator", "assessor"])
def test_others_learn_nothing_of_cases(role: str) -> None:
    use_case_at(Stage.DRAFT)
    use_case_at(Stage.SUBMITTED)
    page = first_page(signed_in(role))
    assert (page.waits, page.late, page.intake, page.funnel) == ([], [], [], None)


@pytest.mark.parametrize(
    ("role", "text"),
    [("assessor", "assigned to you to assess will appear here"), ("officer", "No phase is open")],
)
def test_an_empty_page_says_what_will_appear(role: str, text: str) -> None:
    assert text in signed_in(role).get("/admin/").content.decode()
