"""Importing results in the console: choose, look, confirm; for whom, and of which use case."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from tests.admin.test_importing import text_of
from tests.admin.test_pages import signed_in
from tests.exchange.results_world import csv_of, row
from tests.factories.trials import make_cycle, make_result
from tests.factories.usecases import use_case_at
from tests.workflow.refusals import written as rows_written
from usecases.exchange.sheet_lines import SheetFile
from usecases.models.results import Result
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.doors import Door
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
CHOOSE = "/admin/usecases/result/import/"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[UseCase]:
    with override_settings(MEDIA_ROOT=tmp_path):
        case = use_case_at(Stage.TRIALLING)
        make_cycle(case)
        yield case


def handed_in(client: Client, file: SheetFile, query: str = "") -> str:
    answer = client.post(CHOOSE + query, {"file": SimpleUploadedFile(file.name, file.data)})
    assert answer.status_code == 302
    return answer["Location"]


def test_from_the_file_to_the_results(case: UseCase) -> None:
    client = signed_in("officer")
    file = csv_of(row(case), row(case, value="90", numerator="180", final="yes"))
    page, before = handed_in(client, file), rows_written()
    shown = text_of(client.get(page))
    assert "2 results are written in their test cycles." in shown
    assert "92 %" in shown
    assert rows_written() == before
    told = text_of(client.post(page))
    assert "2 of 2 rows" in told
    assert "2 results were written" in told
    assert Result.objects.filter(final=True).count() == 1
    assert Change.objects.filter(kind="result").latest("row").door == Door.CONSOLE
    assert client.get(page).status_code == 404  # the file is gone


def test_every_error_stands_on_the_page_and_nothing_is_written(case: UseCase) -> None:
    client = signed_in("officer")
    page = handed_in(client, csv_of(row(case), row(case, value="many", evaluator="<b>me</b>")))
    before, shown = rows_written(), client.get(page).content.decode()
    assert "2 errors: nothing can be imported" in shown
    assert "<b>me</b>" not in shown
    assert "This is not a number such as 120 or 120.5." in shown
    assert "Write 2 results" not in shown
    assert "Nothing was imported" in text_of(client.post(page))
    assert rows_written() == before


def test_of_one_use_case_its_template_and_its_page(case: UseCase) -> None:
    client = signed_in("officer")
    query = f"?use_case={case.pk}"
    shown = client.get(CHOOSE + query).content.decode()
    assert f"template.xlsx{query}" in shown
    template = client.get(f"{CHOOSE}template.csv{query}")
    assert template["Content-Disposition"] == 'attachment; filename="results-GS1-001.csv"'
    assert b"GS1-001,1,precision" in template.content
    bare = {name: value for name, value in row(case).items() if name != "use_case"}
    page = handed_in(client, csv_of(bare), query)
    assert "One result was written" in text_of(client.post(page))
    tab = client.get(reverse("admin:usecases_usecase_change", args=[case.pk]) + "?tab=trial")
    assert f"{CHOOSE}{query}" in tab.content.decode()


def test_it_is_the_officers_and_each_file_its_own_persons(case: UseCase) -> None:
    page = handed_in(signed_in("officer"), csv_of(row(case)))
    for role in ("approver", "auditor", "administrator", "assessor"):
        client = signed_in(role)
        assert [client.get(each).status_code for each in (CHOOSE, page)] == [404, 404]
        assert CHOOSE not in client.get("/admin/usecases/result/").content.decode()
    client = signed_in("officer")
    assert CHOOSE in client.get("/admin/usecases/result/").content.decode()
    hidden = [f"{CHOOSE}?use_case={each}" for each in (uuid4(), "x")]
    assert [client.get(each).status_code for each in hidden] == [404, 404]


def test_a_finding_is_written_from_a_final_result(case: UseCase) -> None:
    target = case.targets.get()
    plain, final = make_result(target), make_result(target, final=True)
    client, link = signed_in("officer"), "/admin/usecases/finding/add/?results="
    pages = [client.get(f"/admin/usecases/result/{each.pk}/change/") for each in (plain, final)]
    assert [link in page.content.decode() for page in pages] == [False, True]
    opened = client.get(f"{link}{final.pk}&phase={case.phase_id}").content.decode()
    assert f'<option value="{final.pk}" selected>' in opened
    seen = signed_in("approver").get(f"/admin/usecases/result/{final.pk}/change/")
    assert link not in seen.content.decode()
