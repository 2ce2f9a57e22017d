"""What staff open in the console is noted, once for a page; auditors read who looked."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests import people
from tests.admin.test_pages import address, signed_in
from tests.admin.test_queries import queries
from tests.admin.world import furnish
from tests.factories.phases import make_authority
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from usecases.audit.viewing import exported, looked_at
from usecases.models.phases import Phase
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.rules.confidential import is_confidential
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
TABS = ("submission", "reviews", "trial", "outcome", "files", "notes", "lineage", "history", "edit")


def noted() -> list[tuple[str, str, str]]:
    rows = Viewing.objects.order_by("row").select_related("by")
    return [(row.by.email.partition("@")[0], row.kind, row.looked) for row in rows]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_case_is_noted(tab: str) -> None:
    case = use_case_at(Stage.SCREENING)
    for _time in range(2):
        page = signed_in("officer").get(address("usecase", "change", case.pk), {"tab": tab})
        assert page.status_code == 200
    assert noted() == [("officer", "usecase", "opened")]


def test_every_confidential_page_is_noted() -> None:
    case, client = furnish(), signed_in("auditor")
    proposed_decision(use_case_at(Stage.ASSESSING))
    pages = {
        "usecase": case,
        "submission": case.submissions.all()[0],
        "decision": case.decisions.all()[0],
        "trial": case.trial,
        "outcome": case.outcomes.all()[0],
    }
    for model, record in pages.items():
        for page in ("change", "history"):
            assert client.get(address(model, page, record.pk)).status_code == 200
    assert noted() == [("auditor", model, "opened") for model in pages]
    assert {row.use_case for row in Viewing.objects.all()} == {case}


def test_acts_and_refused_forms_are_noted_too() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    client.get(address("usecase", "act", case.pk, "screen"))
    assert noted() == [("officer", "usecase", "opened")]
    Viewing.objects.all().delete()
    page = client.post(address("usecase", "change", case.pk), {"reason": ""})
    assert (page.status_code, noted()) == (200, [("officer", "usecase", "opened")])


def test_what_is_public_by_nature_is_not() -> None:
    case, client = furnish(), signed_in("officer")
    client.get(address("phase", "change", case.phase_id))
    client.get(address("institution", "change", case.institution_id))
    client.get(address("usecase", "changelist"))
    assert noted() == []
    assert (is_confidential(UseCase), is_confidential(Phase)) == (True, False)


def test_what_is_hidden_leaves_nothing() -> None:
    case, sfc = use_case_at(Stage.SCREENING), people.officer(authority=make_authority("SFC"))
    client = Client()
    assert sfc.user is not None
    client.force_login(sfc.user)
    assert client.get(address("usecase", "change", case.pk)).status_code == 404
    assert noted() == []


def test_a_page_costs_two_queries_more_and_one_from_then_on() -> None:
    case, client = use_case_at(Stage.SCREENING), signed_in("officer")
    client.get(address("usecase", "changelist"))
    asked = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(address("usecase", "change", case.pk))
        asked.append([each["sql"] for each in captured if "usecases_viewing" in each["sql"]])
    assert [len(each) for each in asked] == [2, 1]


def test_the_list_is_for_auditors() -> None:
    case = use_case_at(Stage.SCREENING)
    looked_at(case, by=people.officer())
    exported("usecase", "stage=accepted", 7, by=people.approver())
    page = signed_in("auditor").get(address("viewing", "changelist"))
    rows = list(page.context["cl"].result_list)
    assert [(row.by, row.use_case) for row in rows] == [
        (people.approver().user, None),
        (people.officer().user, case),
    ]
    text = page.content.decode()
    for told in (case.reference, "stage=accepted", "Opened", "Exported", "Use case"):
        assert told in text
    for role in ("officer", "approver", "administrator", "assessor"):
        assert signed_in(role).get(address("viewing", "changelist")).status_code == 404


def test_an_auditor_of_one_authority_reads_its_cases_only() -> None:
    case = use_case_at(Stage.SCREENING)
    looked_at(case, by=people.officer())
    sfc = people.staff("auditor", authority=make_authority("SFC"))
    client = Client()
    assert sfc.user is not None
    client.force_login(sfc.user)
    page = client.get(address("viewing", "changelist"))
    assert (list(page.context["cl"].result_list), case.reference in page.content.decode()) == (
        [],
        False,
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"looked__exact": "exported"}, 1),
        ({"looked__exact": ["exported", "opened"]}, 3),
        ({"kind__exact": "submission"}, 1),
        ({"door__exact": "console"}, 0),
        ({"q": "GS1-001"}, 2),
        ({"q": "accepted"}, 1),
    ],
)
def test_it_is_filtered(asked: dict[str, str | list[str]], found: int) -> None:
    case = use_case_at(Stage.SCREENING)
    looked_at(case, by=people.officer())
    looked_at(case.submissions.get(), by=people.officer())
    exported("usecase", "stage=accepted", 7, by=people.approver())
    page = signed_in("auditor").get(address("viewing", "changelist"), asked)
    assert len(page.context["cl"].result_list) == found


def test_the_history_of_a_case_says_who_looked_to_auditors() -> None:
    case = use_case_at(Stage.SCREENING)
    looked_at(case, by=people.officer())
    history = {"tab": "history"}
    page = signed_in("auditor").get(address("usecase", "change", case.pk), history)
    seen = page.context["panel"]
    assert [(each.by.email, kind) for each, kind in seen["viewings"]] == [
        ("auditor@regulator.example", "Use case"),
        ("officer@regulator.example", "Use case"),
    ]
    assert "Who looked" in page.content.decode()
    page = signed_in("officer").get(address("usecase", "change", case.pk), history)
    assert (page.context["panel"], "Who looked" in page.content.decode()) == (None, False)


def test_queries_of_the_list_do_not_grow() -> None:
    def look(number: int) -> int:
        for _number in range(number):
            case = use_case_at(Stage.SCREENING)
            looked_at(case, by=people.officer())
        return queries("auditor", address("viewing", "changelist"))

    first = look(1)
    assert look(2) == first


def test_an_exported_list_is_one_step_away() -> None:
    use_case_at(Stage.SCREENING)
    query = "_active=1&stage__exact=screening"
    signed_in("officer").get(f"{address('usecase', 'export', 'csv')}?{query}")
    page = signed_in("auditor").get(address("viewing", "changelist")).content.decode()
    listed = f"{address('usecase', 'changelist')}?{escape(query)}"
    assert f'<a href="{listed}">The same list</a>' in page
