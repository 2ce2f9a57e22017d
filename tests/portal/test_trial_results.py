"""A bank writes cycles and results against its targets: the verdict is the console's."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.institutions import bank_b
from tests.factories.trials import make_cycle, make_result
from tests.factories.usecases import use_case_at
from tests.factories.words import make_technique
from tests.files.build import upload
from tests.files.hostile import INFECTED
from tests.people import editor, signatory, viewer
from tests.portal.visits import at, visit, words
from usecases.models.casefile import Attachment
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

RESULT: dict[str, Any] = {
    "operator": "equal",
    "value": "92",
    "numerator": "184",
    "denominator": "200",
    "sample_size": "200",
    "evaluator": "people",
    "final": "on",
}


@pytest.fixture
def target() -> Target:
    return use_case_at(Stage.TRIALLING).targets.get()


def page_of(target: Target) -> str:
    return at("trial-result-new", target.use_case_id, target.pk)


def test_a_result_is_written_in_a_cycle_that_is_begun_on_the_way(target: Target) -> None:
    client, case = visit(editor()), target.use_case
    begin = client.get(page_of(target))["Location"]
    assert begin == f"{at('trial-cycle-new', case.pk)}?target={target.pk}"
    technique = make_technique("guardrails")
    set_up = {"name": "First", "techniques": [str(technique.pk)], "temperature": "0.2"}
    assert client.post(begin, set_up)["Location"] == page_of(target)
    cycle = Cycle.objects.get()
    assert (cycle.name, list(cycle.techniques.all())) == ("First", [technique])
    sheet = SimpleUploadedFile("evidence.csv", b"a,b\n1,2\n")
    typed = {**RESULT, "cycle": str(cycle.pk), "file": sheet}
    assert client.post(page_of(target), typed).status_code == 302
    row = Result.objects.get()
    assert (row.target, row.value, row.final) == (target, Decimal(92), True)
    assert row.evidence == Attachment.objects.get()
    assert row.evidence is not None
    assert (row.evidence.kind, row.evidence.uploaded_by) == ("evidence", editor().user)
    shown = words(client.get(at("trial-result", case.pk, row.pk)))
    assert "92 % Final Met" in shown


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ({"denominator": "", "numerator": ""}, "A percentage needs its denominator."),
        ({"denominator": "", "numerator": "", "value": "101"}, "at most 100"),
        ({"value": "101"}, "at most 100"),
        ({"value": "91"}, "The value is not what numerator and denominator give."),
        ({"upper": "95", "operator": "less"}, "A range is neither below nor above something"),
        ({"upper": "90"}, "The range is upside down"),
        ({"numerator": "201", "value": "92"}, "A numerator is not above its denominator."),
        ({"happened_on": "2099-01-01"}, "This date is in the future."),
        ({"happened_on": "2001-01-01"}, "This is before the trial started."),
        ({"evaluator": ""}, "Judged by : This field is required."),
    ],
)
def test_what_cannot_be_measured_so_is_refused_beside_its_field(
    target: Target, typed: dict[str, str], text: str
) -> None:
    cycle = make_cycle(target.use_case)
    sheet = SimpleUploadedFile("evidence.csv", b"a,b\n1,2\n")
    posted = {**RESULT, "cycle": str(cycle.pk), "file": sheet, **typed}
    answer = visit(editor()).post(page_of(target), posted)
    assert answer.status_code == 422
    assert text in words(answer)
    assert 'value="200"' in answer.content.decode()
    assert (Result.objects.count(), Attachment.objects.count()) == (0, 0)


def test_evidence_that_the_scanner_refuses_is_said_so_and_nothing_is_written(
    target: Target,
) -> None:
    cycle = make_cycle(target.use_case)
    posted = {**RESULT, "cycle": str(cycle.pk), "file": upload(*INFECTED)}
    answer = visit(editor()).post(page_of(target), posted)
    assert answer.status_code == 422
    assert "The scanner refused “notes.txt”. Nothing was saved." in words(answer)
    assert (Result.objects.count(), Attachment.objects.count()) == (0, 0)


def test_another_one_is_final_and_one_in_error_is_void(target: Target) -> None:
    client, case = visit(signatory()), target.use_case
    first, second = make_result(target, final=True), make_result(target)
    assert client.post(at("trial-result", case.pk, second.pk), {"act": "final"}).status_code == 302
    assert list(Result.objects.filter(final=True)) == [second]
    path = at("trial-result", case.pk, first.pk)
    assert client.post(path, {"act": "void", "reason": " "}).status_code == 422
    assert client.post(path, {"act": "void", "reason": "Typed twice."}).status_code == 302
    assert list(Result.objects.filter(voided_at=None)) == [second]


def test_a_cycle_changes_with_a_reason_once_something_was_measured_in_it(target: Target) -> None:
    client, case = visit(editor()), target.use_case
    cycle = make_result(target).cycle
    path = at("trial-cycle", case.pk, cycle.pk)
    assert client.post(path, {"name": "Second"}).status_code == 422
    assert client.post(path, {"name": "Second", "reason": "Misnamed."}).status_code == 302
    assert Cycle.objects.get().name == "Second"


def test_who_measures_and_when(target: Target) -> None:
    case, cycle = target.use_case, make_cycle(target.use_case)
    posted = {**RESULT, "cycle": str(cycle.pk)}
    assert visit(viewer()).post(page_of(target), posted).status_code == 403
    assert visit(signatory(bank_b())).post(page_of(target), posted).status_code == 404
    ended: UseCase = use_case_at(Stage.COMPLETED)
    result = ended.results.get()
    aim = ended.targets.get()
    posted["cycle"] = str(result.cycle_id)
    late = visit(editor()).post(page_of(aim), posted)
    assert late.status_code == 409
    path = at("trial-result", ended.pk, result.pk)
    assert visit(editor()).post(path, {"act": "void", "reason": "x"}).status_code == 409
    assert Result.objects.filter(voided_at=None).count() == 1
    foreign = at("trial-result-new", case.pk, aim.pk)
    assert visit(editor()).get(foreign).status_code == 404
