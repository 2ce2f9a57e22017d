"""A public record of a few rows, to be spoilt cell by cell."""

import csv
from copy import deepcopy
from pathlib import Path

Files = dict[str, list[dict[str, str]]]

_FROM = {"source": "A list", "source_kind": "primary"}
_NO_NAMES = {"name_zh_hant": "", "name_zh_hans": ""}

_FILES: Files = {
    "authorities": [{"code": "AAA", "name_en": "Authority", **_NO_NAMES, **_FROM}],
    "programmes": [
        {
            "code": "PP",
            "name_en": "Programme",
            **_NO_NAMES,
            "family": "family",
            "lead": "AAA",
            "co_authorities": "",
            "host": "Host",
            "round_word": "cohort",
            "time_zone": "Asia/Hong_Kong",
            **_FROM,
        }
    ],
    "phases": [
        {
            "programme": "PP",
            "number": "1",
            "code": "PP1",
            "name_en": "First",
            "theme": "",
            "opens_on": "2024-01-10",
            "closes_on": "2024-02-10",
            "announced_on": "2024-03-10",
            "trials_from_words": "mid-2024",
            "trials_from_earliest": "2024-05-01",
            "trials_from": "2024-08-31",
            "trials_to_words": "",
            "trials_to_earliest": "",
            "trials_to": "",
            "coverage": "sample",
            **_FROM,
        }
    ],
    "published_figures": [
        {
            "programme": "PP",
            "phase": "PP1",
            "measure": "applications",
            "text": "40+",
            "lower": "40",
            "upper": "",
            "said_by": "AAA",
            "said_on": "2024-03-10",
            **_FROM,
        }
    ],
    "institutions": [
        {
            "legal_name": "One Bank Limited",
            "short_name": "One",
            **_NO_NAMES,
            "sector": "banking",
            "kind": "",
            **_FROM,
        }
    ],
    "technology_partners": [{"name": "Two Systems", **_NO_NAMES, "kind": "", **_FROM}],
    "participations": [
        {
            "phase": "PP1",
            "role": "participant",
            "institution": "One Bank Limited",
            "partner": "",
            **_FROM,
        },
        {"phase": "PP1", "role": "partner", "institution": "", "partner": "Two Systems", **_FROM},
    ],
    "use_cases": [
        {
            "phase": "PP1",
            "institution": "One Bank Limited",
            "title": "A use",
            "summary": "",
            "category": "fraud-prevention",
            "partners": "Two Systems",
            **_FROM,
        }
    ],
    "findings": [
        {
            "phase": "PP1",
            "topic": "accuracy",
            "statement_en": "Let the model check its own answer.",
            "cited": "A report",
            "section": "4",
            "page": "12",
            **_FROM,
        }
    ],
    "documents": [
        {
            "kind": "report",
            "title_en": "A report",
            "summary_en": "",
            "language": "en",
            "version": "",
            "authority": "AAA",
            "programme": "PP",
            "phase": "PP1",
            "issued_on": "2024-10-10",
            "pages": "42",
            "website": "",
            "paraphrased": "yes",
            **_FROM,
        }
    ],
    "document_sections": [
        {
            "document": "A report",
            "order": "1",
            "anchor": "section-4",
            "section": "4",
            "heading": "",
            "page": "12",
            "text": "Let the model check its own answer.",
        }
    ],
    "events": [
        {
            "kind": "symposium",
            "name_en": "A symposium",
            "summary_en": "",
            "programme": "PP",
            "phase": "PP1",
            "happened_on": "2024-10-10",
            "venue": "",
            "organisers": "Host",
            "attendance_text": "over 500",
            "attendance_lower": "501",
            "attendance_upper": "",
            **_FROM,
        }
    ],
    "event_items": [
        {
            "event": "A symposium",
            "order": "1",
            "kind": "exhibit",
            "title_en": "A booth",
            "summary_en": "",
            "institution": "One Bank Limited",
            "partner": "",
        }
    ],
    "follow_ons": [
        {
            "kind": "project",
            "state": "",
            "name_en": "A project",
            "summary_en": "",
            "partners": "AAA; Host",
            "happened_on": "2024-11-11",
            "phases": "PP1",
            **_FROM,
        }
    ],
    "other_cohorts": [
        {
            "programme": "Elsewhere",
            "cohort": "First",
            "order": "1",
            "opened": "2024-12",
            "closed": "",
            "announced": "",
            "applications_text": "130+",
            "applications_lower": "130",
            "applications_upper": "",
            "accepted": "7",
            "testing": "",
            "institutions": "",
            "technology_partners": "",
            "exited": "",
            **_FROM,
        }
    ],
}


def small() -> Files:
    """Return the rows of every file, to be changed at will."""
    return deepcopy(_FILES)


def write(folder: Path, files: Files) -> Path:
    """Write the files into a folder and return it."""
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(rows)
    return folder
