"""The notices: all there, narrowed, paged, with the way to the thing; and how mail comes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import people
from tests.factories.clarifications import asked
from tests.factories.institutions import bank_b
from tests.factories.phases import open_phase
from tests.factories.usecases import use_case_at
from tests.models.behind import set_to
from tests.portal.visits import at, visit, words
from usecases.models.messages import Message, NoticePreference
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft
from usecases.workflow.remind import remind

pytestmark = pytest.mark.django_db


def listed(**looked_for: str) -> list[str]:
    response = visit(people.signatory()).get(at("notices"), looked_for)
    assert response.status_code == 200
    return [each.notice.subject for each in response.context["listed"]]


def test_they_are_narrowed_by_kind_words_and_day() -> None:
    asked(use_case_at(Stage.SCREENING))
    use_case_at(Stage.SUBMITTED)
    received = [f"We have received your submission GS1-00{number}" for number in (2, 1)]
    question = "A question about GS1-001"
    tomorrow = str((timezone.now() + timedelta(days=2)).date())
    assert listed() == [received[0], question, received[1]]
    assert listed(letter="received") == received
    assert listed(search="gs1-001") == [question, received[1]]
    assert listed(search="gs1-001 which data") == [question]
    assert (listed(search="nothing of the kind"), listed(since=tomorrow)) == ([], [])
    assert listed(since=str(timezone.now().date() - timedelta(days=2))) == listed()


@pytest.mark.parametrize("bad", [{"letter": "draft"}, {"since": "soon"}, {"search": "x" * 300}])
def test_what_cannot_be_looked_for_is_named(bad: dict[str, str]) -> None:
    use_case_at(Stage.SUBMITTED)
    response = visit(people.signatory()).get(at("notices"), bad)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(bad)


def test_each_leads_to_its_thing_while_that_is_there() -> None:
    case = use_case_at(Stage.SCREENING)
    asked(case)
    phase = open_phase("GS9", closes_at=timezone.now() + timedelta(days=7, minutes=5))
    kept = use_case_at(Stage.DRAFT, phase=phase)
    gone = use_case_at(Stage.DRAFT, phase=phase)
    for each in (kept, gone):
        set_to(each, recorded_at=timezone.now() - timedelta(days=9))
    remind(by=people.system())
    draft.discard(gone, by=people.signatory())
    client = visit(people.signatory())
    found = client.get(at("notices")).context["listed"]
    assert {each.path for each in found} == {
        at("use-case", case.pk), at("answers", case.pk), at("use-case", kept.pk), "",
    }  # fmt: skip
    for each in found:
        page = client.get(at("notice", each.notice.pk)).content.decode()
        assert (f'class="btn" href="{each.path}"' in page) is bool(each.path)


def test_older_ones_are_on_further_pages(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    use_case_at(Stage.SUBMITTED)
    row = Message.objects.get(channel="notice")
    client = visit(people.signatory())
    client.get(at("notices"))
    with django_assert_num_queries(8):
        client.get(at("notices"))
    Message.objects.bulk_create(
        Message(
            **{
                name: getattr(row, name)
                for name in (
                    "channel", "letter", "recipient", "institution", "use_case", "subject",
                    "body", "sent_at", "recorded_at", "updated_at",
                )
            }
        )
        for _each in range(60)
    )  # fmt: skip
    with django_assert_num_queries(8):
        first = client.get(at("notices"))
    second = client.get(at("notices"), {"page": "2", "letter": "received"})
    assert [len(each.context["listed"]) for each in (first, second)] == [50, 11]
    assert 'href="?letter=received&amp;page=1"' in second.content.decode().replace(
        "page=1&amp;letter=received", "letter=received&amp;page=1"
    )


def test_nobody_finds_what_another_was_told() -> None:
    people.signatory(bank_b())
    use_case_at(Stage.SUBMITTED)
    told = Message.objects.get(channel="notice")
    for other in (people.signatory(bank_b()), people.viewer()):
        client = visit(other)
        assert client.get(at("notice", told.pk)).status_code == 404
        assert client.get(at("notices")).context["listed"] == []


def test_everyone_says_how_mail_comes_and_reads_it_again() -> None:
    client = visit(people.viewer())
    page = client.get(at("notice-preferences"))
    assert (page.status_code, page.context["form"].initial) == (
        200, {"mail": "each", "reminders": True},
    )  # fmt: skip
    response = client.post(at("notice-preferences"), {"mail": "daily"})
    assert (response.status_code, response["Location"]) == (302, at("notices"))
    assert "From now on mail comes as you chose" in client.get(at("notices")).content.decode()
    said = NoticePreference.objects.get()
    assert (said.user, said.mail, said.reminders) == (people.viewer().user, "daily", False)
    assert client.get(at("notice-preferences")).context["form"].initial == {
        "mail": "daily", "reminders": False,
    }  # fmt: skip


def test_a_choice_that_there_is_not_is_refused_in_words() -> None:
    response = visit(people.viewer()).post(at("notice-preferences"), {"mail": "hourly"})
    assert (response.status_code, NoticePreference.objects.count()) == (422, 0)
    assert "hourly is not one of the available choices" in words(response)
