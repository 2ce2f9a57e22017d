"""Every route of the console is declared here, closed to outsiders, and blind to what is hidden."""

import re

import pytest
from django.test import Client

from tests.access.forging import (
    CONSOLE,
    NEVER,
    STAFF,
    Attacks,
    furnish,
    hidden_from,
    of_model,
    signed_in,
    written,
)
from tests.keeping import kept
from tests.people import signatory
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db
_world = kept(furnish)

# What may follow the address of a subject, and the pages that belong to none.
OF_SUBJECTS = {
    "changelist", "add", "change", "history", "act",
    "export",  # the rows and columns of a list as a file
    "bulk",  # an act on many rows, after a look at each
    "file",  # a file of a use case, streamed
    "view", "views",  # saved views of a list
    "evidence",  # the records that a lesson may rest on, while it is written
    "import", "import_check", "import_csv", "import_xlsx",  # use cases from a file
    "section", "draft-paper", "edition", "edition-paper",  # parts and papers of a phase report
}  # fmt: skip
OTHERS = {
    "app_list", "autocomplete", "index", "jsi18n", "login", "logout", "password_change",
    "roles", "calendar", "calendar-file", "drafts", "hand-in", "report", "reports",
    "search", "invite", "form", "form-add", "form-question", "form-preview",
    "triage", "moderation", "meetings", "meeting", "fairness", "interests-report",
    "gaps", "gap", "evaluations", "evaluation", "samples-file",
    "report-saved", "report-views", "frozen-tables", "frozen-table", "freeze-table",
    "assessments-mine", "assess-case", "assess-hand-in", "assess-pack", "interests-declare",
}  # fmt: skip
# These answer everybody in their own way: allauth's pages, and words for scripts.
OPEN = {"login", "logout", "password_change"}
METHODS = ("get", "post", "put", "delete", "options")
USUAL = METHODS[:2]


def test_every_route_is_declared() -> None:
    found = {of_model(route) for route in CONSOLE}
    unknown = {
        (model, page) for model, page in found if page not in (OF_SUBJECTS if model else OTHERS)
    }
    assert unknown == set()


@pytest.mark.parametrize("method", METHODS)
def test_a_bank_gets_nothing_by_any_route(method: str) -> None:
    case, before = str(UseCase.objects.filter(stage="submitted")[0].pk), written()
    attacks = Attacks(signatory())
    found = {
        (of_model(route), attacks.send(method, route.address(case)).status_code)
        for route in CONSOLE
        if of_model(route)[1] not in OPEN
    }
    assert {each for each in found if each[1] != 403} == set()
    assert (attacks.wrong, written()) == ([], before)


def test_the_anonymous_get_the_login_page_by_every_route() -> None:
    case, before = str(UseCase.objects.filter(stage="submitted")[0].pk), written()
    client, wrong = Client(raise_request_exception=False), []
    for route in CONSOLE:
        for method in USUAL:
            answer = getattr(client, method)(route.address(case))
            where = answer.headers.get("Location", "")
            if answer.status_code != 302 or not where.startswith("/"):
                wrong.append((method, route.name, answer.status_code, where))
    assert (wrong, written()) == ([], before)


@pytest.mark.parametrize("role", STAFF)
def test_what_is_hidden_is_as_if_it_never_was(role: str) -> None:
    person = STAFF[role]()
    hidden, before, attacks = hidden_from(person), written(), Attacks(person)
    assert hidden["usecase"] != []
    for route in CONSOLE:
        if route.key is None:
            continue
        model, page = of_model(route)
        keys = hidden[model] if model else [key for each in hidden.values() for key in each]
        if page == "hand-in":  # its officers know that a draft exists, and nothing in it
            keys = [key for key in keys if not UseCase.objects.filter(pk=key, stage="draft")]
        for method in USUAL:
            never = attacks.send(method, route.address(NEVER))
            for key in [key for key in keys if re.fullmatch(r"[0-9a-f-]{36}", key)]:
                found = attacks.send(method, route.address(key))
                same = (found.status_code, _body(found, key)) == (
                    never.status_code, _body(never, NEVER),
                )  # fmt: skip
                if not same or found.status_code not in (403, 404, 405):
                    attacks.wrong.append((method, route.name, never.status_code, found.status_code))
    assert (attacks.wrong, written()) == ([], before)


def _body(answer: object, key: str) -> str:
    """Return what a page says, the key it was asked for apart."""
    content: bytes = getattr(answer, "content", b"")
    text = content.decode(errors="replace").replace(key, "")
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text)


@pytest.mark.parametrize("tail", ["x", "%00", "..%2f..%2f", "' or 1=1 --", "a" * 3000])
def test_an_id_that_is_none_is_not_found(tail: str) -> None:
    client, wrong = signed_in(STAFF["officer"]()), []
    for route in CONSOLE:
        if route.key is not None:
            path = "/" + re.sub(r"<uuid:\w+>", tail, route.pattern)
            path = re.sub(r"<(?:\w+:)?\w+>", "x", path)
            answers = {getattr(client, method)(path).status_code for method in USUAL}
            if answers - {403, 404}:
                wrong.append((route.name, answers))
    assert wrong == []
