"""A bank reads the files of its own use cases, but what is for staff only is not there."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.usecases import use_case_at
from tests.files.build import pdf, upload
from tests.files.hostile import INFECTED
from tests.portal.visits import at, tab, visit, words
from usecases.models.casefile import Attachment
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.vocabulary.doors import Door
from usecases.vocabulary.stages import Stage
from usecases.workflow.attach import attach

pytestmark = pytest.mark.django_db
NEVER = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.SCREENING)


def give(case: UseCase, name: str, content: bytes = b"", *, internal: bool = False) -> Attachment:
    officer = people.officer()
    body = upload(name, content or pdf())
    return attach(case, body, kind="letter", by=officer, internal=internal)


@pytest.mark.parametrize("role", ["viewer", "editor", "signatory"])
def test_the_bank_takes_its_own(case: UseCase, role: str) -> None:
    row, person = give(case, "來信.pdf"), getattr(people, role)()
    response = visit(person).get(at("file", case.pk, row.pk))
    assert (response.status_code, response.getvalue()) == (200, pdf())
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E4%BE%86%E4%BF%A1.pdf"
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        *("application/pdf", "nosniff"),
    )
    assert response["Cache-Control"] == "no-store, private"
    (noted,) = Viewing.objects.all()
    assert (noted.by, noted.looked, noted.door) == (person.user, "downloaded", Door.PORTAL)


def test_the_page_of_the_case_lists_them(case: UseCase, settings: Settings) -> None:
    clean, hidden = give(case, "letter.pdf"), give(case, "canary-7f3a.pdf", internal=True)
    refused = give(case, *INFECTED)
    settings.FILE_SCANNER = ""
    waits = give(case, "later.pdf")
    response = visit(people.viewer()).get(tab(case, "files"))
    assert list(response.context["files"]) == [clean, refused, waits]
    page = response.content.decode()
    assert at("file", case.pk, clean.pk) in page
    for row in (hidden, refused, waits):
        assert at("file", case.pk, row.pk) not in page
    assert "canary-7f3a" not in page
    told = words(response)
    assert "notes.txt Refused" in told
    assert "later.pdf Waiting to be scanned" in told


def test_what_it_may_not_see_is_as_if_it_never_was(case: UseCase) -> None:
    other = use_case_at(Stage.SCREENING, institution=bank_b())
    rows = [
        (case, give(case, "staff.pdf", internal=True), people.signatory()),
        (other, give(other, "other.pdf"), people.signatory()),
        (case, give(other, "mixed.pdf"), people.signatory()),
        (case, give(case, "ours.pdf"), people.signatory(bank_b())),
    ]
    for of_case, row, person in rows:
        client = visit(person)
        found = client.get(at("file", of_case.pk, row.pk))
        never = client.get(at("file", of_case.pk, NEVER))
        assert (found.status_code, found.content) == (404, never.content)
    assert Viewing.objects.count() == 0


def test_what_is_not_clean_says_so(case: UseCase) -> None:
    row = give(case, *INFECTED)
    response = visit(people.viewer()).get(at("file", case.pk, row.pk))
    assert (response.status_code, response["Cache-Control"]) == (409, "no-store, private")
    assert "The scanner refused the file" in words(response)
    assert b"EICAR-STANDARD" not in response.content


def test_only_reading_is_answered(case: UseCase) -> None:
    row = give(case, "letter.pdf")
    address = at("file", case.pk, row.pk)
    assert visit(people.signatory()).post(address).status_code == 405
    response = visit(people.viewer()).head(address)
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert visit(people.ANONYMOUS).get(address)["Location"].startswith("/accounts/login/?next=")
