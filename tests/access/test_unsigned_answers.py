"""What a bank writes while it is being asked is found nowhere else before it is signed."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import people
from tests.access.forging import CONSOLE, of_model
from tests.access.routes import Route, routes
from tests.admin.test_pages import address as console
from tests.admin.world import account
from tests.api.clients import client as program
from tests.factories.clarifications import answered, replied
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from usecases.models.casefile import Attachment
from usecases.models.clarifications import Clarification
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.questions import Question
from usecases.models.submissions import Submission
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.rules.visibility_register import changes_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, comments, revise, share

pytestmark = pytest.mark.django_db

CANARY = "Kanarie4711"
AMONG_US = f"{CANARY} among us"  # comments and shared answers: never handed in at all
DESCRIBED = ("api:schema", "api:docs")  # they hold no data
LISTS = ("changelist", "export")
STAFF = ("officer", "approver", "assessor", "auditor", "administrator")


def write() -> None:
    """A bank is asked, and writes its reply, its changes and a file; nothing is signed."""
    for name in STAFF:
        getattr(people, name)()
    case = use_case_at(Stage.CLARIFYING)
    (row,) = replied(case, CANARY)
    revise.write(case, fields={"title": CANARY, "risks": CANARY}, by=people.editor())
    upload = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode())
    revise.attach(row, upload, by=people.editor())
    comments.comment(case, "risks", AMONG_US, by=people.editor())
    share.keep("risks", AMONG_US, AMONG_US, by=people.editor())


_world = kept(write)


OF = {"usecase": UseCase, "clarification": Clarification, "submission": Submission}


def keys(route: Route) -> list[str]:
    """Return the ids that a route could be about: of its own subject, of the use case else."""
    if not route.key:
        return [""]
    model = of_model(route)[0]
    if model in OF:
        return [str(row.pk) for row in OF[model]._default_manager.all()]
    if model:
        return []
    known = (UseCase, Clarification, Attachment, Question)
    return [str(row.pk) for kind in known for row in kind._default_manager.all()]


def signed_in(person: Person) -> Client:
    browser = Client(raise_request_exception=False)
    if person.user is not None:
        browser.force_login(account(person))
    return browser


def said(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(answer.headers)


def leaks(browser: Client, asked: Iterable[Route]) -> Iterator[str]:
    """Yield the addresses whose answer has the canary in it, or fails."""
    for route in asked:
        for key in keys(route):
            path = route.address(key)
            answer = browser.get(path)
            if answer.status_code >= 500 or CANARY in said(answer):
                yield path


def of_face(*prefixes: str) -> list[Route]:
    return [route for route in routes() if route.name.startswith(prefixes)]


def test_no_page_of_the_console_has_it() -> None:
    asked = [route for route in CONSOLE if of_model(route)[1] not in LISTS]
    assert list(leaks(signed_in(people.officer()), asked)) == []


@pytest.mark.parametrize("name", ["officer", "auditor"])
def test_no_tab_list_search_or_export_has_it(name: str) -> None:
    browser, case = signed_in(getattr(people, name)()), UseCase.objects.get()
    page = console("usecase", "change", case.pk)
    tabs = [f"{page}?tab={tab}" for tab in ("reviews", "files", "history", "submission")]
    lists = [
        f"{route.address('')}?all=&_active=0"
        for route in CONSOLE
        if of_model(route)[1] in LISTS and of_model(route)[0]
    ]
    assert [each for each in (*tabs, *lists) if CANARY in said(browser.get(each))] == []
    for model in ("usecase", "clarification", "change", "message"):
        found = browser.get(f"{console(model, 'changelist')}?q={CANARY}&_active=0")
        count = found.context["cl"].result_count if found.status_code == 200 else 0
        assert count == 0


@pytest.mark.parametrize("who", ["officer", "auditor", "assessor", "other", "public"])
def test_no_answer_of_the_api_has_it(who: str) -> None:
    asked = [route for route in of_face("api:") if route.name not in DESCRIBED]
    person = people.signatory(bank_b()) if who == "other" else None
    if who in STAFF:
        person = getattr(people, who)()
    assert list(leaks(program(person), asked)) == []


def test_another_bank_and_the_public_find_nothing() -> None:
    faces = of_face("portal:", "register:")
    assert list(leaks(signed_in(people.signatory(bank_b())), faces)) == []
    assert list(leaks(signed_in(Person()), faces)) == []


def test_no_letter_and_no_open_row_of_the_trail_has_it() -> None:
    deliver()
    assert not Message.objects.filter(body__contains=CANARY).exists()
    told = Change.objects.filter(after__icontains=CANARY)
    assert told.count() > 0
    assert not told.filter(private_to__isnull=True).exists()
    assert not changes_for(people.officer()).filter(pk__in=told).exists()


def test_the_bank_itself_reads_it() -> None:
    row = Clarification.objects.get()
    browser = signed_in(people.viewer())
    page = browser.get(f"/portal/use-cases/{row.use_case_id}/questions/{row.pk}/")
    assert said(page).count(CANARY) >= 2  # the reply, and the name of the file


def test_once_signed_staff_read_it() -> None:
    answered(UseCase.objects.get(), CANARY)
    page = console("usecase", "change", UseCase.objects.get().pk)
    browser = signed_in(people.officer())
    tabs = [said(browser.get(f"{page}?tab={tab}")) for tab in ("reviews", "submission&from=1&to=2")]
    assert [CANARY in tab for tab in tabs] == [True, True]
    tabs += [said(browser.get(f"{page}?tab={tab}")) for tab in ("files", "history")]
    assert [tab for tab in tabs if AMONG_US in tab] == []


def test_what_was_passed_over_stays_hidden() -> None:
    case = UseCase.objects.get()
    clarify.proceed(case, by=people.officer(), reason="It is late.")
    page = console("usecase", "change", case.pk)
    browser = signed_in(people.officer())
    row = Clarification.objects.get()
    paths = [f"{page}?tab={tab}" for tab in ("reviews", "files", "history", "submission")]
    paths.append(console("clarification", "change", row.pk))
    assert [path for path in paths if CANARY in said(browser.get(path))] == []
