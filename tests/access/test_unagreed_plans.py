"""A plan in draft, a report in writing and another bank's trial are found nowhere else."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.access.forging import CONSOLE, of_model
from tests.access.routes import Route, routes
from tests.admin.world import account
from tests.api.clients import client as program
from tests.factories.base import add
from tests.factories.institutions import bank_b, make_institution
from tests.factories.monitoring import bank_note, reported_incident
from tests.factories.plans import PLAN, aim, drafted_plan, written_report
from tests.factories.trials import make_result
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from usecases.models.messages import Message
from usecases.models.monitoring import Deliverable
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.proposals import PlanProposal, ReportDraft
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility_plans import plan_proposals_for, report_drafts_for
from usecases.rules.visibility_register import changes_for
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

CANARY = "Kanarie0815"
DESCRIBED = ("api:schema", "api:docs")  # they hold no data
STAFF = ("officer", "approver", "assessor", "auditor", "administrator")
ABOUT = {"usecase", "planproposal", "deliverable", "trial", "target", "note", "change", "incident"}


def write() -> None:
    """A plan in draft of one case, a report in writing of another."""
    for name in STAFF:
        getattr(people, name)()
    planned = use_case_at(Stage.ACCEPTED)
    told = {**PLAN, "plan": CANARY}
    drafted_plan(planned, plan=told, targets=[aim(meaning=CANARY, aspect=CANARY)], remark=CANARY)
    running = use_case_at(Stage.TRIALLING)
    written_report(running.deliverables.get(), summary=CANARY)
    make_result(running.targets.get())
    bank_note(running)
    reported_incident(running)


_world = kept(write)


def signed_in(person: Person) -> Client:
    browser = Client(raise_request_exception=False)
    if person.user is not None:
        browser.force_login(account(person))
    return browser


def said(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(answer.headers)


def keys() -> list[str]:
    """Return the ids of all that the drafts hang on, and of the drafts themselves."""
    models = (UseCase, PlanProposal, ReportDraft, Deliverable)
    return [str(row.pk) for model in models for row in model._default_manager.all()]


def leaks(browser: Client, asked: Iterable[Route], query: str = "") -> Iterator[str]:
    """Yield the addresses whose answer has the canary in it, or fails."""
    for route in asked:
        for key in keys() if route.key else [""]:
            path = route.address(key) + query
            answer = browser.get(path)
            if answer.status_code >= 500 or CANARY in said(answer):
                yield path


@pytest.mark.parametrize("who", ["officer", "auditor"])
def test_no_page_of_the_console_has_it(who: str) -> None:
    asked = [route for route in CONSOLE if of_model(route)[0] in ABOUT]
    browser = signed_in(getattr(people, who)())
    assert list(leaks(browser, asked, "?_active=0")) == []
    pages = [
        reverse("admin:usecases_usecase_change", args=[row.pk]) for row in UseCase.objects.all()
    ]
    tabs = [f"{page}?tab={tab}" for page in pages for tab in ("trial", "history", "files")]
    assert [tab for tab in tabs if CANARY in said(browser.get(tab))] == []


@pytest.mark.parametrize("who", ["officer", "other"])
def test_no_answer_of_the_api_has_it(who: str) -> None:
    person = people.signatory(bank_b()) if who == "other" else people.officer()
    asked = [r for r in routes() if r.name.startswith("api:") and r.name not in DESCRIBED]
    assert list(leaks(program(person), asked)) == []


def test_no_letter_and_no_open_row_of_the_trail_has_it() -> None:
    assert not Message.objects.filter(body__contains=CANARY).exists()
    told = Change.objects.filter(after__icontains=CANARY)
    assert told.count() == 2
    assert not told.filter(private_to__isnull=True).exists()
    assert not changes_for(people.officer()).filter(pk__in=told).exists()


def test_the_bank_itself_reads_it_and_a_joint_institution_does_not() -> None:
    case = UseCase.objects.get(stage=Stage.ACCEPTED)
    page = reverse("portal:trial-plan-check", args=[case.pk])
    assert CANARY in said(signed_in(people.viewer()).get(page))
    ally = make_institution()
    for row in UseCase.objects.all():
        add(Party(use_case=row, institution=ally, role="joint"))
    friend = people.signatory(ally)
    assert (list(plan_proposals_for(friend)), list(report_drafts_for(friend))) == ([], [])
    assert signed_in(friend).get(page).status_code == 404


def test_another_bank_finds_no_address_of_the_trial() -> None:
    """Every page of a trial, with the ids that lead there, is as if it never was."""
    case = UseCase.objects.get(stage=Stage.TRIALLING)
    true = {
        "key": case.pk,
        "cycle": case.cycles.get().pk,
        "target": case.targets.get().pk,
        "result": case.results.get().pk,
        "deliverable": case.deliverables.get().pk,
        "incident": case.incidents.get().pk,
        "note_key": case.notes.get().pk,
        "file": uuid4(),  # nobody handed one in: the page is asked for all the same
        "ending": "csv",
    }
    pages = [each for each in routes() if each.name.startswith("portal:trial-")]
    assert len(pages) >= 13
    own, other = signed_in(people.signatory()), signed_in(people.signatory(bank_b()))
    never = {**dict.fromkeys(true, uuid4()), "ending": "csv"}
    for page in pages:
        names = [name for name, _kind in page.converters]
        path = reverse(page.name, kwargs={name: true[name] for name in names})
        unknown = reverse(page.name, kwargs={name: never[name] for name in names})
        for method in ("get", "post"):
            found, nothing = getattr(other, method)(path), getattr(other, method)(unknown)
            assert (found.status_code, found.content) == (nothing.status_code, nothing.content)
            assert found.status_code in (404, 405)
        assert own.get(path).status_code in (200, 302, 404, 405)
