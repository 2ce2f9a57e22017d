"""The commands that load fixtures."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.exchange.small import small, write
from tests.factories.words import make_category, make_term
from tests.people import officer
from usecases.models.institutions import Institution
from usecases.models.phases import Programme
from usecases.models.trail import Change
from usecases.vocabulary.terms import TermKind
from usecases.workflow.edit import change

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str, verbosity: int = 1) -> tuple[str, str]:
    """Run a command and return what it wrote to standard output and to standard error."""
    out, err = StringIO(), StringIO()
    call_command(command, *arguments, verbosity=verbosity, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A small public record, and the words that it needs."""
    make_term(TermKind.SECTOR, "banking")
    make_term(TermKind.TOPIC, "accuracy")
    make_category("fraud-prevention")
    return str(write(tmp_path, small()))


def test_the_projects_own_words_are_loaded_once() -> None:
    first, _ = run("load_vocabularies")
    second, _ = run("load_vocabularies")
    folder = settings.BASE_DIR / "fixtures" / "vocabularies"
    words = sum(len(file.read_text().splitlines()) - 1 for file in folder.glob("*.csv"))
    assert (first, second) == (f"{words} new, 0 changed\n", "0 new, 0 changed\n")


def test_a_public_record_is_loaded_by_the_system_through_the_door_of_commands(folder: str) -> None:
    assert run("load_public_record", "--from", folder) == ("16 new, 0 changed\n", "")
    rows = Change.objects.filter(kind="programme").values_list("by__email", "door", "reason")
    assert list(rows) == [("system@sandbox.invalid", "command", "public record")]


def test_silence_when_asked(folder: str) -> None:
    assert run("load_public_record", "--from", folder, verbosity=0) == ("", "")


def test_what_stays_as_people_made_it_is_told(folder: str) -> None:
    run("load_public_record", "--from", folder)
    change(Institution.objects.get(), {"short_name": "Ours"}, by=officer())
    files = small()
    files["institutions"][0]["short_name"] = "Uno"
    write(Path(folder), files)
    assert run("load_public_record", "--from", folder) == (
        "0 new, 0 changed\n",
        "institutions.csv, line 2: short_name was edited and stays as it is.\n",
    )


def test_a_wrong_row_ends_the_command(folder: str) -> None:
    files = small()
    files["phases"][0]["closes_on"] = "2023-01-01"
    write(Path(folder), files)
    with pytest.raises(CommandError) as caught:
        run("load_public_record", "--from", folder)
    assert str(caught.value) == (
        "Nothing was loaded.\n"
        "phases.csv, line 2, column closes_on: This day is before an earlier one of the same row."
    )
    assert not Programme.objects.exists()
