"""Loads what is published of the sandboxes: every row with its source, and public by it."""

from collections.abc import Mapping
from pathlib import Path

from usecases.exchange.faults import Fault, WrongFile
from usecases.exchange.guidance import read_guides
from usecases.exchange.happened import DOCUMENTS, HAPPENED, Happened
from usecases.exchange.lessons import FINDINGS, Lessons
from usecases.exchange.loading import Loaded, Loader, Progress, silent
from usecases.exchange.reading import Row, read
from usecases.exchange.recorded import USE_CASES, RecordedCases
from usecases.exchange.register import REGISTER, Register
from usecases.models.person import Person

REASON = "public record"


def load_public_record(folder: Path, *, by: Person, progress: Progress = silent) -> Loaded:
    """Load the public record of a folder: all of it, or nothing."""
    guides = read_guides(folder.parent / "guidance")
    rows = _read_all(folder, {**REGISTER, **USE_CASES, **DOCUMENTS, **FINDINGS, **HAPPENED})
    loader = Loader(by, REASON, progress)
    with loader.run():
        register = Register(loader)
        for name, take in register.takers().items():
            loader.each(rows[name], take)
        loader.each(rows["use_cases"], RecordedCases(loader, register).use_case)
        happened = Happened(loader, register)
        for name in DOCUMENTS:
            loader.each(rows[name], happened.takers()[name])
        for guide in guides:
            happened.guide(guide)
        happened.publish()
        lessons = Lessons(loader, register, happened.documents)
        loader.each(rows["findings"], lessons.finding)
        for name in HAPPENED:
            loader.each(rows[name], happened.takers()[name])
        happened.publish()
    return loader.done


def _read_all(folder: Path, files: Mapping[str, tuple[str, ...]]) -> dict[str, list[Row]]:
    """Read every file before anything is written, collecting what is wrong with any."""
    rows: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for name, columns in files.items():
        try:
            rows[name] = read(folder / f"{name}.csv", columns)
        except WrongFile as wrong:
            faults += wrong.faults
    if faults:
        raise WrongFile(faults)
    return rows
