"""What a bank answers to a phase's questions, and the files it hands over, are found nowhere else
before it signs; after it has signed, not by whoever has a conflict.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import people
from tests.access.forging import CONSOLE, of_model
from tests.access.test_unsigned_answers import (
    CANARY,
    DESCRIBED,
    LISTS,
    OF,
    leaks,
    of_face,
    said,
    signed_in,
)
from tests.admin.test_pages import address as console
from tests.api.clients import client as program
from tests.factories.assessments import conflicted
from tests.factories.institutions import bank_b
from tests.factories.phases import phase
from tests.factories.questions import make_question, responded
from tests.factories.usecases import answers
from tests.keeping import kept
from usecases.models.casefile import Attachment
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.questions import Answer
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.rules.visibility_register import changes_for
from usecases.workflow import draft, submit
from usecases.workflow.bank_files import hand_over

pytestmark = pytest.mark.django_db
STAFF = ("officer", "approver", "assessor", "auditor", "administrator")


def write() -> None:
    """A bank answers in a draft and hands over two files, one of them as an answer."""
    for name in STAFF:
        getattr(people, name)()
    make_question("cloud")
    asked = make_question("plan", "file")
    case = draft.begin(phase=phase().pk, by=people.signatory(), fields=answers())
    responded(case, cloud=CANARY)
    for question in (None, asked):
        upload = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode())
        hand_over(case, upload, by=people.editor(), description=CANARY, question=question)


_world = kept(write)


def all_pages() -> list[str]:
    """Return every list and export of the console, unfiltered."""
    return [
        f"{route.address('')}?all=&_active=0"
        for route in CONSOLE
        if of_model(route)[1] in LISTS and of_model(route)[0]
    ]


def test_no_page_list_or_export_of_the_console_has_it() -> None:
    assert set(OF) >= {"usecase"}
    browser = signed_in(people.officer())
    asked = [route for route in CONSOLE if of_model(route)[1] not in LISTS]
    assert list(leaks(browser, asked)) == []
    assert [each for each in all_pages() if CANARY in said(browser.get(each))] == []


@pytest.mark.parametrize("who", ["officer", "other"])
def test_no_answer_of_the_api_has_it(who: str) -> None:
    asked = [route for route in of_face("api:") if route.name not in DESCRIBED]
    person = people.signatory(bank_b()) if who == "other" else people.officer()
    assert list(leaks(program(person), asked)) == []


def test_another_bank_and_the_public_find_nothing() -> None:
    faces = of_face("portal:", "register:")
    assert list(leaks(signed_in(people.signatory(bank_b())), faces)) == []
    assert list(leaks(signed_in(Person()), faces)) == []


def test_no_letter_and_no_open_row_of_the_trail_has_it() -> None:
    deliver()
    assert not Message.objects.filter(body__contains=CANARY).exists()
    told = Change.objects.filter(after__icontains=CANARY)
    assert {row.kind for row in told} == {"answer", "attachment"}
    assert not told.filter(private_to__isnull=True).exists()
    assert not changes_for(people.officer()).filter(pk__in=told).exists()


def test_the_bank_itself_reads_it() -> None:
    browser, case = signed_in(people.viewer()), UseCase.objects.get()
    for code in ("phase", "files"):
        assert CANARY in said(browser.get(f"/portal/use-cases/{case.pk}/sections/{code}/"))


def test_once_signed_staff_read_it_but_not_with_a_conflict() -> None:
    case = UseCase.objects.get()
    submit.submit(case, by=people.signatory())
    conflicted(case, people.officer("second"))
    page = console("usecase", "change", case.pk)
    tabs = [f"{page}?tab=submission", f"{page}?tab=files"]
    reader, closed = signed_in(people.officer()), signed_in(people.officer("second"))
    assert [CANARY in said(reader.get(tab)) for tab in tabs] == [True, True]
    assert [closed.get(tab).status_code for tab in tabs] == [404, 404]
    files = [f"/admin/files/{row.pk}/" for row in Attachment.objects.all()]
    pages = [*tabs, *all_pages(), *files]
    assert [each for each in pages if CANARY in said(closed.get(each))] == []
    assert Answer.objects.get().value == CANARY
