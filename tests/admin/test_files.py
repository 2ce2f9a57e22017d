"""Files of a use case in the console: listed, added, handed out; to others they are not there."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import people
from tests.admin.test_queries import queries
from tests.factories.phases import make_authority
from tests.factories.usecases import use_case_at
from tests.files.build import OLE, pdf, upload
from tests.files.hostile import INFECTED
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.vocabulary.doors import Door
from usecases.vocabulary.stages import Stage
from usecases.workflow.attach import attach

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a"
NEVER = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.SCREENING)


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    return client


def give(case: UseCase, name: str = "letter.pdf", content: bytes = b"") -> Attachment:
    body = content or pdf(CANARY.encode())
    return attach(case, upload(name, body), kind="letter", by=people.officer())


def address(case: UseCase, row: Attachment) -> str:
    return reverse("admin:usecases_usecase_file", args=[case.pk, row.pk])


def tab(case: UseCase) -> str:
    return reverse("admin:usecases_usecase_change", args=[case.pk]) + "?tab=files"


def act(case: UseCase) -> str:
    return reverse("admin:usecases_usecase_act", args=[case.pk, "attach"])


def test_a_clean_file_is_handed_out(case: UseCase) -> None:
    row = give(case, "來信 “a”.pdf")
    response = signed_in(people.officer()).get(address(case, row))
    assert (response.status_code, response.getvalue()) == (200, pdf(CANARY.encode()))
    name = "%E4%BE%86%E4%BF%A1%20%E2%80%9Ca%E2%80%9D.pdf"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(row.size)
    assert response["X-Content-Type-Options"] == "nosniff"
    kept = response["Cache-Control"].split(", ")
    assert sorted({"no-store", "private", "public"} & {*kept}) == ["no-store", "private"]


def test_text_is_no_page(case: UseCase) -> None:
    row = give(case, "notes.txt", b"a < b <script>alert(1)</script>")
    response = signed_in(people.officer()).get(address(case, row))
    assert response.getvalue() == b"a < b <script>alert(1)</script>"
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"] == 'attachment; filename="notes.txt"'


def test_taking_it_is_noted(case: UseCase) -> None:
    row, client = give(case), signed_in(people.officer())
    for _time in range(2):
        client.get(address(case, row)).getvalue()
    (noted,) = Viewing.objects.filter(looked="downloaded")
    assert (noted.by, noted.kind, noted.record) == (
        people.officer().user,
        "attachment",
        str(row.pk),
    )
    assert (noted.use_case, noted.door, noted.number) == (case, Door.CONSOLE, 1)


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_what_is_not_clean_says_so(case: UseCase, settings: Settings, state: str) -> None:
    settings.FILE_SCANNER = "" if state == "waiting" else settings.FILE_SCANNER
    row = give(case, *INFECTED)
    response = signed_in(people.officer()).get(address(case, row))
    why = {"waiting": "has not been scanned yet", "refused": "The scanner refused the file"}
    page = response.content.decode()
    assert (response.status_code, why[state] in page, "EICAR-STANDARD" in page) == (
        409,
        True,
        False,
    )
    assert Viewing.objects.filter(looked="downloaded").count() == 0


@pytest.mark.parametrize("how", ["altered", "gone"])
def test_what_is_not_as_it_came_in_stays(case: UseCase, how: str, tmp_path: Path) -> None:
    row = give(case)
    path = tmp_path / str(row.file)
    path.unlink() if how == "gone" else path.write_bytes(pdf(b"another"))
    response = signed_in(people.officer()).get(address(case, row))
    assert response.status_code == 409
    assert "not as it was when it came in" in response.content.decode()


def test_to_others_it_is_not_there(case: UseCase) -> None:
    row, other = give(case), use_case_at(Stage.SCREENING)
    sfc = people.officer(authority=make_authority("SFC"))
    for person in (sfc, people.assessor(), people.administrator()):
        client = signed_in(person)
        never = client.get(reverse("admin:usecases_usecase_file", args=[case.pk, NEVER]))
        found = client.get(address(case, row))
        assert (found.status_code, found.content) == (404, never.content)
    officer = signed_in(people.officer())
    assert officer.get(address(other, row)).status_code == 404
    assert signed_in(people.signatory()).get(address(case, row)).status_code == 403
    assert Client().get(address(case, row))["Location"].startswith("/accounts/login/?next=")


def test_the_tab_lists_them_and_says_what_is_taken(case: UseCase) -> None:
    row = give(case)
    page = signed_in(people.officer()).get(tab(case)).content.decode()
    for told in (
        row.name,
        row.sha256,
        address(case, row),
        "25 MB at most",
        "Word (DOCX)",
        act(case),
    ):
        assert told in page
    assert CANARY not in page
    reader = signed_in(people.auditor()).get(tab(case)).content.decode()
    assert (row.name in reader, act(case) in reader) == (True, False)


def test_one_is_added(case: UseCase) -> None:
    client = signed_in(people.officer())
    sent = {"file": upload("letter.pdf", pdf()), "kind": "evidence", "internal": "on"}
    response = client.post(act(case), {**sent, "description": "Its letter"})
    assert response["Location"] == tab(case)
    row = Attachment.objects.get()
    assert (row.name, row.kind, row.internal, row.description) == (
        *("letter.pdf", "evidence", True),
        "Its letter",
    )


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"kind": "letter"}, "This field is required."),
        ({"kind": "letter", "file": upload("a.docx", OLE)}, "protected by a password"),
        ({"kind": "letter", "file": upload("a.exe", b"MZ")}, "These types are taken"),
        ({"kind": "letter", "file": upload("a.pdf", b"")}, "The submitted file is empty."),
        ({"kind": "secret", "file": upload("a.pdf", pdf())}, "Select a valid choice."),
        ({"kind": "letter", "file": "a.pdf"}, "This field is required."),
    ],
)
def test_what_is_not_taken_is_said_beside_the_field(
    case: UseCase, sent: dict[str, object], told: str
) -> None:
    response = signed_in(people.officer()).post(act(case), sent)
    assert (response.status_code, told in response.content.decode()) == (200, True)
    assert Attachment.objects.count() == 0


def test_who_may_not_add_finds_no_such_page(case: UseCase) -> None:
    sent = {"file": upload("letter.pdf", pdf()), "kind": "letter"}
    for person, status in ((people.auditor(), 404), (people.administrator(), 404)):
        assert signed_in(person).post(act(case), sent).status_code == status
    assert Attachment.objects.count() == 0


def test_a_request_that_is_far_too_large_is_stopped_unread(case: UseCase) -> None:
    client = signed_in(people.officer())
    response = client.post(
        act(case), b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="99000000"
    )
    assert (response.status_code, Attachment.objects.count()) == (400, 0)


def test_queries_do_not_grow(case: UseCase) -> None:
    give(case)
    first = queries("officer", tab(case))
    give(case)
    give(case)
    assert queries("officer", tab(case)) == first
