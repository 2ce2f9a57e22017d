"""Files of a submission in the portal: added, refused in words, taken off; by script too."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.usecases import empty_draft
from tests.files.build import pdf, upload
from tests.files.hostile import INFECTED
from tests.portal.visits import at, visit, words
from usecases.models.usecases import UseCase
from usecases.rules.asked import asked_one

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def names(case: UseCase) -> list[str]:
    return [each.name for each in asked_one(case).files]


def test_several_files_at_once_each_on_its_own() -> None:
    case, client = empty_draft(), visit(people.editor())
    address = at("section", case.pk, "files")
    first = words(client.get(address))
    assert "25 MB at most each, 50 files in all." in first
    sent = [upload("plan.pdf", pdf()), upload("virus.exe", b"MZ"), upload(*INFECTED)]
    answer = client.post(address, {"file": sent, "description": "Our plans"})
    told = words(answer)
    assert answer.status_code == 422
    assert "“virus.exe” was not added. These types are taken" in told
    assert "“notes.txt” was not added. The scanner refused it." in told
    assert names(case) == ["plan.pdf"]
    row = asked_one(case).files[0]
    assert row.description == "Our plans"
    off = client.post(at("file-off", case.pk, row.pk))
    assert (off.status_code, names(case)) == (302, [])


def test_the_script_is_told_in_words_too() -> None:
    case, client = empty_draft(), visit(people.editor())
    address = at("section", case.pk, "files")
    script = {"Accept": "application/json"}
    good = client.post(address, {"file": upload("plan.pdf", pdf())}, headers=script)
    assert (good.status_code, good.json()) == (
        200,
        {"taken": ["plan.pdf"], "faults": [], "page": address},
    )
    bad = client.post(address, {"file": upload("plan.exe", b"MZ")}, headers=script)
    assert bad.status_code == 422
    assert bad.json()["faults"][0].startswith("“plan.exe” was not added.")
    none = client.post(address, {}, headers=script)
    assert (none.status_code, none.json()["faults"]) == (422, ["Choose a file first."])


def test_nobody_else_adds_or_takes_off() -> None:
    case = empty_draft()
    client = visit(people.editor())
    client.post(at("section", case.pk, "files"), {"file": upload("plan.pdf", pdf())})
    row = asked_one(case).files[0]
    for person, status in ((people.viewer(), 403), (people.signatory(bank_b()), 404)):
        other = visit(person)
        sent = other.post(at("section", case.pk, "files"), {"file": upload("x.pdf", pdf())})
        assert (sent.status_code, other.post(at("file-off", case.pk, row.pk)).status_code) == (
            status,
            status,
        )
    assert names(case) == ["plan.pdf"]
    assert visit(people.viewer()).get(at("section", case.pk, "files")).status_code == 200
    assert visit(people.viewer()).get(at("file", case.pk, row.pk)).getvalue() == pdf()
