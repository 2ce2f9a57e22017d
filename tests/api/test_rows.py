"""Bodies read from columns are those that a serializer writes, for every list and reader."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.renderers import JSONRenderer

from tests.admin.world import furnish
from tests.api.test_queries import WATCHED
from tests.factories.documents import make_other_cohort
from tests.factories.outcomes import told_outcome
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_technique
from tests.keeping import kept
from tests.people import administrator, assessor, auditor, officer, signatory
from usecases.api import rows
from usecases.api.resources import RESOURCES, USE_CASES
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.rules.permissions import is_staff
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult

pytestmark = pytest.mark.django_db


def _world() -> None:
    furnish(2)
    for name in (*("amendments", "materialities", "attachments"), "decision-replies"):
        WATCHED[name](1)
    make_other_cohort()
    labels = [make_technique(f"kind-{number}") for number in (2, 1, 3)]
    case = use_case_at(Stage.COMPLETED, techniques=labels, model_family="長者 LLM")
    for result in (OutcomeResult.FURTHER_TRIAL, OutcomeResult.IN_PRODUCTION):
        told_outcome(case, result)
    case.further_categories.set([make_category("second"), make_category("first")])


_kept = kept(_world)
READERS = {
    "officer": officer,
    "assessor": assessor,
    "auditor": auditor,
    "administrator": administrator,
    "bank": lambda: signatory(Institution.objects.order_by("recorded_at")[0]),
}
# Whose fields are all columns: a list that leaves this is slower, one that joins it is welcome.
FROM_COLUMNS = {
    *("programmes", "institutions", "technology-partners", "published-figures", "other-cohorts"),
    *("categories", "techniques", "metrics", "use-cases", "materialities", "assignments"),
    *("interests", "decision-replies", "trials", "cycles", "amendments", "incidents"),
    *("attachments", "stage-changes"),
}


def _json(bodies: list[dict[str, Any]]) -> list[bytes]:
    return [JSONRenderer().render(body) for body in bodies]


@pytest.mark.parametrize("reader", READERS)
def test_every_list(reader: str) -> None:
    person: Person = READERS[reader]()
    wrong, seen, told = [], set(), set()
    for each in RESOURCES:
        selected = each.along(each.subject.select(person, {})).order_by("pk")
        written = each.serializer(list(selected), many=True, context={"person": person}).data
        if _json(rows.bodies(each.serializer, person, selected)) != _json(list(written)):
            wrong.append(each.name)
        if rows.columns_of(each.serializer, is_staff(person)) is not None:
            seen.add(each.name)
            told |= {each.name} if written else set()
    assert wrong == []
    assert seen >= FROM_COLUMNS
    if reader == "auditor":
        assert told >= FROM_COLUMNS


@pytest.mark.parametrize("moment", ["2019-01-01", "2099-01-01"])
def test_at_another_moment(moment: str) -> None:
    params = {"as_at": [moment]}
    selected = USE_CASES.along(USE_CASES.subject.select(officer(), params)).order_by("pk")
    written = USE_CASES.serializer(list(selected), many=True, context={"person": officer()}).data
    assert _json(rows.bodies(USE_CASES.serializer, officer(), selected)) == _json(list(written))
    assert bool(written) == (moment > "2026")


def test_a_page_of_it() -> None:
    selected = USE_CASES.along(USE_CASES.subject.select(officer(), {})).order_by("pk")
    written = USE_CASES.serializer(list(selected), many=True, context={"person": officer()}).data
    with CaptureQueriesContext(connection) as captured:
        page = rows.bodies(USE_CASES.serializer, officer(), selected.all()[2:5])
    assert _json(page) == _json(list(written)[2:5])
    # Columns, categories, techniques, partners, outcomes.
    assert len(captured) == 5
    assert rows.bodies(USE_CASES.serializer, officer(), selected[:0]) == []
