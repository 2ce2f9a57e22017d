"""Who may come in, and what is answered to whoever may not: the same as if nothing were there."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests import people
from tests.factories.access import make_grant, make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, stored, visit, words
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.vocabulary.messages import Channel
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

NOBODYS = UUID("00000000-0000-4000-8000-000000000000")


def _of_case(key: UUID) -> list[str]:
    return [
        at("use-case", key),
        at("section", key, "about"),
        at("check", key),
        at("discard", key),
        at("withdraw", key),
        at("submission", key, 1),
        at("receipt", key, 1),
    ]


LISTS = [at("home"), at("use-cases"), at("notices"), at("colleagues")]


@pytest.mark.parametrize("address", LISTS)
def test_who_is_not_signed_in_is_asked_to(address: str) -> None:
    response = Client().get(address + "?page=2")
    assert (response.status_code, response["Cache-Control"]) == (302, "no-store, private")
    assert response["Location"] == f"/accounts/login/?next={address}%3Fpage%3D2"


def test_a_case_that_is_there_and_one_that_is_not_both_ask_to_sign_in() -> None:
    case = use_case_at(Stage.ASSESSING)
    for mine, nobodys in zip(_of_case(case.pk), _of_case(NOBODYS), strict=True):
        answers = [Client().get(each) for each in (mine, nobodys)]
        assert [each.status_code for each in answers] == [302, 302]
        assert answers[0].content == answers[1].content == b""


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.ASSESSING, Stage.COMPLETED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_bank_gets_what_nothing_gets(stage: str, method: str) -> None:
    case = use_case_at(stage)
    version = stored(case).version
    client = visit(people.signatory(bank_b()))
    for mine, nobodys in zip(_of_case(case.pk), _of_case(NOBODYS), strict=True):
        known, unknown = getattr(client, method)(mine), getattr(client, method)(nobodys)
        assert known.status_code == unknown.status_code
        assert known.content == unknown.content
        assert known.status_code in {404, 405}
    assert (stored(case).stage, stored(case).version) == (stage, version)


def test_another_banks_notice_is_not_there() -> None:
    use_case_at(Stage.SUBMITTED)
    notice = Message.objects.filter(channel=Channel.NOTICE).earliest("id")
    assert visit(people.signatory()).get(at("notice", notice.pk)).status_code == 200
    client = visit(people.signatory(bank_b()))
    known, unknown = client.get(at("notice", notice.pk)), client.get(at("notice", NOBODYS))
    assert (known.status_code, known.content) == (404, unknown.content)


def test_a_mail_is_no_notice() -> None:
    use_case_at(Stage.SUBMITTED)
    mail = Message.objects.filter(channel=Channel.MAIL).earliest("id")
    assert visit(people.signatory()).get(at("notice", mail.pk)).status_code == 404


def test_lists_of_another_bank_hold_nothing_of_the_first() -> None:
    use_case_at(Stage.COMPLETED, title="Canary of the first bank")
    client = visit(people.signatory(bank_b()))
    pages = b"".join(client.get(each).content for each in LISTS)
    assert [word for word in (b"Canary", b"GS1-001", b"Alpha") if word in pages] == []


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator"])
def test_staff_are_shown_the_console(who: str) -> None:
    person: Person = getattr(people, who)()
    response = visit(person).get(at("home"))
    assert (response.status_code, response["Cache-Control"]) == (403, "no-store, private")
    assert "Go to the console" in words(response)


def test_staff_find_no_bank_case_here() -> None:
    case = use_case_at(Stage.ASSESSING)
    client = visit(people.officer())
    known, unknown = client.get(at("use-case", case.pk)), client.get(at("use-case", NOBODYS))
    assert [known.status_code, unknown.status_code] == [403, 403]
    assert _without_token(known) == _without_token(unknown)


def _without_token(response: Any) -> list[str]:
    lines = response.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_a_stranger_is_told_in_plain_words() -> None:
    client = Client()
    client.force_login(make_user())
    response = client.get(at("home"))
    assert response.status_code == 403
    assert "This page is for banks" in words(response)
    assert "console" not in words(response)


def test_a_disabled_person_is_out_at_once() -> None:
    person = people.editor()
    client = visit(person)
    assert client.get(at("home")).status_code == 200
    _disable(person)
    assert client.get(at("home")).status_code == 302


def _disable(person: Person) -> None:
    assert person.user is not None
    person.user.is_active = False
    person.user.save(update_fields=["is_active"])


def test_a_membership_that_ended_lets_nobody_in() -> None:
    user = make_user()
    member = make_member(user, bank_a(), "editor")
    client = Client()
    client.force_login(user)
    assert client.get(at("home")).status_code == 200
    member.until = member.since
    member.save(update_fields=["until"])
    assert client.get(at("home")).status_code == 403


def test_staff_with_a_membership_see_the_bank_only() -> None:
    user = make_user()
    make_grant(user, "officer")
    make_member(user, bank_b(), "viewer")
    use_case_at(Stage.ASSESSING, title="Canary of the first bank")
    client = Client()
    client.force_login(user)
    response = client.get(at("use-cases"))
    assert response.status_code == 200
    assert response.context["listed"] == []


@pytest.mark.parametrize("name", ["home", "use-cases", "notices", "colleagues"])
def test_pages_to_read_take_no_post(name: str) -> None:
    assert visit(people.signatory()).post(at(name)).status_code == 405


def test_a_begin_takes_no_get() -> None:
    case = use_case_at(Stage.DRAFT)
    response = visit(people.signatory()).get(at("begin", case.phase_id))
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize("name", ["section", "check", "discard", "withdraw", "begin"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_only_forms_are_taken(name: str, kind: str) -> None:
    case = use_case_at(Stage.DRAFT)
    args = (case.phase_id,) if name == "begin" else (case.pk,)
    address = at(name, *args, *(["about"] if name == "section" else []))
    response = visit(people.signatory()).post(address, data="{}", content_type=kind)
    assert response.status_code == 415
    assert stored(case).version == case.version
