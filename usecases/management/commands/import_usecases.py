"""Imports use cases from a file, as drafts or recorded after the fact."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.exchange.sheet_faults import RowFault, WrongSheet
from usecases.exchange.sheet_lines import MOST_BYTES, SheetFile
from usecases.exchange.use_cases import Checked, check, write
from usecases.management.progress import Progress
from usecases.workflow.people import system


class Command(BaseCommand):
    """`manage.py import_usecases FILE [--dry-run] [--record]`."""

    help = "Imports use cases from CSV or XLSX: all rows or none. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which file, whether to write, and whether it tells of the past."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check, and write nothing")
        parser.add_argument(
            "--record", action="store_true", help="record what happened; without it: drafts"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check every row, show every error, else write all of them."""
        file, by = self._read(options["file"], record=options["record"]), system()
        progress = Progress(self.stderr)
        checked = check(file, by=by)
        if checked.faults:
            raise self._refused(checked.faults)
        done, number = 0, len(checked.new)
        if not options["dry_run"]:
            try:
                for written in write(file, by=by):
                    done, number = written.done, written.total
                    progress(file.name, done, number)
            except WrongSheet as refusal:
                raise self._refused(refusal.faults) from refusal
        if options["verbosity"]:
            self._summary(checked, number, dry_run=options["dry_run"])

    def _read(self, path: Path, *, record: bool) -> SheetFile:
        try:
            with path.open("rb") as stream:
                return SheetFile(path.name, stream.read(MOST_BYTES + 1), record)
        except OSError as error:
            raise CommandError(f"{path} cannot be read.") from error

    def _refused(self, faults: list[RowFault] | tuple[RowFault, ...]) -> CommandError:
        """Print every error on a line of its own, in columns, and return the end."""
        heads = ("row", "column", "value", "message")
        lines = [
            (str(each.row or "file"), each.column or "-", _line(each.value), _line(each.text))
            for each in faults
        ]
        widths = [max(len(line[place]) for line in (heads, *lines)) for place in range(3)]
        for row, column, value, text in (heads, *lines):
            cells = (row.rjust(widths[0]), column.ljust(widths[1]), value.ljust(widths[2]), text)
            self.stdout.write("  ".join(cells))
        noun = "error" if len(faults) == 1 else "errors"
        return CommandError(f"{len(faults)} {noun}. Nothing was imported.")

    def _summary(self, checked: Checked, number: int, *, dry_run: bool) -> None:
        new = "would be new" if dry_run else "new"
        self.stdout.write(f"{number} {new}, {len(checked.rows) - number} already there")


def _line(text: str) -> str:
    return " ".join(text.split())
