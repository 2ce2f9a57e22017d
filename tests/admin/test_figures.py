"""A figure opens exactly its records; what the selection refuses is a wrong filter."""

import pytest
from django.contrib.admin.views.main import ERROR_FLAG
from django.utils.http import urlencode

from tests.admin.test_pages import address, signed_in
from tests.factories.phases import open_phase
from tests.factories.usecases import use_case_at
from usecases.admin.figures import figure_url, in_words
from usecases.reporting.table import Records
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import UNCOUNTED, Stage

pytestmark = pytest.mark.django_db


def test_it_opens_the_console_where_that_has_a_list_else_the_api() -> None:
    records = Records("use-cases", (("phase", "GS1"), ("reached", "accepted")))
    assert figure_url(records) == (
        "/admin/usecases/usecase/?figure=phase%3DGS1%26reached%3Daccepted"
    )
    other = Records("categories", (("active", "true"),))
    assert figure_url(other) == "/api/v1/categories/?active=true"


def test_the_list_holds_what_is_counted_whatever_is_active() -> None:
    phase = open_phase("ONE")
    for stage in (Stage.SUBMITTED, Stage.DECLINED, Stage.COMPLETED):
        use_case_at(stage, phase=phase)
    use_case_at(Stage.ACCEPTED)
    client = signed_in("officer")
    for reached, number in (("submitted", 3), ("accepted", 1), ("trialling", 1)):
        url = figure_url(Records("use-cases", (("phase", "ONE"), ("reached", reached))))
        changelist = client.get(url).context["cl"]
        assert changelist.result_count == number
        assert [chip.label for chip in changelist.chips()] == [
            f"Figure: phase ONE; ever reached {Stage(reached).label}"
        ]


@pytest.mark.parametrize(
    "figure", ["phase=NONE", "colour=red", "phase=", "as_at=tomorrow", "reached=a&reached=b"]
)
def test_a_wrong_one_is_refused(figure: str) -> None:
    path = address("usecase", "changelist")
    answer = signed_in("officer").get(f"{path}?{urlencode({'figure': figure})}")
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?{ERROR_FLAG}=1")


def test_it_never_widens_what_a_person_sees() -> None:
    use_case_at(Stage.DRAFT)
    use_case_at(Stage.SUBMITTED)
    url = f"{address('usecase', 'changelist')}?{urlencode({'figure': 'stage=draft'})}"
    assert signed_in("officer").get(url).context["cl"].result_count == 0
    assert signed_in("administrator").get(url).status_code == 404


def test_in_words() -> None:
    counted = [stage.value for stage in Stage if stage not in UNCOUNTED]
    assert in_words({"stage": counted}) == "everything counted"
    assert in_words({"category": ["fraud"], "stage": ["accepted"]}) == (
        "category fraud; stage Accepted"
    )
    assert set(SUBJECTS) >= {"use-cases", "institutions", "technology-partners"}
