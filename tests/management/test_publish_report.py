"""`publish_report`: proposes what somebody else confirms, and makes what is public again."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.phase_reports import published_report, told_case, told_phase, written_report
from tests.keeping import kept
from tests.people import approver, system
from usecases.models.publications import Publication
from usecases.models.words import Category
from usecases.workflow import edit, phase_reports

pytestmark = pytest.mark.django_db
_world = kept(told_phase)


def ran(*options: str) -> str:
    out = StringIO()
    call_command("publish_report", *options, stdout=out)
    return out.getvalue()


def test_it_proposes_once_and_another_person_confirms(tmp_path: Path) -> None:
    report = written_report()
    said = ran("GS1", "--pdf", str(tmp_path / "r.pdf"))
    waiting = Publication.objects.get(record=report.pk)
    assert said.splitlines()[0] == "Proposed: GS1, edition 1"
    assert f"digest     {waiting.content['digest']}" in said
    assert f"/admin/usecases/phasereport/{report.pk}/change/" in said
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert ran("GS1").splitlines()[0] == "Waits already: GS1, edition 1"
    assert waiting.published_at is None
    assert phase_reports.confirm(waiting, by=approver()).published_at is not None


def test_it_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="- Executive summary is missing"):
        ran("GS1")
    with pytest.raises(CommandError, match="There is no phase GS9"):
        ran("GS9")
    with pytest.raises(CommandError, match="No report on GS1 is public"):
        ran("GS1", "--again")


def test_it_makes_the_public_one_again() -> None:
    published_report()
    assert ran("GS1", "--again").splitlines()[-1] == "The same digest."
    word = Category.objects.get(code=told_case().category.code)  # type: ignore[union-attr]  # it has one
    edit.change(word, {"label_en": "Another word"}, by=system(), reason="Clearer.")
    with pytest.raises(CommandError, match=rf"category {word.pk}: label_en"):
        ran("GS1", "--again")
