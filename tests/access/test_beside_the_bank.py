"""Another bank, a joint institution and a partner's person ask for every address of a bank."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests import people
from tests.access.lives import (
    CANARY,
    LISTS,
    OF_CASES,
    OF_OTHERS,
    PORTAL,
    address,
    ids_of,
    keys_alone,
    live,
    nobodys,
)
from tests.access.routes import Route, routes
from tests.api.clients import client as program
from tests.factories.institutions import bank_a, bank_b
from tests.factories.parties import contributor, joint
from tests.keeping import kept
from usecases.models.person import Person
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
_world = kept(live)

API = [route for route in routes() if route.name.startswith("api:") and route.key]
NOT_THERE = frozenset({404, 405, 415})
REFUSED = frozenset({403, 404, 405, 415})
METHODS = ("get", "post")


def signed_in(person: Person) -> Client:
    browser = Client(raise_request_exception=False)
    assert person.user is not None
    browser.force_login(person.user)
    return browser


def told(answer: Any, *asked_for: str) -> tuple[int, str]:
    """Return all that an answer tells; what it was asked for, and ids of requests, apart."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace").replace(answer.headers.get("X-Request-Id", "-"), "")
    for each in asked_for:
        text = text.replace(each, "")
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text)


class Asking:
    """Asks for addresses and keeps what is answered otherwise than an address of nothing."""

    def __init__(self, person: Person) -> None:
        self.browser, self.wrong = signed_in(person), list[tuple[str, str, int, int]]()
        self.never: dict[tuple[str, str], tuple[int, str]] = {}

    def ask(self, route: Route, ids: dict[str, str]) -> None:
        """Ask by both methods."""
        for method in METHODS:
            found, never = self._told(method, route, ids), self._nothing(method, route, ids)
            if found != never or found[0] not in NOT_THERE:
                self.wrong.append((method, route.name, found[0], never[0]))

    def _told(self, method: str, route: Route, ids: dict[str, str]) -> tuple[int, str]:
        path = address(route, ids)
        return told(getattr(self.browser, method)(path), path, *ids.values())

    def _nothing(self, method: str, route: Route, ids: dict[str, str]) -> tuple[int, str]:
        known = (method, route.name)
        if known not in self.never:
            self.never[known] = self._told(method, route, nobodys(ids))
        return self.never[known]


def into_the_bank() -> Iterator[tuple[Route, dict[str, str]]]:
    """Yield every address of the portal that leads to a record of the first bank."""
    for route in OF_CASES:
        yield from ((route, ids) for ids in ids_of(route))
    for route in OF_OTHERS:
        if "phases/" not in route.pattern:  # which anybody may know
            yield from ((route, {"key": key}) for key in keys_alone())


def test_there_is_something_to_find() -> None:
    browser, shown = signed_in(people.signatory()), set()
    for route, ids in into_the_bank():
        answer = browser.get(address(route, ids))
        shown |= {route.name} if told(answer)[0] == HTTPStatus.OK else set()
    assert len(shown) >= 25
    assert {route.name for route, _ids in into_the_bank()} >= {route.name for route in OF_CASES}


def test_another_bank_finds_nothing() -> None:
    asking = Asking(people.signatory(bank_b()))
    for route, ids in into_the_bank():
        asking.ask(route, ids)
    assert asking.wrong == []


def test_a_contributor_finds_nothing_but_the_own_section() -> None:
    asking, draft = Asking(contributor()), live()[Stage.DRAFT]
    browser = asking.browser
    page = browser.get(f"/portal/contributions/{draft.pk}/sections/support/")
    assert (page.status_code, CANARY in page.content.decode()) == (200, False)
    for route, ids in into_the_bank():
        asking.ask(route, ids)  # the sample of a section is not the one that is named
    assert asking.wrong == []
    for route in LISTS:
        answer = browser.get(address(route, {}))
        assert (route.name, CANARY in answer.content.decode()) == (route.name, False)
        if answer.status_code == 200:
            assert route.name in ("portal:contributions", "portal:choose")


