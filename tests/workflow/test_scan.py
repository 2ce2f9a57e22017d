"""A scanner of the operator's says which files are clean; without its word none is."""

import sys
from pathlib import Path
from typing import BinaryIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests import people
from tests.factories.usecases import use_case_at
from tests.files.build import pdf, upload
from tests.files.hostile import INFECTED
from usecases.models.casefile import Attachment
from usecases.models.trail import Change
from usecases.vocabulary.stages import Stage
from usecases.workflow import scan
from usecases.workflow.attach import attach

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def give(name: str = "letter.pdf", content: bytes = pdf()) -> Attachment:
    case = use_case_at(Stage.SCREENING)
    return attach(case, upload(name, content), kind="letter", by=people.officer())


def says(content: BinaryIO) -> scan.Verdict:
    return scan.Verdict(clean=content.read(5) == b"%PDF-", report="read it\nall")


def fails(content: BinaryIO) -> scan.Verdict:
    raise OSError("no scanner listens")


def command(line: str) -> str:
    return f'{sys.executable} -c "import sys; {line}"'


def test_the_scanner_of_development_knows_the_test_string() -> None:
    row = give(*INFECTED)
    assert (row.scan_state, row.scan_report) == ("refused", "EICAR test file")
    assert row.scanned_at is not None
    assert give().scan_state == "clean"


def test_the_test_string_is_found_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_PIECE", 7)
    assert give(*INFECTED).scan_state == "refused"


def test_a_callable(settings: Settings) -> None:
    settings.FILE_SCANNER = f"{__name__}.says"
    assert (give().scan_state, give().scan_report) == ("clean", "read it all")
    assert give("a.txt", b"text").scan_state == "refused"


@pytest.mark.parametrize(
    ("line", "state", "report"),
    [
        ("assert sys.stdin.buffer.read(5) == b'%PDF-'; print('OK')", "clean", "OK"),
        ("print('stream: Eicar FOUND'); sys.exit(1)", "refused", "stream: Eicar FOUND"),
        ("print('x' * 999); sys.exit(1)", "refused", "x" * 200),
        ("print('no database'); sys.exit(2)", "waiting", ""),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "waiting", ""),
    ],
)
def test_a_command(settings: Settings, line: str, state: str, report: str) -> None:
    settings.FILE_SCANNER = command(line)
    row = give()
    assert (row.scan_state, row.scan_report) == (state, report)
    assert (row.scanned_at is None) == (state == "waiting")


def test_one_that_takes_too_long_leaves_it_waiting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "FILE_CHECK_SECONDS", 0.2)
    settings.FILE_SCANNER = command("import time; time.sleep(30)")
    assert give().scan_state == "waiting"


@pytest.mark.parametrize("named", [f"{__name__}.fails", "/nowhere/clamdscan -", ""])
def test_without_a_scanner_it_waits(settings: Settings, named: str) -> None:
    settings.FILE_SCANNER = named
    assert give().scan_state == "waiting"
    assert Change.objects.filter(kind="attachment").count() == 1


def test_what_waits_is_scanned_later(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FILE_SCANNER = ""
    rows = [give(), give(*INFECTED)]
    call_command("scan_files")
    assert capsys.readouterr().out == "0 clean, 0 refused, 2 waiting\n"
    settings.FILE_SCANNER = "usecases.workflow.scan.only_test_string"
    call_command("scan_files")
    assert capsys.readouterr().out == "1 clean, 1 refused, 0 waiting\n"
    found = [Attachment.objects.get(pk=row.pk).scan_state for row in rows]
    assert found == ["clean", "refused"]
    call_command("scan_files")
    assert capsys.readouterr().out == ""


def test_a_verdict_is_not_overruled() -> None:
    row = give(*INFECTED)
    stale = Attachment(pk=row.pk, file=row.file, scan_state="waiting")
    assert scan.scan(stale).scan_state == "refused"
    assert Change.objects.filter(kind="attachment").count() == 2


def test_a_file_that_is_gone_waits() -> None:
    row = give()
    Attachment.objects.filter(pk=row.pk).update(scan_state="waiting", file="attachments/no/where")
    assert [each.scan_state for each in scan.scan_waiting()] == ["waiting"]
