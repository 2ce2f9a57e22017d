"""A file is kept whole with its row, or not at all; nobody reads it before it is clean."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from tests import people
from tests.factories.phases import make_authority
from tests.factories.usecases import recorded_case, use_case_at
from tests.files.build import pdf, upload
from tests.files.hostile import HOSTILE
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.attachments import may_attach
from usecases.vocabulary.limits import ORPHAN_HOURS
from usecases.vocabulary.stages import Stage
from usecases.workflow import stored
from usecases.workflow.attach import attach, keep, prepare
from usecases.workflow.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_disk() -> list[str]:
    root = Path(default_storage.location)  # type: ignore[attr-defined]  # it is on disk
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def give(case: UseCase, by: Person, **more: Any) -> Attachment:
    return attach(case, upload("來信.pdf", pdf()), kind="letter", by=by, **more)


def test_a_file_is_kept_with_its_digest() -> None:
    case, officer = use_case_at(Stage.SCREENING), people.officer()
    row = give(case, officer, description="Its letter", internal=True, reason="Asked for")
    assert on_disk() == [str(row.file)]
    assert Path(default_storage.path(str(row.file))).read_bytes() == pdf()
    assert Path(default_storage.path(str(row.file))).stat().st_mode & 0o777 == 0o600
    kept = Attachment.objects.get()
    assert kept.use_case == case
    assert (kept.name, kept.kind, kept.description) == ("來信.pdf", "letter", "Its letter")
    assert (kept.internal, kept.uploaded_by) == (True, officer.user)
    assert (kept.size, kept.sha256) == (len(pdf()), sha256(pdf()).hexdigest())
    assert (kept.content_type, kept.scan_state) == ("application/pdf", "clean")


def test_no_name_of_a_person_is_on_disk() -> None:
    row = give(use_case_at(Stage.SCREENING), people.officer())
    folder, two, name = str(row.file).split("/")
    assert (folder, name[:2], len(name)) == ("attachments", two, 32)
    assert int(name, 16)


def test_the_trail_tells_of_it_and_of_its_scan() -> None:
    case = use_case_at(Stage.SCREENING)
    row = give(case, people.officer(), reason="Asked for")
    told = Change.objects.filter(kind="attachment", record=str(row.pk)).order_by("row")
    assert [(each.by, each.reason, each.use_case) for each in told] == [
        (people.officer().user, "Asked for", case),
        (people.system().user, "", case),
    ]
    assert told[1].after["scan_state"] == "clean"


@pytest.mark.parametrize("name", HOSTILE)
def test_of_what_is_not_taken_nothing_stays(name: str) -> None:
    case = use_case_at(Stage.SCREENING)
    called, content, code = HOSTILE[name]
    with pytest.raises(Invalid) as caught:
        attach(case, upload(called or "x", content), kind="letter", by=people.officer())
    assert [(each.field, each.code) for each in caught.value.faults] == [("file", code)]
    assert (on_disk(), Attachment.objects.count()) == ([], 0)


def test_who_adds_files() -> None:
    case, other = use_case_at(Stage.SCREENING), people.officer(authority=make_authority("SFC"))
    may = {"officer": True, "approver": True, "auditor": False}
    for role, allowed in may.items():
        person = getattr(people, role)()
        assert may_attach(person, case) == allowed
        if not allowed:
            assert refused(give, case, by=person) == NOT_ALLOWED
    for person in (people.assessor(), people.administrator(), people.signatory()):
        assert not may_attach(person, case)
    assert refused(give, case, by=people.signatory()) == NOT_ALLOWED
    for person in (people.assessor(), people.administrator(), other):
        assert refused(give, case, by=person) == NOT_FOUND
    assert on_disk() == []


def test_which_cases_take_files() -> None:
    for stage in (Stage.SUBMITTED, Stage.COMPLETED, Stage.DECLINED, Stage.WITHDRAWN):
        assert give(use_case_at(stage), people.officer()).name == "來信.pdf"
    assert give(recorded_case(Stage.ACCEPTED), people.officer()).name == "來信.pdf"
    assert refused(give, use_case_at(Stage.DRAFT), by=people.officer()) == NOT_FOUND
    assert refused(give, use_case_at(Stage.DRAFT), by=people.signatory()) == NOT_ALLOWED


def test_a_void_case_takes_none() -> None:
    case = use_case_at(Stage.SCREENING)
    with writing(by=people.system()):
        trail.amend(case, {"stage": Stage.VOID})
    assert not may_attach(people.officer(), case)
    assert refused(give, case, by=people.officer()) == WRONG_STAGE


def test_as_many_files_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("usecases.workflow.attach.FILES_PER_CASE", 3)
    case, officer = use_case_at(Stage.SCREENING), people.officer()
    for _number in range(3):
        give(case, officer)
    with pytest.raises(Invalid) as caught:
        give(case, officer)
    assert [each.code for each in caught.value.faults] == ["too-many"]
    assert (len(on_disk()), Attachment.objects.count()) == (3, 3)


def test_a_write_that_fails_leaves_no_file() -> None:
    case, officer = use_case_at(Stage.SCREENING), people.officer()
    with pytest.raises(Invalid):
        give(case, officer, description="x" * 201)
    assert (on_disk(), Attachment.objects.count()) == ([], 0)


def verb_that_fails(case: UseCase, by: Person) -> None:
    with prepare(upload("letter.pdf", pdf())) as letter, writing(by=by):
        keep(letter, case, kind="letter", by=by)
        raise NotImplementedError


def failing_afterwards(case: UseCase, by: Person) -> None:
    with prepare(upload("letter.pdf", pdf())) as letter:
        keep(letter, case, kind="letter", by=by)
        raise NotImplementedError


def test_a_letter_goes_with_the_verb_that_needs_it() -> None:
    case, officer = use_case_at(Stage.SCREENING), people.officer()
    with prepare(upload("letter.pdf", pdf())) as letter, writing(by=officer, reason="By letter"):
        row = keep(letter, case, kind="letter", by=officer)
        assert row.scan_state == "waiting"
    assert Attachment.objects.get().scan_state == "clean"
    with pytest.raises(NotImplementedError):
        verb_that_fails(case, officer)
    assert (on_disk(), Attachment.objects.count()) == ([str(row.file)], 1)


def test_what_fails_after_the_write_leaves_the_file() -> None:
    case, officer = use_case_at(Stage.SCREENING), people.officer()
    with pytest.raises(NotImplementedError):
        failing_afterwards(case, officer)
    assert on_disk() == [str(Attachment.objects.get().file)]


def test_what_is_prepared_and_not_kept_goes() -> None:
    with prepare(upload("letter.pdf", pdf())):
        assert len(on_disk()) == 1
    assert on_disk() == []


def test_what_a_crash_left_is_found_when_it_is_old() -> None:
    row = give(use_case_at(Stage.SCREENING), people.officer())
    left = prepare(upload("letter.pdf", pdf())).stored  # and then the machine stopped
    assert list(stored.orphans()) == []
    later = timezone.now() + timedelta(hours=ORPHAN_HOURS)
    assert list(stored.orphans(before=later)) == [left]
    stored.remove(left)
    assert list(stored.orphans(before=later)) == []
    assert on_disk() == [str(row.file)]
