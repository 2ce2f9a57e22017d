"""Export: exactly what is on screen, for whoever sees it, noted when it is confidential."""

import csv
import io
import re
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from tests.admin.test_attacks import of_another_authority
from tests.admin.test_pages import MODELS, address, signed_in
from tests.admin.test_queries import grown
from tests.admin.world import furnish
from tests.factories.assessments import open_to_assess
from tests.factories.institutions import make_institution
from tests.factories.usecases import use_case_at
from usecases.models.trail import Viewing
from usecases.text.cells import original
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

EVIL = '=HYPERLINK("http://evil.example","x")'


def body(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams


def rows(client: Client, model: str, query: str = "") -> list[list[str]]:
    text = body(client, f"{address(model, 'export', 'csv')}?{query}").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def on_screen(client: Client, model: str, query: str = "") -> list[list[str]]:
    """Return the cells of the list's page, as a reader sees them."""
    page = client.get(f"{address(model, 'changelist')}?{query}").content.decode()
    table = page[page.index('id="result_list"') :]
    table = table[table.index("<tbody") : table.index("</tbody")]
    return [
        [" ".join(unescape(strip_tags(cell)).split()) for cell in re.findall(CELL, row, re.DOTALL)]
        for row in table.split("</tr>")[:-1]
    ]


CELL = r'<t[hd][^>]*class="field-[^>]*>(.*?)</t[hd]>'


def seen(cells: list[str]) -> list[str]:
    """Return exported cells as the page writes them."""
    return [original(cell) or "–" for cell in cells]


def test_the_same_rows_and_columns_as_on_screen() -> None:
    furnish(2)
    client, shown = signed_in("auditor"), on_screen(signed_in("auditor"), "institution")
    head, *found = rows(client, "institution")
    assert head[:2] == ["Short name", "Legal name"]
    assert [[c for c in row if c not in ("True", "Yes")] for row in map(seen, found)] == [
        [c for c in row if c] for row in shown
    ]


def test_the_trail_is_named_in_a_file_as_on_screen() -> None:
    use_case_at(Stage.SCREENING)
    asked = "_cols=recorded_at,what,record_name,fields_changed"
    found = [row[1:] for row in rows(signed_in("officer"), "change", asked)[1:]]
    assert {row[1] for row in found if row[0] == "Use case"} == {"GS1-001 · Use case 1"}
    shown = [row[1:] for row in on_screen(signed_in("officer"), "change", asked)]
    assert [seen(row) for row in found] == shown


def test_the_same_filters_search_and_order() -> None:
    for stage in (Stage.SUBMITTED, Stage.SCREENING, Stage.SCREENING, Stage.ASSESSING):
        use_case_at(stage)
    client = signed_in("officer")
    for query in ("stage__exact=screening", "q=GS1-002", "o=-reference", "o=reference"):
        references = [row[0] for row in rows(client, "usecase", query)[1:]]
        assert references == [row[0] for row in on_screen(client, "usecase", query)], query
    found = [row[0] for row in rows(client, "usecase", "o=-reference")[1:]]
    assert found == ["GS1-004", "GS1-003", "GS1-002", "GS1-001"]


def test_all_pages() -> None:
    for number in range(60):
        make_institution(f"Bank {number:03}")
    found = rows(signed_in("officer"), "institution")
    assert len(found) == 1 + 60


def test_the_chosen_columns() -> None:
    use_case_at(Stage.SUBMITTED)
    head = rows(signed_in("officer"), "usecase", "_cols=reference,institution")[0]
    assert head == ["Reference", "Institution"]


def test_a_badge_is_its_word() -> None:
    use_case_at(Stage.SUBMITTED)
    client = signed_in("officer")
    assert rows(client, "usecase", "_cols=reference,stage_badge")[1] == ["GS1-001", "Submitted"]


def test_a_count_is_a_number_in_its_unit() -> None:
    use_case_at(Stage.SUBMITTED)
    path = f"{address('usecase', 'export', 'xlsx')}?_cols=reference,at_stage_for"
    sheet = openpyxl.load_workbook(io.BytesIO(body(signed_in("officer"), path)))["List"]
    assert [cell.value for cell in sheet[1]] == ["Reference", "At this stage (days)"]
    assert [cell.value for cell in sheet[2]] == ["GS1-001", 0]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_list_is_exported_in_a_fixed_number_of_queries(ending: str) -> None:
    client = signed_in("auditor")

    def count(model: str) -> int:
        path = address(model, "export", ending)
        body(client, path)  # the number of rows is another, and so is the viewing
        with CaptureQueriesContext(connection) as asked:
            body(client, path)
        return len(asked)

    furnish()
    assert grown(count, MODELS) == {}


def test_a_workbook_says_what_it_is() -> None:
    use_case_at(Stage.SCREENING)
    client = signed_in("officer")
    path = address("usecase", "export", "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body(client, f"{path}?stage__exact=screening")))
    about = {row[0].value: row[1].value for row in book["About"]}
    assert about["List"] == "Use cases"
    assert about["Narrowed by"] == "Stage: Screening"
    assert about["Rows"] == 1
    assert about["Exported by"].endswith("<officer@regulator.example>")
    assert about["Time zone"] == "Asia/Hong_Kong"
    assert "stage__exact=screening" in about["Address"]
    assert book["List"]["A2"].value == "GS1-001"


def test_what_a_spreadsheet_would_run_is_neutralised() -> None:
    make_institution("Evil", legal_name=EVIL)
    client = signed_in("officer")
    assert rows(client, "institution")[1][1] == f"'{EVIL}"
    book = openpyxl.load_workbook(
        io.BytesIO(body(client, address("institution", "export", "xlsx")))
    )
    assert (book["List"]["B2"].value, book["List"]["B2"].data_type) == (f"'{EVIL}", "s")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_viewing_is_noted_of_what_is_confidential(ending: str) -> None:
    use_case_at(Stage.SCREENING)
    client = signed_in("officer")
    body(client, f"{address('usecase', 'export', ending)}?stage__exact=screening")
    (noted,) = Viewing.objects.filter(looked="exported")
    assert (noted.kind, noted.number, noted.door) == ("usecase", 1, "console")
    assert "stage__exact=screening" in noted.what
    body(client, address("category", "export", ending))
    assert Viewing.objects.filter(looked="exported").count() == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_nothing_of_another_authority(ending: str) -> None:
    case = use_case_at(Stage.TRIALLING, title="Canary of another authority")
    client = of_another_authority()
    for model in ("usecase", "submission", "decision", "trial", "stagechange"):
        for query in ("", "q=Canary", f"q={case.reference}"):
            data = body(client, f"{address(model, 'export', ending)}?{query}")
            if ending == "xlsx":
                book = openpyxl.load_workbook(io.BytesIO(data))
                lines = [[c.value for c in row] for row in book["List"]]
            else:
                lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
            assert len(lines) == 1, (model, query)


def test_days_are_cut_where_the_page_cuts_them() -> None:
    use_case_at(Stage.SUBMITTED)
    client = signed_in("auditor")
    moment = rows(client, "stagechange", "_cols=recorded_at")[1][-1]
    assert moment.endswith("+08:00")


def test_what_is_asked_wrongly_is_refused() -> None:
    use_case_at(Stage.TRIALLING)
    client = signed_in("officer")
    for query in ("stage__exact=nothing", "title__startswith=A", "_cols=password", "waiting=x"):
        answer = client.get(f"{address('usecase', 'export', 'csv')}?{query}")
        assert answer.status_code == 400, query
    assert client.get("/admin/usecases/usecase/export.pdf").status_code == 404
    assert Viewing.objects.filter(looked="exported").count() == 0


def test_who_sees_none_gets_what_is_not_there() -> None:
    assert signed_in("administrator").get(address("usecase", "export", "csv")).status_code == 404
    assert signed_in("signatory").get(address("usecase", "export", "csv")).status_code == 403
    assert Client().get(address("usecase", "export", "csv")).status_code == 302


def test_an_assessor_takes_along_what_is_assigned_and_nothing_else() -> None:
    own, other = use_case_at(Stage.ASSESSING), use_case_at(Stage.ASSESSING)
    open_to_assess(own)
    found = rows(signed_in("assessor"), "usecase", "_cols=reference")
    assert (found, other.reference in str(found)) == ([["Reference"], [own.reference]], False)


def test_it_streams_and_is_kept_by_nobody() -> None:
    use_case_at(Stage.SUBMITTED)
    answer = signed_in("officer").get(address("usecase", "export", "csv"))
    assert answer.streaming
    assert "no-store" in answer["Cache-Control"]
    assert re.fullmatch(
        r'attachment; filename="use-cases-\d{4}-\d\d-\d\d-\d{4}\.csv"',
        answer["Content-Disposition"],
    )
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
