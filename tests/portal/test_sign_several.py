"""A signatory signs several after reading each; each gets its own answer, none stops another."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client
from pytest_django import Settings

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.phases import open_phase
from tests.factories.usecases import empty_draft, use_case_at
from tests.portal.visits import at, stored, visit, words
from usecases.models.phases import Phase
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft as drafts

pytestmark = pytest.mark.django_db


def read(client: Client, case: UseCase) -> str:
    """Open a draft, say that it was read, and return how the list names it."""
    version = client.get(at("check", case.pk)).context["case"].version
    answer = client.post(at("read", case.pk), {"version": version})
    assert answer["Location"] == at("sign-several")
    return f"{case.pk}:{version}"


def sign(client: Client, *chosen: str) -> list[tuple[str, bool, str]]:
    answer = client.post(at("sign-several"), {"drafts": chosen, "confirm": "on"})
    assert answer["Location"] == at("signed-several")
    results: list[dict[str, Any]] = client.get(answer["Location"]).context["results"]
    return [(each["title"], each["done"], each["told"]) for each in results]


def test_all_that_were_read_are_handed_in_with_one_tick() -> None:
    cases = [use_case_at(Stage.DRAFT, title=f"Number {n}") for n in (1, 2)]
    unread, empty = use_case_at(Stage.DRAFT), empty_draft()
    client = visit(people.signatory())
    chosen = [read(client, case) for case in cases]
    page = client.get(at("sign-several"))
    listed = [(each.case, each.read) for each in page.context["ready"]]
    assert listed == [(cases[0], True), (cases[1], True), (unread, False)]
    assert [each.case for each in page.context["lacking"]] == [empty]
    assert sign(client, *chosen) == [
        ("Number 1", True, "Submitted as GS1-001."),
        ("Number 2", True, "Submitted as GS1-002."),
    ]
    assert Submission.objects.count() == 2
    assert sign(client, *chosen) == [  # pressed twice, or sent again by the back button
        ("Number 1", False, "It was submitted already; nothing was sent twice."),
        ("Number 2", False, "It was submitted already; nothing was sent twice."),
    ]
    assert Submission.objects.count() == 2


def test_one_that_is_refused_does_not_stop_the_others() -> None:
    closing = open_phase()
    cases = {
        name: use_case_at(Stage.DRAFT, title=name, phase=closing if name == "closed" else None)
        for name in ("changed", "emptied", "closed", "discarded", "good")
    }
    client = visit(people.signatory())
    chosen = [read(client, case) for case in cases.values()]
    drafts.write(cases["changed"], fields={"summary": "Otherwise"}, by=people.editor())
    assert closing.opens_at is not None
    Phase.objects.filter(pk=closing.pk).update(closes_at=closing.opens_at + timedelta(days=1))
    drafts.discard(cases["discarded"], by=people.editor())
    told = sign(client, *chosen)
    again = "It changed after you read it. It was not submitted: read it again."
    assert told[0] == ("changed", False, again)
    assert told[2] == ("closed", False, "The phase is not open for submissions.")
    assert told[3] == ("", False, "It is no longer there: a colleague discarded it.")
    assert [each[1] for each in told] == [False, True, False, False, True]
    rows = client.get(at("sign-several")).context["ready"]
    assert [(each.case, each.read, each.changed) for each in rows] == [
        (stored(cases["changed"]), False, True)
    ]


def test_what_was_not_read_in_its_present_version_is_not_signed() -> None:
    case, client = use_case_at(Stage.DRAFT), visit(people.signatory())
    not_read = [(case.title, False, "Open it and read it to its end first. It was not submitted.")]
    assert sign(client, f"{case.pk}:{case.version}") == not_read
    assert client.post(at("read", case.pk), {"version": case.version + 1})["Location"] == at(
        "check", case.pk
    )
    read(client, case)
    assert sign(client, f"{case.pk}:{case.version + 1}") == not_read
    assert sign(visit(people.signatory(name="second")), f"{case.pk}:{case.version}") == not_read
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [{}, {"confirm": "on"}, {"confirm": "on", "drafts": "x:1"}, {"drafts": "good"}],
    ids=["nothing", "none chosen", "forged", "no tick"],
)
def test_without_choice_or_tick_nothing_is_signed(sent: dict[str, str]) -> None:
    client = visit(people.signatory())
    good = read(client, use_case_at(Stage.DRAFT))
    sent = {name: good if value == "good" else value for name, value in sent.items()}
    page = client.post(at("sign-several"), sent)
    assert (page.status_code, Submission.objects.count()) == (422, 0)


def test_it_is_for_signatories_and_for_their_own_drafts() -> None:
    case = use_case_at(Stage.DRAFT)
    for name in ("editor", "viewer"):
        client = visit(getattr(people, name)())
        assert client.get(at("sign-several")).status_code == 403
        assert client.post(at("read", case.pk), {"version": case.version}).status_code == 403
    other = visit(people.signatory(bank_b()))
    assert other.post(at("read", case.pk), {"version": case.version}).status_code == 404
    assert other.get(at("sign-several")).context["ready"] == []
    told = sign(other, f"{case.pk}:{case.version}")
    assert told == [("", False, "It is no longer there: a colleague discarded it.")]
    assert stored(case).stage == Stage.DRAFT


def test_a_fresh_sign_in_is_asked_before_signing(settings: Settings) -> None:
    case, client = use_case_at(Stage.DRAFT), visit(people.signatory())
    good = read(client, case)
    settings.FRESH_SIGN_IN_MINUTES = 15
    for name, args in (("sign-several", ()), ("check", (case.pk,))):
        assert client.get(at(name, *args))["Location"].startswith("/accounts/reauthenticate/")
    sent = {"drafts": good, "confirm": "on"}
    page = client.post(at("sign-several"), sent)
    assert (page.status_code, "Your sign-in is too old for this." in words(page)) == (422, True)
    one = client.post(at("check", case.pk), {"version": case.version, "confirm": "on"})
    assert (one.status_code, "Your sign-in is too old for this." in words(one)) == (409, True)
    assert Submission.objects.count() == 0
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = session["_auth_user_id"]
    session.save()
    assert sign(client, good) == [(case.title, True, "Submitted as GS1-001.")]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: Any) -> None:
    for _row in range(rows):
        use_case_at(Stage.DRAFT), empty_draft()
    client = visit(people.signatory())
    with django_assert_num_queries(12):
        assert client.get(at("sign-several")).status_code == 200
