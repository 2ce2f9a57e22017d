"""With every column shown and nothing left out, a list asks as often for three rows as for one."""

import pytest

from tests.admin.test_pages import MODELS, address, signed_in
from tests.admin.test_queries import queries
from tests.admin.world import furnish, furnish_once
from tests.people import auditor, officer
from usecases.workflow.views import save_view

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", MODELS)
def test_lists_with_every_column(model: str) -> None:
    furnish()
    if model == "change":  # it asks once for each kind of record on its page: fill that first
        furnish_once()
        furnish_once()
    path = address(model, "changelist")
    offered = signed_in("auditor").get(path).context["cl"].offered_columns()
    asked = f"{path}?all&_cols={','.join(column.name for column in offered)}"
    first = queries("auditor", asked)
    furnish_once()
    furnish_once()
    assert queries("auditor", asked) == first


def test_lists_with_saved_views_of_several_people() -> None:
    furnish()
    path = address("usecase", "changelist")

    def keep(name: str) -> None:
        for person in (auditor(), officer()):
            save_view(subject="usecase", name=name, query="q=x", shared=True, by=person)

    keep("one")
    first = queries("auditor", path)
    keep("two")
    keep("three")
    assert queries("auditor", path) == first
