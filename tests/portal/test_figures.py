"""A bank's own figures: each opens exactly the use cases that it counts, of this bank alone."""

import re
from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.phases import open_phase
from tests.factories.reviews import confirmed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, visit
from usecases.reporting.own import own_figures
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

_LINK = re.compile(r'<a class="figure-link" href="([^"]+)">(\d+)</a>')


def world() -> None:
    second = open_phase()
    for stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.DECLINED, Stage.TRIALLING, Stage.COMPLETED):
        use_case_at(stage)
        use_case_at(stage, institution=bank_b())
    released_decision(use_case_at(Stage.ASSESSING, phase=second))
    confirmed_decision(use_case_at(Stage.ASSESSING, phase=second))


def test_each_number_opens_what_it_counts_and_nothing_of_another_bank() -> None:
    world()
    client = visit(people.viewer())
    page = client.get(at("figures")).content.decode()
    links = [(unescape(url), int(number)) for url, number in _LINK.findall(page)]
    assert len(links) > 10
    for url, number in links:
        listed = client.get(url)
        assert (url, listed.status_code, listed.context["page_obj"].paginator.count) == (
            url,
            200,
            number,
        )
        assert {each.institution_id for each, _status in listed.context["listed"]} == {
            people.viewer().membership.institution_id  # type: ignore[union-attr]  # a member
        }
    other = visit(people.viewer(bank_b()))
    assert {other.get(url).status_code for url, _number in links} == {400}


def test_the_numbers() -> None:
    world()
    own = own_figures(people.viewer())
    rows = {phase.code: row.values for phase, row in own.rows}
    names = ("submitted", "decided_accepted", "decided_declined", "pending", "completed")
    assert sorted([row[name] for name in names] for row in rows.values()) == [
        [2, 1, 0, 1, 0],
        [4, 2, 1, 1, 1],
    ]
    assert own.total is not None
    assert [own.total.values[name] for name in names] == [6, 3, 1, 2, 1]


def test_a_bank_without_use_cases_has_no_figures() -> None:
    use_case_at(Stage.DRAFT)
    page = visit(people.viewer()).get(at("figures")).content.decode()
    assert "No figures yet" in page


@pytest.mark.parametrize("asked", ["stage=accepted", "reached=x", "phase=NOPE", "institution=x"])
def test_an_address_that_asks_for_what_there_is_not_says_so(asked: str) -> None:
    answer = visit(people.viewer()).get(f"{at('use-cases')}?{asked}")
    assert answer.status_code == 400
    assert "This address asks for something that there is not" in answer.content.decode()


@pytest.mark.parametrize("phases", [1, 3])
def test_queries_do_not_grow(
    phases: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(phases):
        use_case_at(Stage.COMPLETED, phase=open_phase())
    client = visit(people.viewer())
    with django_assert_num_queries(15):
        assert client.get(at("figures")).status_code == 200
