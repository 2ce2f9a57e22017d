"""Importing use cases by command."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.exchange.import_world import IMPORTS, csv_of, draft_row, world
from tests.workflow.refusals import written as rows_written
from usecases.management.commands import import_usecases
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.workflow.people import system

pytestmark = pytest.mark.django_db
GOOD, RECORDED = str(IMPORTS / "good.csv"), str(IMPORTS / "good_recorded.csv")


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world()
    system()


def run(*arguments: str, verbosity: int = 1) -> str:
    out = StringIO()
    call_command(
        "import_usecases", *arguments, verbosity=verbosity, stdout=out, stderr=out, no_color=True
    )
    return out.getvalue()


def test_drafts_and_records_once() -> None:
    assert [run(GOOD), run(GOOD)] == ["5 new, 0 already there\n", "0 new, 5 already there\n"]
    assert run(RECORDED, "--record") == "3 new, 0 already there\n"
    assert run(RECORDED, "--record", verbosity=0) == ""
    who = Change.objects.filter(use_case__stage="draft").values_list("by__email", "door", "reason")
    assert set(who) == {("system@sandbox.invalid", "command", "Import of good.csv")}


def test_a_dry_run_writes_nothing() -> None:
    before = rows_written()
    assert run(GOOD, "--dry-run") == "5 would be new, 0 already there\n"
    assert rows_written() == before


def test_every_error_on_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    rows = (draft_row(title="", autonomy="perhaps"), draft_row(institution="Harbor Bank"))
    path.write_bytes(csv_of(*rows).data)
    out, before = StringIO(), rows_written()
    with pytest.raises(CommandError, match=r"^3 errors\. Nothing was imported\.$"):
        call_command("import_usecases", str(path), stdout=out, no_color=True)
    accepted = "assists, proposes, acts-with-approval, acts-alone"
    assert out.getvalue().splitlines() == [
        "row  column       value        message",
        "  2  title                     This may not be empty.",
        f"  2  autonomy     perhaps      There is no such name. Accepted: {accepted}.",
        "  3  institution  Harbor Bank  There is no such name. Is it Harbour Bank?",
    ]
    assert rows_written() == before


def test_a_whole_file_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    path.write_text("phase\n")
    out = StringIO()
    with pytest.raises(CommandError, match=r"^1 error\. Nothing was imported\.$"):
        call_command("import_usecases", str(path), stdout=out, no_color=True)
    assert out.getvalue().splitlines()[1] == (
        "file  -              This is no XLSX workbook. Save it as XLSX without a password."
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.csv cannot be read\.$"):
        run(str(tmp_path / "none.csv"))


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(
        import_usecases, "Progress", lambda _stream: lambda *args: told.append(args)
    )
    run(GOOD)
    assert told == [("good.csv", number, 5) for number in range(1, 6)]


@pytest.mark.slow
def test_a_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(csv_of(*(draft_row(title=f"Use {n}") for n in range(1_000))).data)
    assert run(str(path)).splitlines()[-1] == "1000 new, 0 already there"
    assert UseCase.objects.filter(stage="draft").count() == 1_000
