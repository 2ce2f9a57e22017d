"""Whoever has a conflict of interest asks every route, and finds no trace of the case."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.access.forging import NEVER, key_of
from tests.access.routes import Route, routes
from tests.admin.world import account
from tests.api.clients import client as program
from tests.factories.assessments import assigned, declared, handed_in, make_criterion, user_of
from tests.factories.base import add
from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_b, make_institution, make_partner
from tests.factories.memory import once
from tests.factories.phases import open_phase
from tests.factories.reviews import confirmed_decision
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import approver, assessor, auditor, officer
from usecases.admin.records import ROWS
from usecases.api.resources import RESOURCES
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.workflow.declare import declare, find_conflict
from usecases.workflow.note import write_note

pytestmark = pytest.mark.django_db

CANARY = "qqcanaryqq"
TEXTS = tuple(
    field.name
    for field in UseCase._meta.concrete_fields
    if field.name in BANK_FIELDS
    and field.get_internal_type() in ("CharField", "TextField")
    and not field.choices
)
CONFLICTED: dict[str, Callable[[], Person]] = {
    "assessor": assessor,
    "officer": lambda: officer("officer-two"),
    "approver": lambda: approver("approver-two"),
    "auditor": lambda: auditor("auditor-two"),
}
# Pages of one's own account, which say nothing of any case.
OF_ACCOUNTS = ("account_", "mfa_", "admin:log", "entrance:", "openid_", "social", "usersessions_")
ROUTES = [each for each in routes() if not each.name.startswith(OF_ACCOUNTS)]


def world() -> UseCase:
    """Make a case with a canary in every text and in all that hangs on it; close it to four."""

    def make() -> UseCase:
        phase, partner = open_phase("QQ7"), make_partner("Cloud Co")
        make_criterion(phase)
        words: dict[str, Any] = {name: f"{CANARY} {name}" for name in TEXTS}
        bank = make_institution("Gamma")
        case = use_case_at(
            Stage.ASSESSING, phase=phase, institution=bank, partners=[partner], **words
        )
        use_case_at(Stage.ASSESSING, phase=phase, institution=bank_b())  # which all of them see
        _hang_on(case)
        declare(phase, conflicts=[case], by=CONFLICTED["officer"]())
        declare(phase, conflicts=[bank], by=CONFLICTED["approver"]())
        declare(phase, conflicts=[partner], by=assessor())
        whom = user_of(CONFLICTED["auditor"]())
        find_conflict(whom, phase, case, by=officer(), why=CANARY)
        return UseCase.objects.get(pk=case.pk)

    return once("conflicted", make)


def _hang_on(case: UseCase) -> None:
    """Hang a record of every kind on the case, each with a canary."""
    asked(case, f"{CANARY}?")
    answered(case, f"{CANARY}.")
    assigned(case)
    declared(case)
    row = handed_in(case, assessor("third"))
    add(row.scores.model(**_score(row))) if not row.scores.exists() else None
    write_note(case, text=CANARY, by=officer())
    file = {"name": f"{CANARY}.pdf", "file": "none.pdf", "kind": "letter", "size": 1}
    file |= {"sha256": "0" * 64, "content_type": "application/pdf", "scan_state": "clean"}
    add(Attachment(use_case=case, uploaded_by=user_of(officer()), **file))
    confirmed_decision(case, text=CANARY, conditions=CANARY)


def _score(row: Any) -> dict[str, Any]:
    criterion = row.use_case.phase.criteria.get()
    return {"assessment": row, "use_case": row.use_case, "criterion": criterion, "score": 3}


_world = kept(world)


def traces(case: UseCase) -> list[str]:
    """Return what must stand nowhere: the canary, the reference, and every id."""
    own = [key for keys in hidden(case).values() for key in keys]
    return [CANARY, case.reference, str(case.pk), *own]


def hidden(case: UseCase) -> dict[str, list[str]]:
    """Return the ids of the case and of all that hangs on it, by the name of its model."""
    found: dict[str, list[str]] = {"usecase": [str(case.pk)]}
    for model in ROWS:
        if any(field.name == "use_case" for field in model._meta.fields):
            rows = model._default_manager.filter(use_case=case)
            found[model._meta.model_name or ""] = [key_of(row) for row in rows[:1]]
    return found


def signed_in(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(account(person))
    return client


def plain(answer: Any, *asked_for: str) -> str:
    """Return all that an answer says, what it was asked for apart."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace") + _headers(answer)
    for each in sorted(filter(None, asked_for), key=len, reverse=True):
        text = text.replace(each, "")
    text = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrftoken=\w+|-\d{4}-\d\d-\d\d-\d{4}", "", text)


