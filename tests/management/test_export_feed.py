"""Writing feeds to files by command."""

import csv
import json
from io import StringIO
from pathlib import Path

import polars
import pytest
from django.core.management import CommandError, call_command

from tests.api.clients import world
from tests.factories.base import system
from tests.factories.usecases import use_case_at
from tests.reporting.feed_copies import full
from usecases.exchange import feed_files
from usecases.management.commands import export_feed
from usecases.models.trail import Viewing
from usecases.reporting.feeds import FEEDS

pytestmark = pytest.mark.django_db


def run(name: str, to: Path, verbosity: int = 1) -> str:
    out = StringIO()
    call_command("export_feed", name, to=to, stdout=out, stderr=out, verbosity=verbosity)
    return out.getvalue()


def test_every_form_has_the_same_rows(tmp_path: Path) -> None:
    world()
    wanted = list(full("use-cases", system()))
    assert len(wanted) == 3
    paths = {form: tmp_path / f"use-cases.{form}" for form in ("csv", "ndjson", "json", "parquet")}
    for path in paths.values():
        assert run("use-cases", path).splitlines()[-1] == f"use-cases: 3 rows in {path}"
    with paths["csv"].open(newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [json.loads(line) for line in paths["ndjson"].read_text().splitlines()]
    body = json.loads(paths["json"].read_text())
    frame = polars.read_parquet(paths["parquet"])
    for found in (rows, lines, body["results"], frame.to_dicts()):
        assert [row["id"] for row in found] == wanted
        assert list(found[0]) == FEEDS["use-cases"].head
    assert body["next"] is None
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        path.name for path in paths.values()
    )


def test_what_confidential_was_taken_is_noted(tmp_path: Path) -> None:
    use_case_at("completed")
    run("decisions", tmp_path / "decisions.csv")
    row = Viewing.objects.get()
    assert (row.kind, row.what, row.number, row.by) == (
        "decision",
        "feed=decisions",
        1,
        system().user,
    )


def test_an_empty_feed_has_its_columns(tmp_path: Path) -> None:
    assert run("trials", tmp_path / "a.csv", verbosity=0) == ""
    assert (tmp_path / "a.csv").read_text() == ",".join(FEEDS["trials"].head) + "\n"
    run("trials", tmp_path / "a.parquet")
    assert polars.read_parquet(tmp_path / "a.parquet").columns == FEEDS["trials"].head


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        ("cases", "a.csv", r"There is no feed cases\. There are: dates, "),
        ("trials", "a.xlsx", r"Let the file end in \.csv, \.ndjson, \.json, \.parquet\."),
        ("trials", "trials", r"Let the file end in "),
        ("trials", "nowhere/a.csv", r"cannot be written: No such file or directory\."),
    ],
)
def test_what_cannot_be(name: str, file: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=says):
        run(name, tmp_path / file)
    assert list(tmp_path.iterdir()) == []


def test_parquet_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_feed, "has_parquet", lambda: False)
    with pytest.raises(CommandError, match=r"sandbox-tracker\[parquet\]"):
        run("trials", tmp_path / "a.parquet")


def test_what_fails_halfway_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "authorities.csv"
    path.write_text("as it was")

    def fail(*_args: object) -> None:
        raise RuntimeError("The power went.")

    monkeypatch.setitem(feed_files.TEXTS, "csv", fail)
    with pytest.raises(RuntimeError):
        run("authorities", path)
    assert path.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(export_feed, "Progress", lambda _stream: lambda *args: told.append(args))
    run("dates", tmp_path / "dates.csv")
    assert told[0] == ("dates", 5_000, 18_263)
    assert told[-1] == ("dates", 18_263, 18_263)
