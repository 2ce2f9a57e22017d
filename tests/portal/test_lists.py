"""Home, list, notices, colleagues: what is on them, and how many questions they cost."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import people
from tests.factories.institutions import bank_a
from tests.factories.phases import closed_phase, open_phase
from tests.factories.reviews import released_decision
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.portal.visits import at, visit, words
from usecases.models.messages import Message
from usecases.vocabulary.messages import Channel
from usecases.vocabulary.sections import REQUIRED_FIELDS
from usecases.vocabulary.stages import PLAIN, Stage

pytestmark = pytest.mark.django_db


def _home(rows: int) -> None:
    for _ in range(rows):
        empty_draft()
        use_case_at(Stage.TRIALLING)
        released_decision(use_case_at(Stage.ASSESSING))
        open_phase()


def _cases(rows: int) -> None:
    for _ in range(rows):
        use_case_at(Stage.ASSESSING)


def _colleagues(rows: int) -> None:
    for number in range(rows):
        people.editor(name=f"editor{number}")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "fill", "queries"),
    [
        ("home", _home, 22),
        ("use-cases", _cases, 6),
        ("notices", _cases, 8),
        ("colleagues", _colleagues, 8),
    ],
)
def test_queries_do_not_grow(
    name: str,
    fill: Callable[[int], None],
    queries: int,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = visit(people.signatory())
    fill(rows)
    with django_assert_num_queries(queries):
        assert client.get(at(name)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_one_case_do_not_grow_with_the_others(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _home(rows)
    case, draft = use_case_at(Stage.COMPLETED), use_case_at(Stage.DRAFT)
    client = visit(people.signatory())
    with django_assert_num_queries(21):
        assert client.get(at("use-case", case.pk)).status_code == 200
    with django_assert_num_queries(18):
        assert client.get(at("use-case", draft.pk)).status_code == 200


def test_home_puts_what_is_to_do_first_by_deadline() -> None:
    soon = use_case_at(Stage.DRAFT, title="Complete")
    rolling = empty_draft(phase=open_phase(closes_at=None))
    accepted = use_case_at(Stage.ACCEPTED)
    use_case_at(Stage.ASSESSING)
    recorded_case(Stage.ACCEPTED)  # after the fact: nothing is expected of the bank
    todo = visit(people.signatory()).get(at("home")).context["todo"]
    assert [each.case for each in todo] == [accepted, soon, rolling]  # its plan waits already
    assert [each.ready for each in todo] == [False, True, False]
    assert todo[2].answers_missing == len(REQUIRED_FIELDS)


def test_home_says_what_will_come_when_there_is_nothing() -> None:
    page = words(visit(people.viewer()).get(at("home")))
    assert "No use case yet" in page
    assert "No phase is open" in page


def test_home_offers_a_start_to_those_who_write() -> None:
    phase = open_phase()
    for role, offered in (("editor", True), ("signatory", True), ("viewer", False)):
        page = visit(getattr(people, role)()).get(at("home")).content.decode()
        assert (f'action="{at("begin", phase.pk)}"' in page) is offered


def test_the_list_shows_each_stage_in_plain_words_the_newest_first() -> None:
    stages = [Stage.DRAFT, Stage.SUBMITTED, Stage.ASSESSING, Stage.DECLINED]
    cases = [use_case_at(stage) for stage in stages]
    listed = visit(people.viewer()).get(at("use-cases")).context["listed"]
    assert [case for case, _status in listed] == cases[::-1]
    assert [status.word for _case, status in listed] == [PLAIN[s][0] for s in stages[::-1]]


def test_a_letter_is_shown_as_it_was_sent() -> None:
    use_case_at(Stage.SUBMITTED)
    notice = Message.objects.get(channel=Channel.NOTICE)
    client = visit(people.signatory())
    listed = client.get(at("notices")).context["page_obj"].object_list
    assert [each.pk for each in listed] == [notice.pk]
    page = words(client.get(at("notice", notice.pk)))
    assert [line for line in notice.body.split() if line not in page] == []


def test_letters_are_for_their_reader() -> None:
    people.editor()
    use_case_at(Stage.SUBMITTED)
    for role, count in (("editor", 1), ("signatory", 1), ("viewer", 0)):
        found = visit(getattr(people, role)()).get(at("notices")).context["page_obj"]
        assert found.paginator.count == count


def test_colleagues_are_those_of_the_bank_now() -> None:
    gone, off = people.editor(name="gone"), people.editor(name="off")
    assert gone.membership is not None
    assert off.user is not None
    gone.membership.until = gone.membership.since
    gone.membership.save(update_fields=["until"])
    off.user.is_active = False
    off.user.save(update_fields=["is_active"])
    people.signatory()
    members = visit(people.viewer()).get(at("colleagues")).context["members"]
    told = [(each.institution, each.user.email, each.role) for each in members]
    assert told == [
        (bank_a(), "signatory@alpha-bank.example", "signatory"),
        (bank_a(), "viewer@alpha-bank.example", "viewer"),
    ]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99"])
def test_a_page_that_there_is_not_shows_one_that_there_is(page: str) -> None:
    closed_phase()
    use_case_at(Stage.DRAFT)
    response = visit(people.viewer()).get(at("use-cases"), {"page": page})
    assert (response.status_code, len(response.context["listed"])) == (200, 1)
