"""The published record as its files tell it, read with nothing but the csv module."""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "public_record"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def participants(phase: str) -> set[str]:
    """Return the legal names of the institutions in a phase."""
    return {
        row["institution"]
        for row in rows("participations")
        if row["phase"] == phase and row["role"] == "participant"
    }


def partners(phase: str) -> set[str]:
    """Return the names of the technology partners in a phase."""
    return {
        row["partner"]
        for row in rows("participations")
        if row["phase"] == phase and row["role"] == "partner"
    }


def use_cases(phase: str) -> list[dict[str, str]]:
    """Return the use cases of a phase."""
    return [row for row in rows("use_cases") if row["phase"] == phase]


def announced(phase: str) -> dict[str, tuple[str, int | None, int | None]]:
    """Return text and bounds of what was announced of a phase, by measure."""
    return {
        row["measure"]: (
            row["text"],
            int(row["lower"]) if row["lower"] else None,
            int(row["upper"]) if row["upper"] else None,
        )
        for row in rows("published_figures")
        if row["phase"] == phase
    }