def _headers(answer: Any) -> str:
    """Return the headers that say more than when it was asked."""
    return str(sorted(item for item in answer.headers.items() if item[0] != "Expires"))


def asks(case: UseCase) -> Iterator[tuple[Route, str]]:
    """Yield every route with an address: of a list once, of a record with each id that fits."""
    known = hidden(case)
    every = [str(case.pk)]
    for route in ROUTES:
        if route.key is None:
            yield route, ""
            continue
        model = next((name for name in known if f"usecases_{name}_" in route.name), "")
        for key in known[model] if model else every:
            yield route, key


@pytest.mark.parametrize("role", ["assessor", "approver"])
def test_no_route_shows_a_trace(role: str) -> None:
    case, person = world(), CONFLICTED[role]()
    assert not use_cases_for(person).filter(pk=case.pk).exists()
    browser, wrong, seen = signed_in(person), list[Any](), traces(case)
    for route, key in asks(case):
        answer = browser.get(route.address(key))
        text = plain(answer, key)
        if key:
            never = browser.get(route.address(NEVER))
            if (answer.status_code, text) != (never.status_code, plain(never, NEVER)):
                wrong.append((route.name, answer.status_code, never.status_code))
        elif answer.status_code >= 500 or any(each in text for each in seen):
            wrong.append((route.name, answer.status_code, [e for e in seen if e in text]))
    assert wrong == []


@pytest.mark.parametrize("role", ["officer"])
def test_no_search_filter_or_export_shows_a_trace(role: str) -> None:
    case, browser, wrong = world(), signed_in(CONFLICTED[role]()), list[Any]()
    for model in ROWS:
        name = model._meta.model_name
        root = f"/admin/usecases/{name}/"
        for tail in (f"?q={CANARY}", f"?q={case.reference}", "export.csv", "?all"):
            text = plain(browser.get(root + tail), CANARY if CANARY in tail else "", tail)
            text = text.replace(case.reference, "") if case.reference in tail else text
            wrong += [(name, tail, each) for each in traces(case) if each in text]
        for column in ("use_case__id__exact", "id__exact"):
            found, never = (
                browser.get(root, {column: key}) for key in (str(case.pk), NEVER)
            )  # fmt: skip
            if plain(found, str(case.pk)) != plain(never, NEVER):
                wrong.append((name, column, found.status_code))
    for asked_for in (CANARY, case.reference):
        for part in ("", "&part"):
            text = plain(browser.get(f"/admin/search/?q={asked_for}{part}"), asked_for)
            wrong += [("search", asked_for, each) for each in traces(case) if each in text]
    assert wrong == []


@pytest.mark.parametrize("role", ["officer"])
def test_no_choice_offers_it(role: str) -> None:
    case, browser, wrong = world(), signed_in(CONFLICTED[role]()), list[Any]()
    for model in ROWS:
        for field in model._meta.fields:
            if field.remote_field is None:
                continue
            words = {"app_label": "usecases", "model_name": model._meta.model_name or ""}
            for term in ("", CANARY, case.reference):
                asked_for = {**words, "field_name": field.name, "term": term}
                text = plain(browser.get("/admin/autocomplete/", asked_for))
                wrong += [(field, term, each) for each in traces(case) if each in text]
    assert wrong == []


@pytest.mark.parametrize("role", ["assessor", "auditor"])
def test_no_program_reads_a_trace(role: str) -> None:
    case, api, wrong = world(), program(CONFLICTED[role]()), list[Any]()
    known = traces(case)
    for resource in RESOURCES:
        root = f"/api/v1/{resource.name}/"
        for asked_for in ("", f"?search={CANARY}", "?ordering=-updated_at", "?page_size=200"):
            text = plain(api.get(root + asked_for), CANARY if asked_for else "")
            wrong += [(root, asked_for, each) for each in known if each in text]
        for key in {str(case.pk), *hidden(case).get(resource.model._meta.model_name or "", [])}:
            for address in (f"{root}{{}}/", f"{root}?use_case={{}}"):
                found, never = (api.get(address.format(each)) for each in (key, NEVER))
                if _told(found, key) != _told(never, NEVER):
                    wrong.append((address, found.status_code, never.status_code))
    assert wrong == []


def _told(answer: Any, key: str) -> tuple[int, str]:
    return answer.status_code, plain(answer, key)


def test_somebody_without_a_conflict_finds_it() -> None:
    """What the others do not find is there."""
    case, browser = world(), signed_in(officer())
    shown = [
        browser.get(f"/admin/usecases/usecase/{case.pk}/change/?tab={tab}").content.decode()
        for tab in ("submission", "reviews", "files", "notes", "history")
    ]
    assert [CANARY in text for text in shown] == [True] * 5
    assert case.reference in browser.get("/admin/usecases/usecase/?q=qqcanaryqq").content.decode()
