"""The assessor's pages: what is assigned, declared, read, scored, handed in, taken along."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.world import account
from tests.factories.assessments import (
    assigned,
    conflicted,
    declared,
    drafted,
    handed_in,
    make_criterion,
    open_to_assess,
)
from tests.factories.institutions import make_partner
from tests.factories.phases import phase
from tests.factories.reviews import released_decision
from tests.factories.usecases import use_case_at
from tests.people import administrator, assessor, auditor, officer
from usecases.models.assessments import Assessment
from usecases.models.interests import Interest
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.judge import hand_in

pytestmark = pytest.mark.django_db

MINE = "/admin/assessments/mine/"
DECLARE = "/admin/interests/declare/"
PACK = "/admin/assessments/cases.pdf"
SECRET = "qqproblemqq"


@pytest.fixture
def me(client: Client) -> Client:
    client.force_login(account(assessor()))
    return client


@pytest.fixture
def case() -> UseCase:
    make_criterion(phase(), "innovation")
    return use_case_at(Stage.ASSESSING, problem=SECRET, title="Loans <b>")


def page(case: UseCase, name: str = "assess-case") -> str:
    return reverse(f"admin:{name}", args=[case.pk])


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_before_declaring_nothing_is_read_but_reference_title_and_parties(
    me: Client, case: UseCase
) -> None:
    assigned(case)
    for address in (MINE, DECLARE):
        text = body(me, address)
        known = (case.reference, "Loans &lt;b&gt;", "Alpha Bank", SECRET, case.summary)
        assert [word in text for word in known] == [True, True, True, False, False]
    assert me.get(page(case)).headers["Location"] == DECLARE
    assert me.get(page(case, "assess-hand-in")).status_code == 404
    assert me.get(PACK).status_code == 404
    assert me.get(f"/admin/usecases/usecase/{case.pk}/change/").status_code == 404


def test_one_confirmation_opens_all_and_a_tick_closes_what_it_names(me: Client) -> None:
    partner = make_partner("Cloud Co")
    theirs = [use_case_at(Stage.ASSESSING, partners=[partner]) for _ in range(2)]
    other = use_case_at(Stage.ASSESSING)
    for each in (*theirs, other):
        assigned(each)
    data: dict[str, Any] = {
        "case": [str(each.pk) for each in (*theirs, other)],
        "conflict": [f"{other.phase_id}/partner/{partner.pk}"],
        "why": "A cousin.",
    }
    refused = me.post(DECLARE, data)
    assert (refused.status_code, Interest.objects.count()) == (200, 0)
    done = me.post(DECLARE, {**data, "confirm": "on"})
    assert done.headers["Location"] == MINE
    said = {(str(each.partner or each.use_case), each.standing) for each in Interest.objects.all()}
    assert said == {("Cloud Co", "conflict"), (str(other), "none")}
    text = body(me, MINE)
    assert [each.reference in text for each in (*theirs, other)] == [False, False, True]


def test_a_tick_that_was_not_on_the_page_is_refused(me: Client, case: UseCase) -> None:
    assigned(case)
    foreign = use_case_at(Stage.ASSESSING)
    own = {"confirm": "on", "case": str(case.pk)}
    for wrong in (
        {"conflict": f"{case.phase_id}/use_case/{foreign.pk}"},
        {"case": str(foreign.pk)},
        {"conflict": "x"},
    ):
        assert me.post(DECLARE, {**own, **wrong}).status_code == 200
    assert Interest.objects.count() == 0


def test_a_conflict_in_a_firm_is_declared_by_an_officer_too(client: Client, case: UseCase) -> None:
    client.force_login(account(officer()))
    data = {"firm": "1", "phase": str(case.phase_id), "institution": str(case.institution_id)}
    assert "Choose an institution" in str(
        client.post(DECLARE, {"firm": "1", "phase": str(case.phase_id)}).content.decode()
    )
    assert client.post(DECLARE, data).headers["Location"] == DECLARE
    assert "Alpha Bank" in body(client, DECLARE)
    assert client.get(f"/admin/usecases/usecase/{case.pk}/change/").status_code == 404


def test_reading_keeping_a_draft_and_handing_in(me: Client, case: UseCase) -> None:
    open_to_assess(case)
    text = body(me, page(case))
    assert [word in text for word in (SECRET, "5 – Excellent", "1 – Poor")] == [True, True, True]
    assert Viewing.objects.filter(use_case=case, looked="opened").count() == 1
    words = {"submission": str(case.submissions.get().pk), "score-innovation": "4"}
    kept = me.post(page(case), {**words, "remark-innovation": "New.", "keep": ""})
    assert kept.headers["Location"] == page(case)
    checked = me.post(page(case), {**words, "comment": "So.", "check": ""})
    assert checked.headers["Location"] == page(case, "assess-hand-in")
    assert "Say what you recommend." in body(me, page(case, "assess-hand-in"))
    assert me.post(page(case, "assess-hand-in")).status_code == 200
    me.post(page(case), {**words, "comment": "So.", "recommendation": "accept", "keep": ""})
    done = me.post(page(case, "assess-hand-in"))
    assert done.headers["Location"] == page(case)
    assert "4 – Good" in body(me, page(case))
    row = Assessment.objects.get()
    assert (row.submitted_at is not None, row.scores.get().score) == (True, 4)
    assert me.get(page(case, "assess-hand-in")).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"score-innovation": "6"}, "Choose one of the scores of the scale."),
        ({"remark-innovation": "New."}, "Choose a score for your remark."),
        ({"recommendation": "perhaps"}, "Select a valid choice"),
        ({"submission": "00000000-0000-4000-8000-000000000000"}, "Somebody else changed this"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    wrong: dict[str, str], told: str, me: Client, case: UseCase
) -> None:
    open_to_assess(case)
    data = {"submission": str(case.submissions.get().pk), "comment": "Kept as typed.", **wrong}
    text = str(me.post(page(case), data).content.decode())
    assert [word in text for word in (told, "Kept as typed.")] == [True, True]
    assert Assessment.objects.count() == 0


def test_colleagues_are_read_once_the_own_one_is_in(me: Client, case: UseCase) -> None:
    handed_in(case, assessor("second"))
    open_to_assess(case)
    drafted(case)
    name = account(assessor("second")).name
    assert name not in body(me, page(case))
    hand_in(case, by=assessor())
    assert name in body(me, page(case))


def test_after_a_conflict_or_a_decision_nothing_is_there(me: Client, case: UseCase) -> None:
    decided = open_to_assess(use_case_at(Stage.ASSESSING))
    released_decision(decided)
    open_to_assess(case)
    drafted(case)
    conflicted(case, assessor())
    for each in (case, decided):
        for name in ("assess-case", "assess-hand-in"):
            found = {me.get(page(each, name)).status_code, me.post(page(each, name)).status_code}
            assert found == {404}
        assert each.reference not in body(me, MINE)
    assert me.get(PACK).status_code == 404


def test_the_pack_holds_what_may_be_read_and_taking_it_is_written_down(
    me: Client, case: UseCase
) -> None:
    open_to_assess(case)
    assigned(use_case_at(Stage.ASSESSING))
    answer = me.get(PACK)
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200, "application/pdf", b"%PDF-",
    )  # fmt: skip
    assert answer["Content-Disposition"].startswith("attachment;")
    (row,) = Viewing.objects.filter(looked="exported")
    assert (row.use_case, row.by) == (case, account(assessor()))


@pytest.mark.parametrize("person", [officer, auditor, administrator])
def test_others_have_no_such_pages(person: Any, client: Client, case: UseCase) -> None:
    client.force_login(account(person()))
    for address in (MINE, PACK, page(case)):
        assert client.get(address).status_code == 404


def test_the_page_of_the_record_leads_to_the_page_made_for_reading(
    me: Client, case: UseCase
) -> None:
    open_to_assess(case)
    found = me.get(f"/admin/usecases/usecase/{case.pk}/change/")
    assert found.headers["Location"] == page(case)


def test_the_first_page_says_what_waits(me: Client, case: UseCase) -> None:
    assert "Nothing waits on you yet" in body(me, "/admin/")
    assigned(case)
    shown = me.get("/admin/").context["page"].assessing
    assert (shown.undeclared, shown.to_do, shown.handed_in) == (1, 0, 0)
    declared(case)
    shown = me.get("/admin/").context["page"].assessing
    assert (shown.undeclared, shown.to_do, [each.case for each in shown.next]) == (0, 1, [case])


@pytest.mark.parametrize(("address", "queries"), [(MINE, 10), (DECLARE, 15)])
def test_queries_do_not_grow_with_rows(
    address: str, queries: int, me: Client, case: UseCase, django_assert_max_num_queries: Any
) -> None:
    assigned(case)
    me.get(address)
    with django_assert_max_num_queries(queries) as one:
        me.get(address)
    for _ in range(2):
        open_to_assess(use_case_at(Stage.ASSESSING))
    with django_assert_max_num_queries(queries) as three:
        me.get(address)
    assert len(three) <= len(one) + 2  # versions, scores
