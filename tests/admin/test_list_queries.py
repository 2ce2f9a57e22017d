"""With every column shown and nothing left out, a list asks as often for three rows as for one."""

import pytest

from tests.admin.test_pages import MODELS, address, signed_in
from tests.admin.test_queries import grown, queries
from tests.admin.world import furnish
from tests.people import auditor, officer
from usecases.workflow.views import save_view

pytestmark = pytest.mark.django_db


def test_lists_with_every_column() -> None:
    offered: dict[str, str] = {}

    def count(model: str) -> int:
        path = address(model, "changelist")
        if model not in offered:
            columns = signed_in("auditor").get(path).context["cl"].offered_columns()
            offered[model] = ",".join(column.name for column in columns)
        return queries("auditor", f"{path}?all&_cols={offered[model]}")

    furnish()
    assert grown(count, MODELS) == {}


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
