"""A bank imports results from a file, with a look at every row before any is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.institutions import bank_b
from tests.factories.trials import make_cycle
from tests.factories.usecases import use_case_at
from tests.people import editor, signatory, viewer
from tests.portal.visits import at, visit, words
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

HEAD = "cycle,metric,value,numerator,denominator,evaluator,final"
GOOD = f"{HEAD}\n1,precision,92,184,200,people,yes\n1,precision,50,100,200,model,\n"
WRONG = f"{HEAD}\n1,precision,92,184,200,people,yes\n9,precision,much,1,,people,\n"


@pytest.fixture
def case() -> UseCase:
    running = use_case_at(Stage.TRIALLING)
    make_cycle(running)
    return running


def upload(text: str, name: str = "results.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, text.encode())}


def test_results_are_looked_at_and_written_together(case: UseCase) -> None:
    client = visit(editor())
    path = client.post(at("trial-import", case.pk), upload(GOOD))["Location"]
    shown = client.get(path)
    assert "2 results are written in their test cycles." in words(shown)
    assert Result.objects.count() == 0
    assert client.post(path).status_code == 302
    finals = [(float(row.value), row.final) for row in Result.objects.order_by("value")]
    assert finals == [(50, False), (92, True)]
    assert client.get(path).status_code == 404  # it is imported, and gone


def test_every_error_is_shown_and_nothing_is_written(case: UseCase) -> None:
    client = visit(editor())
    path = client.post(at("trial-import", case.pk), upload(WRONG))["Location"]
    shown = words(client.get(path))
    for column in ("cycle", "value"):
        assert f"3 {column}" in shown
    assert client.post(path).status_code == 409
    assert Result.objects.count() == 0
    assert client.post(at("trial-import", case.pk), upload("x", "x.exe")).status_code == 422


def test_the_template_has_a_row_for_each_target(case: UseCase) -> None:
    client = visit(editor())
    lines = client.get(at("trial-import-template", case.pk, "csv")).content.decode().splitlines()
    assert len(lines) == 2
    assert "precision" in lines[1]
    assert client.get(at("trial-import-template", case.pk, "exe")).status_code == 404


def test_who_imports_and_when(case: UseCase) -> None:
    mine = visit(editor()).post(at("trial-import", case.pk), upload(GOOD))["Location"]
    for person, status in ((viewer(), 403), (signatory(), 404), (signatory(bank_b()), 404)):
        assert visit(person).get(mine).status_code == status  # a file is its owner's alone
    assert visit(viewer()).get(at("trial-import", case.pk)).status_code == 403
    assert visit(signatory(bank_b())).get(at("trial-import", case.pk)).status_code == 404
    ended = use_case_at(Stage.COMPLETED)
    assert visit(editor()).get(at("trial-import", ended.pk)).status_code == 404