def test_a_contributor_has_no_program() -> None:
    api, wrong = program(contributor()), list[tuple[str, int, int]]()
    for route in API:
        keys = (str(live()[Stage.DRAFT].pk), str(uuid4()))
        found, never = (told(api.get(route.address(each)), each) for each in keys)
        if found != never or found[0] < HTTPStatus.BAD_REQUEST:
            wrong.append((route.name, found[0], never[0]))
    assert wrong == []


@pytest.mark.parametrize("who", ["contributor", "joint"])
def test_neither_comes_into_the_console(who: str) -> None:
    person = contributor() if who == "contributor" else people.signatory(bank_b())
    browser, key = signed_in(person), str(live()[Stage.TRIALLING].pk)
    for name in ("usecase", "institution", "contributor", "member"):
        found = browser.get(f"/admin/usecases/{name}/{key}/change/")
        assert found.status_code in (302, 403, 404)


def test_a_joint_institution_finds_the_one_use_case_only() -> None:
    case = live()[Stage.TRIALLING]
    joint(case, bank_b())
    asking, api = Asking(people.signatory(bank_b())), program(people.signatory(bank_b()))
    for route, ids in into_the_bank():
        if ids["key"] == str(live()[Stage.DRAFT].pk):
            asking.ask(route, ids)
    assert asking.wrong == []
    browser = asking.browser
    assert browser.get(f"/portal/use-cases/{case.pk}/").status_code == 200
    others = [str(each.pk) for each in UseCase.objects.filter(institution=bank_a()) if each != case]
    references = [each.reference for each in UseCase.objects.exclude(pk=case.pk) if each.reference]
    for route in LISTS:
        text = browser.get(address(route, {})).content.decode()
        assert (route.name, [each for each in (*others, *references) if each in text]) == (
            route.name,
            [],
        )
    listed = api.get("/api/v1/use-cases/").json()["results"]
    assert [each["id"] for each in listed] == [str(case.pk)]
    for name in ("institutions", "participations", "changes"):
        assert bank_a().legal_name not in api.get(f"/api/v1/{name}/").content.decode()


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CLARIFYING, Stage.TRIALLING])
def test_a_joint_institution_does_nothing(stage: str) -> None:
    """Whatever it sends is refused before it is read, on every page of the use case."""
    case = live()[stage]
    joint(case, bank_b())
    browser, before, wrong = signed_in(people.signatory(bank_b())), trail(), []
    for route in OF_CASES:
        for ids in ids_of(route, stage):
            if ids["key"] == str(case.pk):
                status = browser.post(address(route, ids), {"version": case.version}).status_code
                wrong += [(route.name, status)] if status not in REFUSED else []
    assert (wrong, trail()) == ([], before)


def test_a_joint_program_does_nothing() -> None:
    stages, wrong = (Stage.DRAFT, Stage.TRIALLING), list[tuple[str, str, int]]()
    for stage in stages:
        joint(live()[stage], bank_b())
    api, body = program(people.signatory(bank_b())), {"verb": "submit", "title": "x", "reason": "x"}
    before, any_version = trail(), {"If-Match": "*"}
    of_cases = [route for route in API if "use-cases/" in route.pattern]
    for route in of_cases:
        for stage in stages:
            for method in ("post", "patch"):
                path = route.address(str(live()[stage].pk))
                answer = getattr(api, method)(path, body, "json", headers=any_version)
                if not HTTPStatus.BAD_REQUEST <= answer.status_code < 500:
                    wrong.append((method, route.name, answer.status_code))
    assert (wrong, trail()) == ([], before)


def trail() -> tuple[int, int]:
    return Change.objects.count(), StageChange.objects.count()


def test_no_joint_institution_reads_comments_or_shared_answers() -> None:
    case = live()[Stage.DRAFT]
    joint(case, bank_b())
    UseCase.objects.filter(pk=case.pk).update(
        **dict.fromkeys(("title", "summary", "risks", "safeguards"), "Plain.")
    )
    browser = signed_in(people.signatory(bank_b()))
    page = browser.get(f"/portal/use-cases/{case.pk}/sections/risks/")
    assert page.status_code == 200
    assert f">{CANARY}<" not in page.content.decode()
    assert CANARY not in browser.get("/portal/shared-answers/").content.decode()


def test_every_route_of_the_portal_is_asked() -> None:
    assert set(PORTAL) == {*OF_CASES, *OF_OTHERS, *LISTS}
