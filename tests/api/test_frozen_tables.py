"""Frozen tables by the API: read by everyone, narrowed by nothing, leading to no record."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.access import make_token
from tests.factories.frozen import proposed_table, public_table
from tests.keeping import kept
from tests.people import signatory
from tests.reporting.frozen_world import CODES, build
from usecases.models.frozen import FrozenTable

pytestmark = pytest.mark.django_db
_kept = kept(build)
TABLES = "/api/v1/reports/tables/"


def get(path: str) -> Any:
    return Client().get(path).json()


def test_everybody_reads_the_table_as_it_was_frozen() -> None:
    table = public_table("funnel", CODES)
    [listed] = get(TABLES)["tables"]
    assert (listed["id"], listed["title"], listed["by"]) == (str(table.pk), "A table", None)
    body = get(f"{TABLES}{table.pk}/")
    assert [*body["rows"], body["total"]] == table.rows
    assert [row["withheld"] for row in body["rows"]] != [[] for _row in body["rows"]]
    assert (body["digest"], body["smallest_cell"]) == (table.digest, 3)
    assert not any("records" in row for row in (*body["rows"], body["total"]))
    types = {column["name"]: column["type"] for column in body["columns"]}
    assert (types["phase"], types["submitted"]) == ("text", "count")


def test_a_bank_with_a_token_reads_the_same_bytes() -> None:
    table = public_table("funnel", CODES)
    user = signatory().user
    assert user is not None
    _token, secret = make_token(user, "report")
    bearer = {"authorization": f"Bearer {secret}"}
    for path in (TABLES, f"{TABLES}{table.pk}/"):
        assert Client().get(path, headers=bearer).content == Client().get(path).content


def test_what_is_not_published_is_not_there() -> None:
    proposed = proposed_table("funnel", CODES)
    there, nowhere = (Client().get(f"{TABLES}{key}/") for key in (proposed.record, uuid4()))
    assert (there.status_code, get(TABLES)) == (404, {"tables": []})
    assert there.json().keys() == nowhere.json().keys()


@pytest.mark.parametrize("name", ["phase", "as_at", "known_at", "by", "category", "records"])
def test_nothing_narrows_it(name: str) -> None:
    table = public_table("funnel", CODES)
    answer = Client().get(f"{TABLES}{table.pk}/?{name}=GS1")
    assert answer.status_code == 400
    assert Client().get(f"{TABLES}?{name}=GS1").status_code == 400


def test_files_leave_withheld_cells_empty() -> None:
    table = public_table("funnel", CODES)
    answer = Client().get(f"{TABLES}{table.pk}/?format=csv")
    head, *lines = answer.content.decode().splitlines()
    assert head.split(",")[:3] == ["programme", "phase", "submitted"]
    told = [line.split(",") for line in lines]
    for cells, row in zip(told, table.rows, strict=False):
        empty = {name for name, cell in zip(head.split(","), cells, strict=True) if not cell}
        assert empty - {"phase"} == set(row["withheld"])


def test_it_reads_what_is_published_and_nothing_else() -> None:
    table = public_table("funnel", CODES)
    for path in (TABLES, f"{TABLES}{table.pk}/"):
        with CaptureQueriesContext(connection) as captured:
            Client().get(path)
        asked = " ".join(each["sql"] for each in captured)
        assert "usecases_publication" in asked
        assert FrozenTable._meta.db_table not in asked
        assert "usecases_usecase" not in asked
