"""Who looked is written down once an hour, whichever door, and by nobody twice."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests import people
from tests.conftest import Freeze
from tests.factories.usecases import use_case_at
from usecases.audit.protect import protect
from usecases.audit.viewing import exported, looked_at
from usecases.models.person import ANONYMOUS
from usecases.models.trail import StageChange, Viewing
from usecases.vocabulary.casefile import Looked
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def test_once_an_hour_for_each_person_and_record(freeze: Freeze) -> None:
    case, other = use_case_at(Stage.SCREENING), use_case_at(Stage.SCREENING)
    for moment in ("10:00", "10:59", "11:00"):
        freeze(f"2026-03-02T{moment}:00+08:00")
        for record in (case, other):
            looked_at(record, by=people.officer())
            looked_at(record, by=people.auditor())
            looked_at(record, by=people.auditor(), how=Looked.DOWNLOADED)
    assert Viewing.objects.count() == 2 * 2 * 3
    assert sorted({row.hour.isoformat() for row in Viewing.objects.all()}) == [
        "2026-03-02T02:00:00+00:00",
        "2026-03-02T03:00:00+00:00",
    ]


def test_parts_name_their_case_and_rows_of_the_trail_their_open_id() -> None:
    case = use_case_at(Stage.SCREENING)
    move = StageChange.objects.filter(use_case=case)[0]
    for record in (case.submissions.get(), move):
        looked_at(record, by=people.officer())
    found = [(row.kind, row.record, row.use_case) for row in Viewing.objects.order_by("row")]
    assert found == [
        ("submission", str(case.submissions.get().pk), case),
        ("stagechange", str(move.uuid), case),
    ]


def test_a_list_is_told_by_its_query_and_its_number() -> None:
    for number in (3, 3, 4):
        exported("usecase", "stage=accepted", number, by=people.officer())
    found = [
        (row.kind, row.what, row.number, row.looked) for row in Viewing.objects.order_by("row")
    ]
    assert found == [
        ("usecase", "stage=accepted", 3, "exported"),
        ("usecase", "stage=accepted", 4, "exported"),
    ]


def test_nobody_is_not_noted() -> None:
    looked_at(use_case_at(Stage.SCREENING), by=ANONYMOUS)
    assert Viewing.objects.count() == 0


@pytest.fixture
def triggers(transactional_db: None) -> Iterator[None]:
    """The triggers of the trail, for a test whose writes are not undone but deleted."""
    protect(connection)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has the conflict itself")
@pytest.mark.django_db(transaction=True)
def test_who_comes_second_at_the_same_moment_is_not_in_the_way(
    triggers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = use_case_at(Stage.SCREENING)
    looked_at(case, by=people.officer())
    true = type(Viewing.objects.all()).exists
    asked: list[bool] = []

    def exists(rows: object) -> bool:
        asked.append(True)
        return len(asked) > 1 and true(rows)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(type(Viewing.objects.all()), "exists", exists)
    looked_at(case, by=people.officer())
    monkeypatch.undo()
    assert Viewing.objects.count() == 1
