"""How the evidence explorer writes what was measured."""

from decimal import Decimal

import pytest

from tests.admin.test_pages import signed_in
from tests.factories.trials import make_result, make_target, planned_trial
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric
from tests.people import officer
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import Unit
from usecases.workflow import trial

pytestmark = pytest.mark.django_db


def test_a_share_of_one_stands_alone_in_table_and_drawing() -> None:
    case = use_case_at(Stage.ACCEPTED)
    metric = make_metric("rouge", unit=Unit.RATIO, lowest=0, highest=1)
    target = make_target(case, metric=metric, value=Decimal("0.4"), baseline=None)
    planned_trial(case)
    trial.start(case, by=officer())
    make_result(target, value=Decimal("0.42"), numerator=None, denominator=None, final=True)
    page = signed_in("officer").get("/admin/reports/performance/").content.decode()
    assert "Median: 0.42 as a share of one<" in page
    assert "0 to 1" not in page


def test_a_unit_is_said_once() -> None:
    case = use_case_at(Stage.COMPLETED)
    assert case.results.get().value == 92
    page = signed_in("officer").get("/admin/reports/performance/").content.decode()
    assert "Median: 92 %<" in page
    assert "% %" not in page
