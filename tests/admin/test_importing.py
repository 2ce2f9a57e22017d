"""Importing in the console: choose, look, confirm; and who may not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.http import StreamingHttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.test_pages import signed_in
from tests.exchange.import_world import csv_of, draft_row, fixture, past_row, world, written
from tests.factories.phases import make_authority
from tests.people import officer
from tests.workflow.refusals import written as rows_written
from usecases.admin import importing
from usecases.exchange.sheet_lines import SheetFile
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.doors import Door

pytestmark = pytest.mark.django_db
CHOOSE = "/admin/usecases/usecase/import/"


@pytest.fixture(autouse=True)
def _world(db: None, tmp_path: Path) -> Iterator[None]:
    world()
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def handed_in(client: Client, file: SheetFile) -> str:
    """Hand a file in and return the address of the page that checks it."""
    upload = SimpleUploadedFile(file.name, file.data)
    what = "record" if file.record else "drafts"
    answer = client.post(CHOOSE, {"what": what, "file": upload})
    assert answer.status_code == 302
    return answer["Location"]


def text_of(answer: Any) -> str:
    """Return what stands on a page, streamed or not."""
    streamed = isinstance(answer, StreamingHttpResponse)
    content = b"".join(answer) if streamed else answer.content
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def confirmed(client: Client, page: str) -> str:
    return text_of(client.post(page))


def test_drafts_from_the_file_to_the_result() -> None:
    client = signed_in("officer")
    page = handed_in(client, fixture("good.csv"))
    before = rows_written()
    shown = text_of(client.get(page))
    assert "5 drafts are made." in shown
    assert (
        "For: Harbour Bank, Kestrel Digital Bank, Lantern Hill Bank, Nine Bridges Bank, Peak Bank"
        in shown
    )
    assert rows_written() == before
    told = confirmed(client, page)
    assert "5 of 5 rows" in told
    assert "5 drafts were made" in told
    assert UseCase.objects.filter(stage="draft").count() == 5
    assert client.get(page).status_code == 404  # the file is gone


def test_records_lead_to_their_pages() -> None:
    client = signed_in("officer")
    page = handed_in(client, fixture("good_recorded.csv", record=True))
    assert "3 use cases are recorded" in text_of(client.get(page))
    content = b"".join(client.post(page)).decode()
    cases = UseCase.objects.filter(phase__code="HAR1").order_by("reference")
    assert re.findall(r"/admin/usecases/usecase/[\w-]{36}/change/", content) == [
        reverse("admin:usecases_usecase_change", args=[case.pk]) for case in cases
    ]
    assert cases.count() == 3


def test_the_trail_says_that_it_was_the_console() -> None:
    client = signed_in("officer")
    last = Change.objects.latest("row").row
    answer = client.post(handed_in(client, csv_of(past_row(), record=True)))
    confirmed_by = text_of(answer)
    assert "One use case was recorded" in confirmed_by
    rows = [
        *Change.objects.filter(row__gt=last),
        *StageChange.objects.filter(use_case__title="A use"),
    ]
    assert {(row.door, row.by.email, row.reason) for row in rows} == {
        (Door.CONSOLE, "officer@regulator.example", "Import of rows.csv")
    }
    requests = {row.request for row in rows if isinstance(row, Change)}
    assert requests == {answer["X-Request-Id"]}


def test_the_second_time_there_is_nothing_to_import() -> None:
    client = signed_in("officer")
    first, second = (handed_in(client, fixture("good.csv")) for _time in range(2))
    confirmed(client, first)
    before = rows_written()
    assert "All 5 rows were imported before." in text_of(client.get(second))
    assert "Every row was there already" in confirmed(client, second)
    assert rows_written() == before


def test_every_error_is_shown_and_nothing_is_written() -> None:
    client = signed_in("officer")
    page = handed_in(client, fixture("every_fault.csv"))
    shown, before = text_of(client.get(page)), rows_written()
    assert "29 errors: nothing can be imported" in shown
    assert "6 institution Harbor Bank There is no such name. Is it Harbour Bank?" in shown
    assert "Make" not in shown
    by_row = text_of(client.get(page, {"show": "rows"}))
    assert "4 1 error HARBOUR-9 Harbour Bank A phase that is not there phase : There is" in by_row
    told = confirmed(client, page)
    assert "Nothing was imported" in told
    assert rows_written() == before


def test_what_changed_since_the_check_stops_the_import() -> None:
    client = signed_in("officer")
    page = handed_in(client, csv_of(past_row(summary="One"), record=True))
    assert "One use case is recorded" in text_of(client.get(page))
    written(csv_of(past_row(summary="Two"), record=True))
    before = rows_written()
    assert "HAR1-001 has this title and other content." in confirmed(client, page)
    assert rows_written() == before


def test_a_busy_database_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_args: object, **_words: object) -> None:
        raise DatabaseError

    client = signed_in("officer")
    page = handed_in(client, fixture("good.csv"))
    monkeypatch.setattr(importing, "write", busy)
    assert "The database was too busy." in confirmed(client, page)
    assert client.get(page).status_code == 200


def test_who_closes_the_page_has_imported_nothing() -> None:
    client = signed_in("officer")
    rows = [draft_row(title=f"Use {number}") for number in range(40)]
    page, before = handed_in(client, csv_of(*rows)), rows_written()
    answer: Any = client.post(page)
    parts = iter(answer.streaming_content)
    assert b"checked once more" in [next(parts), next(parts)][1]
    assert b"20 of 40 rows" in next(parts)
    answer._iterator.close()  # which closes the answer too, as a server does
    assert rows_written() == before
    assert client.get(page).status_code == 200


def test_what_is_wrong_with_the_upload_is_said_on_its_page() -> None:
    client = signed_in("officer")
    empty = client.post(CHOOSE, {"what": "drafts"})
    other = client.post(CHOOSE, {"what": "x", "file": SimpleUploadedFile("a.exe", b"x")})
    assert "This field is required." in text_of(empty)
    for told in ("Select a valid choice.", "File extension “exe” is not allowed."):
        assert told in text_of(other)


def test_a_file_that_is_not_what_its_name_says() -> None:
    client = signed_in("officer")
    page = handed_in(client, SheetFile("rows.xlsx", b"phase,institution,title\n"))
    assert "This is no XLSX workbook." in text_of(client.get(page))


@pytest.mark.parametrize("role", ["approver", "auditor", "assessor", "administrator"])
def test_for_other_roles_there_is_no_such_page(role: str) -> None:
    key = handed_in(signed_in("officer"), fixture("good.csv"))
    client = signed_in(role)
    for path in (CHOOSE, key, f"{CHOOSE}template.csv", f"{CHOOSE}template.xlsx"):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404


def test_a_colleague_does_not_find_the_file() -> None:
    page = handed_in(signed_in("officer"), fixture("good.csv"))
    colleague, absent = Client(), f"{CHOOSE}{uuid4()}/"
    user = officer("second").user
    assert user is not None
    colleague.force_login(user)
    for method in ("get", "post"):
        hidden, never = (getattr(colleague, method)(path) for path in (page, absent))
        assert (hidden.status_code, never.status_code) == (404, 404)
        assert hidden.content == never.content


def test_an_officer_of_one_authority_is_told_which_rows_are_not_theirs() -> None:
    client = Client()
    user = officer(authority=make_authority("SFC")).user
    assert user is not None
    client.force_login(user)
    page, before = handed_in(client, fixture("good.csv")), rows_written()
    assert "5 errors: nothing can be imported" in text_of(client.get(page))
    assert "belong to another authority than yours" in confirmed(client, page)
    assert rows_written() == before


def test_the_list_leads_here_for_those_who_may() -> None:
    paths = {
        role: signed_in(role).get("/admin/usecases/usecase/") for role in ("officer", "auditor")
    }
    found = {role: CHOOSE in page.content.decode() for role, page in paths.items()}
    assert found == {"officer": True, "auditor": False}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("what", ["drafts", "record"])
def test_the_template_is_handed_out_and_read_back(kind: str, what: str) -> None:
    client = signed_in("officer")
    answer = client.get(f"{CHOOSE}template.{kind}", {"what": what})
    assert (
        f'filename="{"recorded-use-cases" if what == "record" else "drafts"}.{kind}"'
        in answer["Content-Disposition"]
    )
    page = handed_in(client, SheetFile(f"a.{kind}", answer.content, what == "record"))
    assert "This is the example of the template. Delete the row." in text_of(client.get(page))


def test_pages_of_many_rows() -> None:
    client = signed_in("officer")
    page = handed_in(client, csv_of(*(draft_row(title=f"Use {n}") for n in range(130))))
    first, second = (text_of(client.get(page, {"page": number})) for number in (1, 2))
    assert "1 to 100 of 130" in first
    assert ("Use 99" in first, "Use 100" in first, "Use 100" in second) == (True, False, True)


def test_the_check_asks_as_often_for_many_rows_as_for_one() -> None:
    client = signed_in("officer")

    def queries(number: int) -> int:
        page = handed_in(client, csv_of(*(draft_row(title=f"Use {n}") for n in range(number))))
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    assert queries(1) == queries(3) == queries(60)


@pytest.mark.slow
def test_a_thousand_good_rows() -> None:
    client = signed_in("officer")
    page = handed_in(client, csv_of(*(draft_row(title=f"Use {n}") for n in range(1_000))))
    assert "1000 drafts are made." in text_of(client.get(page))
    assert "1000 drafts were made" in confirmed(client, page)
    assert UseCase.objects.filter(stage="draft").count() == 1_000
