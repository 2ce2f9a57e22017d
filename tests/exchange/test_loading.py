"""Changed facts follow their file, edits of people stay, and a wrong row undoes everything."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.small import Files, small, write
from tests.factories.words import make_category, make_term
from tests.people import approver, officer
from usecases.exchange.faults import WrongFile
from usecases.exchange.loading import Loaded
from usecases.exchange.public_record import load_public_record
from usecases.models.institutions import Institution
from usecases.models.phases import Participation, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import TermKind
from usecases.workflow.edit import change
from usecases.workflow.people import system
from usecases.workflow.publish import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(db: None) -> None:
    make_term(TermKind.SECTOR, "banking")
    make_term(TermKind.TOPIC, "accuracy")
    make_category("fraud-prevention")


def load(folder: Path, files: Files) -> Loaded:
    return load_public_record(write(folder, files), by=system())


def bank() -> Institution:
    return Institution.objects.get()


def test_a_changed_fact_follows_and_is_published_anew(tmp_path: Path) -> None:
    files = small()
    load(tmp_path, files)
    files["institutions"][0]["short_name"] = "Uno"
    done = load(tmp_path, files)
    assert (done.created, done.changed, done.notes) == (0, 1, [])
    assert bank().short_name == "Uno"
    rows = Publication.objects.filter(record=bank().pk).order_by("version")
    assert [(row.version, row.superseded_at is None, row.sort) for row in rows] == [
        (1, False, "One"),
        (2, True, "Uno"),
    ]


def test_a_changed_list_follows(tmp_path: Path) -> None:
    files = small()
    files["authorities"].append(files["authorities"][0] | {"code": "BBB"})
    load(tmp_path, files)
    files["programmes"][0]["co_authorities"] = "BBB"
    assert load(tmp_path, files).changed == 1
    assert [each.code for each in Programme.objects.get().co_authorities.all()] == ["BBB"]


def test_a_moved_announcement_moves_who_takes_part(tmp_path: Path) -> None:
    files = small()
    load(tmp_path, files)
    files["phases"][0]["announced_on"] = "2024-03-11"
    done = load(tmp_path, files)
    assert done.changed == 3  # the phase and both participations
    days = {row.since.date().isoformat() for row in Participation.objects.all()}
    assert days == {"2024-03-11"}


def test_an_edit_stays_when_the_file_says_what_it_said(tmp_path: Path) -> None:
    files = small()
    load(tmp_path, files)
    change(bank(), {"short_name": "Ours", "legal_name": "Renamed Limited"}, by=officer())
    before = Change.objects.count()
    done = load(tmp_path, files)
    assert (done.created, done.changed, done.notes) == (0, 0, [])
    assert (bank().short_name, bank().legal_name) == ("Ours", "Renamed Limited")
    assert Change.objects.count() == before


def test_an_edit_stays_when_the_file_says_something_new_and_it_is_told(tmp_path: Path) -> None:
    files = small()
    load(tmp_path, files)
    change(bank(), {"short_name": "Ours"}, by=officer())
    files["institutions"][0] |= {"short_name": "Uno", "name_zh_hant": "一"}
    done = load(tmp_path, files)
    assert (done.changed, done.notes) == (
        1,
        ["institutions.csv, line 2: short_name was edited and stays as it is."],
    )
    assert (bank().short_name, bank().name_zh_hant) == ("Ours", "一")


def test_a_recorded_use_case_is_left_to_the_console(tmp_path: Path) -> None:
    files = small()
    load(tmp_path, files)
    files["use_cases"][0]["summary"] = "More is known."
    done = load(tmp_path, files)
    assert (done.created, done.changed, done.notes) == (
        0,
        0,
        ["use_cases.csv, line 2: This tells something new; change it in the console."],
    )
    assert UseCase.objects.get().summary == ""


def test_a_case_renamed_in_the_console_is_not_recorded_again(tmp_path: Path) -> None:
    load(tmp_path, small())
    change(UseCase.objects.get(), {"title": "Another name"}, by=officer(), reason="Clearer")
    assert load(tmp_path, small()).created == 0


def test_a_withdrawn_publication_stays_withdrawn(tmp_path: Path) -> None:
    load(tmp_path, small())
    withdraw(Publication.objects.get(kind="use-case"), by=approver(), reason="Not ours to tell")
    before = Publication.objects.count()
    load(tmp_path, small())
    assert Publication.objects.count() == before


def cell(file: str, column: str, value: str, row: int = 0) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        files[file][row][column] = value

    return spoil


def again(file: str) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        files[file].append(dict(files[file][0]))

    return spoil


def both(*spoils: Callable[[Files], None]) -> Callable[[Files], None]:
    def spoil(files: Files) -> None:
        for each in spoils:
            each(files)

    return spoil


WRONG = {
    "unknown phase": (
        cell("use_cases", "phase", "PP9"),
        ['use_cases.csv, line 2, column phase: There is no "PP9".'],
    ),
    "unknown institution": (
        cell("participations", "institution", "No Bank"),
        ['participations.csv, line 2, column institution: There is no "No Bank".'],
    ),
    "unknown partner": (
        cell("use_cases", "partners", "Two Systems;Three"),
        ['use_cases.csv, line 2, column partners: There is no "Three".'],
    ),
    "unknown category": (
        cell("use_cases", "category", "fun"),
        ['use_cases.csv, line 2, column category: There is no "fun".'],
    ),
    "unknown sector": (
        both(
            again("institutions"),
            cell("institutions", "legal_name", "Two Bank Limited", row=1),
            cell("institutions", "sector", "fishing", row=1),
        ),
        ['institutions.csv, line 3, column sector: There is no "fishing".'],
    ),
    "missing source": (
        cell("published_figures", "source", " "),
        ["published_figures.csv, line 2, column source: This may not be empty."],
    ),
    "kind of source": (
        cell("published_figures", "source_kind", "rumour"),
        [
            (
                "published_figures.csv, line 2, column source_kind: "
                "Value 'rumour' is not a valid choice."
            )
        ],
    ),
    "closes before it opens": (
        cell("phases", "closes_on", "2024-01-09"),
        [
            (
                "phases.csv, line 2, column closes_on: "
                "This day is before an earlier one of the same row."
            )
        ],
    ),
    "announced before it closes": (
        cell("phases", "announced_on", "2024-02-09"),
        [
            (
                "phases.csv, line 2, column announced_on: "
                "This day is before an earlier one of the same row."
            )
        ],
    ),
    "latest before earliest": (
        cell("phases", "trials_from", "2024-04-30"),
        [
            (
                "phases.csv, line 2, column trials_from: "
                "This day is before an earlier one of the same row."
            )
        ],
    ),
    "no day": (
        cell("phases", "opens_on", "soon"),
        ["phases.csv, line 2, column opens_on: This is not a day such as 2026-01-31."],
    ),
    "bounds": (
        cell("published_figures", "upper", "39"),
        ["published_figures.csv, line 2, column upper: The upper bound is below the lower one."],
    ),
    "measure": (
        cell("published_figures", "measure", "joy"),
        ["published_figures.csv, line 2, column measure: Value 'joy' is not a valid choice."],
    ),
    "role": (
        cell("participations", "role", "guest"),
        ['participations.csv, line 2, column role: There is no "guest".'],
    ),
    "role of the other": (
        cell("participations", "role", "partner"),
        ["participations.csv, line 2, column partner: This may not be empty."],
    ),
    "both at once": (
        cell("participations", "partner", "Two Systems"),
        [
            (
                "participations.csv, line 2: "
                "Give an institution as applicant or participant, or a technology partner."
            )
        ],
    ),
    "twice": (
        again("participations"),
        ["participations.csv, line 4: An earlier line tells of the same record."],
    ),
    "use case twice": (
        again("use_cases"),
        ["use_cases.csv, line 3: An earlier line tells of the same record."],
    ),
    "two faults": (
        both(cell("participations", "phase", ""), cell("participations", "partner", "Q", row=1)),
        [
            "participations.csv, line 2, column phase: This may not be empty.",
            'participations.csv, line 3, column partner: There is no "Q".',
        ],
    ),
}


@pytest.mark.parametrize(("spoil", "faults"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_named_and_nothing_is_written(
    tmp_path: Path, spoil: Callable[[Files], None], faults: list[str]
) -> None:
    files = small()
    spoil(files)
    before = Change.objects.count()
    with pytest.raises(WrongFile) as caught:
        load(tmp_path, files)
    assert [str(fault) for fault in caught.value.faults] == faults
    assert (Programme.objects.count(), Phase.objects.count(), Institution.objects.count()) == (
        0,
        0,
        0,
    )
    assert Change.objects.count() == before


def test_a_phase_of_another_programme(tmp_path: Path) -> None:
    files = small()
    files["programmes"].append(files["programmes"][0] | {"code": "QQ"})
    files["published_figures"][0]["programme"] = "QQ"
    with pytest.raises(WrongFile) as caught:
        load(tmp_path, files)
    assert str(caught.value) == (
        "published_figures.csv, line 2, column phase: This phase is not of the programme."
    )


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    folder = write(tmp_path, small())
    (folder / "phases.csv").unlink()
    (folder / "use_cases.csv").write_text("phase\n", encoding="utf-8")
    with pytest.raises(WrongFile) as caught:
        load_public_record(folder, by=system())
    assert {fault.file for fault in caught.value.faults} == {"phases.csv", "use_cases.csv"}
