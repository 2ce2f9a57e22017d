"""The trail is append only, whoever writes to the database."""

import pytest
from django.core.checks import CheckMessage, run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.audit.protect import PROTECTED, missing, protect
from usecases.audit.viewing import looked_at
from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL only: SQLite has no such statement"
)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")

EVENTS = ("update", "delete", "truncate" if connection.vendor == "postgresql" else "replace")


@pytest.fixture
def case(db: None) -> UseCase:
    """A use case with its trail; the triggers end with the test's transaction."""
    case = use_case_at(Stage.SCREENING)
    looked_at(case, by=officer())
    return case


def refused(statement: str) -> str:
    """Run a statement and return how the database refuses it."""
    with (
        pytest.raises(IntegrityError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(caught.value).splitlines()[0]


@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model.__name__)
def test_no_row_is_changed_or_deleted(case: UseCase, model: type[models.Model]) -> None:
    protect(connection)
    table, key = model._meta.db_table, model._meta.pk.column
    before = list(model._base_manager.order_by("pk").values())
    assert before
    for statement in (
        f'UPDATE "{table}" SET "{key}" = "{key}"',  # noqa: S608 - our own tables' names
        f'DELETE FROM "{table}"',  # noqa: S608 - our own tables' names
    ):
        assert refused(statement) == "The trail is append only."
    assert list(model._base_manager.order_by("pk").values()) == before


def test_the_orm_is_refused_too(case: UseCase) -> None:
    protect(connection)
    for act in (
        lambda: StageChange.objects.update(reason="better"),
        lambda: Change.objects.first().delete(),  # type: ignore[union-attr]  # there is one
        lambda: Submission.objects.first().save(),  # type: ignore[union-attr]  # there is one
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_rows_are_still_appended(db: None) -> None:
    protect(connection)
    use_case_at(Stage.COMPLETED)
    assert StageChange.objects.count() > 4


@on_sqlite
@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model.__name__)
def test_no_row_is_replaced(case: UseCase, model: type[models.Model]) -> None:
    protect(connection)
    table = model._meta.db_table
    copy = f'SELECT * FROM "{table}" LIMIT 1'  # noqa: S608 - our own tables' names
    assert refused(f'INSERT OR REPLACE INTO "{table}" {copy}') == "The trail is append only."


@on_sqlite
def test_no_row_is_replaced_by_another_of_the_same_number(case: UseCase) -> None:
    protect(connection)
    table = Submission._meta.db_table
    others = ", ".join(
        str(each.column) for each in Submission._meta.concrete_fields if not each.primary_key
    )
    copy = f"SELECT 'another', {others} FROM {table}"  # noqa: S608 - our own tables' names
    assert (
        refused(f"INSERT OR REPLACE INTO {table} (id, {others}) {copy}")
        == "The trail is append only."
    )


@pytest.mark.postgres
@on_postgresql
@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model.__name__)
def test_no_table_is_emptied(case: UseCase, model: type[models.Model]) -> None:
    protect(connection)
    connection.check_constraints()  # what is still to be checked would be in the way
    table = model._meta.db_table
    assert refused(f'TRUNCATE "{table}" CASCADE') == "The trail is append only."
    assert model._base_manager.exists()


@pytest.mark.postgres
@on_postgresql
def test_a_trigger_that_is_switched_off_is_missing(db: None) -> None:
    protect(connection)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE usecases_change DISABLE TRIGGER usecases_change_no_update")
    assert missing(connection) == ["usecases_change_no_update"]


def test_the_settings_of_the_tests_leave_the_triggers_out(db: None) -> None:
    tables = [model._meta.db_table for model in PROTECTED]
    assert missing(connection) == [f"{table}_no_{each}" for table in tables for each in EVENTS]


def test_making_them_may_be_repeated(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("protect_trail")
    assert missing(connection) == []
    call_command("protect_trail")
    assert capsys.readouterr().out == "12 triggers made\n0 triggers made\n"
    protect(connection)
    assert missing(connection) == []


def test_one_that_was_dropped_is_made_again(db: None) -> None:
    protect(connection)
    on = " ON usecases_change" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER usecases_change_no_delete{on}")
    assert missing(connection) == ["usecases_change_no_delete"]
    call_command("protect_trail", verbosity=0)
    assert missing(connection) == []


def told() -> list[CheckMessage]:
    return [each for each in run_checks(tags=["database"], databases=["default"])
            if each.id == "usecases.W001"]  # fmt: skip


def test_the_system_check_says_what_to_run(db: None) -> None:
    (warning,) = told()
    assert warning.msg == "12 triggers that keep the trail append only are missing."
    assert warning.hint == "Run `manage.py protect_trail`."
    protect(connection)
    assert told() == []


def test_other_tables_are_free(case: UseCase) -> None:
    protect(connection)
    assert UseCase.objects.update(version=7) == 1
