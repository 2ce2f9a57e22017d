"""Writes a feed, or several, to files."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from usecases.audit import viewing
from usecases.exchange.feed_files import FORMATS, PARQUET, ROWS, has_parquet, write_file
from usecases.management.progress import Progress
from usecases.models.person import Person
from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_outs import Cells
from usecases.reporting.feeds_pull import Pull, Start
from usecases.reporting.feeds_reader import reader_of
from usecases.workflow.people import system


class Command(BaseCommand):
    """`manage.py export_feed NAME --to FILE`."""

    help = (
        "Writes all of a feed to a file: csv, ndjson, json or parquet, by the ending of its name. "
        "Whoever runs it reads everything that counts; drafts are in no feed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which feed, and where to."""
        parser.add_argument("name", metavar="NAME", help=", ".join(FEEDS))
        parser.add_argument("--to", type=Path, required=True, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write beside the file, then put it in its place: it is there whole or not at all."""
        name, path = options["name"], options["to"]
        form = self._check(name, path)
        by = system()
        pull = Pull(FEEDS[name], reader_of(by), Start())
        total = pull.left()
        self._note(name, total, by)
        counted = _Counted(pull, total, Progress(self.stderr))
        try:
            _replace(path, form, counted)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        if options["verbosity"]:
            self.stdout.write(f"{name}: {counted.done} rows in {path}")

    def _check(self, name: str, path: Path) -> str:
        if name not in FEEDS:
            raise CommandError(f"There is no feed {name}. There are: {', '.join(FEEDS)}.")
        form = path.suffix.removeprefix(".").lower()
        if form not in FORMATS:
            raise CommandError(f"Let the file end in .{', .'.join(FORMATS)}.")
        if form == PARQUET and not has_parquet():
            raise CommandError("Parquet needs the extra: pip install 'sandbox-tracker[parquet]'.")
        return form

    def _note(self, name: str, number: int, by: Person) -> None:
        viewing.exported(FEEDS[name].model._meta.model_name or "", f"feed={name}", number, by=by)


class _Counted:
    """The rows of a pull, some at a time, counted as they are handed on."""

    def __init__(self, pull: Pull, total: int, progress: Progress) -> None:
        self.pull, self.total, self.progress = pull, total, progress
        self.done = 0

    def __iter__(self) -> Iterator[list[Cells]]:
        for rows in self.pull.everything(ROWS):
            yield rows
            self.done += len(rows)
            self.progress(self.pull.feed.name, self.done, max(self.total, self.done))


def _replace(path: Path, form: str, counted: _Counted) -> None:
    place = tempfile.NamedTemporaryFile(  # noqa: SIM115  # renamed below, or removed
        dir=path.parent, prefix=f".{path.name}.", delete=False
    )
    beside = Path(place.name)
    try:
        with place as file:
            write_file(file, form, counted.pull.feed, counted)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o640)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
