"""The intake: what came in, what stands out, whose it is; closed to whoever reads no cases."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.world import PEOPLE, account
from tests.factories.assessments import conflicted
from tests.factories.clarifications import asked
from tests.factories.institutions import bank_b
from tests.factories.phases import make_authority, open_phase
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import officer
from tests.selection.test_similar import CHINESE, ENGLISH
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

PAGE = "/admin/intake/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def entries(person: Person, query: str = "") -> list[Any]:
    context: Any = signed_in(person).get(PAGE + query).context
    found: list[Any] = context["entries"]
    return found


def listed(person: Person, query: str = "") -> list[UseCase]:
    return [each.case for each in entries(person, query)]


def test_what_came_in_and_was_never_assessed_stands_there_the_oldest_first() -> None:
    first, second = use_case_at(Stage.SUBMITTED), use_case_at(Stage.SCREENING)
    third, later = use_case_at(Stage.CLARIFYING), use_case_at(Stage.ASSESSING)
    asked(later)
    for stage in (Stage.DRAFT, Stage.ACCEPTED, Stage.WITHDRAWN):
        use_case_at(stage)
    recorded_case(Stage.SUBMITTED)
    assert listed(officer()) == [first, second, third]
    assert listed(officer(), "?stage=screening") == [second]
    steps = [each.step and each.step.move.verb for each in entries(officer())]
    assert steps == ["screen", "assess", None]


def test_it_is_narrowed_by_phase_and_by_whose_it_is() -> None:
    own = use_case_at(Stage.SUBMITTED, phase=open_phase("ONE"), case_officer=officer().user)
    free = use_case_at(Stage.SUBMITTED, phase=open_phase("TWO"))
    assert listed(officer(), "?phase=ONE") == [own]
    assert listed(officer(), "?whose=mine") == [own]
    assert listed(officer(), "?whose=nobody") == [free]
    page = signed_in(officer()).get(f"{PAGE}?whose=mine&stage=clarifying").content.decode()
    assert "Nothing of this came in" in page


def test_a_row_says_what_is_thin_left_out_and_similar() -> None:
    other = use_case_at(Stage.COMPLETED, institution=bank_b(), **CHINESE)
    case = use_case_at(Stage.SUBMITTED, **{**CHINESE, "risks": "Few."})
    [entry] = entries(officer())
    assert "Risks" in entry.complete.thin
    assert "Summary" not in entry.complete.thin
    assert entry.complete.left_out == ("What is different", "Support wanted")
    assert [(each.case, each.percent) for each in entry.like.similar] == [(other, 100)]
    page = signed_in(officer()).get(PAGE).content.decode()
    assert (case.reference in page, other.reference in page, "100 %" in page) == (True,) * 3


def test_the_same_stands_on_the_page_of_the_case_until_it_is_decided() -> None:
    other = use_case_at(Stage.COMPLETED, institution=bank_b(), **ENGLISH)
    case = use_case_at(Stage.SUBMITTED, **ENGLISH)
    client = signed_in(officer())
    page = client.get(reverse("admin:usecases_usecase_change", args=[case.pk]))
    assert [(kin.case, why) for kin, why in page.context["like"].rows] == [(other, "similar")]
    assert "Similar text: 1" in page.content.decode()
    page = client.get(reverse("admin:usecases_usecase_change", args=[other.pk]))
    assert page.context["like"] is None


def test_a_conflict_hides_the_case_and_every_trace_of_it() -> None:
    closed = use_case_at(Stage.SUBMITTED, institution=bank_b(), title="Voices", **ENGLISH)
    open_one = use_case_at(Stage.SUBMITTED, title="Listener", **ENGLISH)
    blind = officer("blind")
    conflicted(closed, blind)
    client = signed_in(blind)
    for path in (PAGE, reverse("admin:usecases_usecase_change", args=[open_one.pk])):
        page = client.get(path).content.decode()
        assert (closed.reference in page, str(closed.pk) in page, "Voices" in page) == (False,) * 3
        assert open_one.reference in page


def test_another_authority_has_an_intake_of_its_own() -> None:
    use_case_at(Stage.SUBMITTED)
    page = signed_in(officer(authority=make_authority("SFC"))).get(PAGE).content.decode()
    assert "Nothing waits at the door" in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        *(("officer", 200), ("approver", 200), ("auditor", 200)),
        *(("assessor", 404), ("administrator", 404), ("signatory", 403)),
    ],
)
def test_who_reads_it(role: str, status: int) -> None:
    use_case_at(Stage.SUBMITTED)
    answer = signed_in(PEOPLE[role]()).get(PAGE)
    assert answer.status_code == status
    if status == 200:
        assert (b'form="assign-' in answer.content) is (role == "officer")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("?phase=NONE", 404), ("?phase=%00", 404), ("?stage=accepted", 400)),
        *(("?whose=all", 400), ("?x=1", 400), ("?page=9e9", 200), ("?page=-1", 200)),
    ],
)
def test_nonsense_is_answered_calmly(query: str, status: int) -> None:
    use_case_at(Stage.SUBMITTED)
    assert signed_in(officer()).get(PAGE + query).status_code == status


def test_an_officer_is_given_from_the_row_and_in_bulk() -> None:
    cases = [use_case_at(Stage.SUBMITTED) for _each in range(2)]
    client, listing = signed_in(officer()), reverse("admin:usecases_usecase_changelist")
    chosen = {"action": "assign", "index": "0", "select_across": "0"}
    keys = [str(each.pk) for each in cases]
    answer = client.post(listing, {**chosen, "_selected_action": keys}, follow=True)
    assert answer.status_code == 200
    assert sorted(str(each.row.pk) for each in answer.context["outlook"]) == sorted(keys)


def test_three_cost_as_many_queries_as_one() -> None:
    client, counts = signed_in(officer()), []
    use_case_at(Stage.COMPLETED, **ENGLISH)
    for more in (1, 2):
        for _each in range(more):
            use_case_at(Stage.SUBMITTED, **ENGLISH)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        counts.append(len(captured))
    assert counts[0] == counts[1]
