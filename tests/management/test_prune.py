"""What is no record goes when it is kept long enough; everything else stays."""

import os
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from tests.factories.enquiries import make_enquiry
from tests.factories.usecases import use_case_at
from tests.people import signatory
from usecases.models.casefile import Attachment
from usecases.models.enquiries import Enquiry
from usecases.models.replays import Replay
from usecases.vocabulary.stages import Stage
from usecases.workflow import stored

pytestmark = pytest.mark.django_db


def _file(hours_ago: float) -> str:
    name = stored.put(BytesIO(b"left over"))
    then = (timezone.now() - timedelta(hours=hours_ago)).timestamp()
    os.utime(Path(default_storage.path(name)), (then, then))
    return name


def _replay(hours_ago: float) -> Replay:
    recorded_at = timezone.now() - timedelta(hours=hours_ago)
    user = signatory().user
    assert user is not None
    return Replay.objects.create(
        recorded_at=recorded_at, user=user, key=str(uuid4()), asked="x", status=200
    )


def _run(*options: str) -> list[str]:
    told = StringIO()
    call_command("prune", *options, stdout=told)
    return told.getvalue().splitlines()


@pytest.fixture(autouse=True)
def _nothing_else_lies_there() -> None:
    for name in stored.orphans(timezone.now() + timedelta(days=1)):
        stored.remove(name)


def test_a_dry_run_says_what_would_go_and_keeps_it() -> None:
    make_enquiry("old", days_ago=91)
    _replay(25)
    name = _file(25)
    said = ["questions: 1, keys: 1 would go", "files: 1 would go", f"  {name}"]
    assert _run("--dry-run") == _run("--dry-run") == said
    assert (Enquiry.objects.count(), Replay.objects.count()) == (1, 1)
    assert default_storage.exists(name)


def test_what_is_kept_long_enough_goes() -> None:
    kept = make_enquiry("young", days_ago=89)
    make_enquiry("old", days_ago=91)
    young, _old = _replay(23), _replay(25)
    late, early = _file(25), _file(23)
    assert _run() == ["questions: 1, keys: 1 gone", "files: 1 gone", f"  {late}"]
    assert list(Enquiry.objects.all()) == [kept]
    assert list(Replay.objects.all()) == [young]
    assert (default_storage.exists(late), default_storage.exists(early)) == (False, True)
    assert _run() == ["questions: 0, keys: 0 gone", "files: 0 gone"]


def test_a_file_that_a_record_tells_of_stays() -> None:
    case, name = use_case_at(Stage.SUBMITTED), _file(1000)
    Attachment.objects.bulk_create(
        [
            Attachment(
                use_case=case,
                name="x.pdf",
                file=name,
                size=1,
                uploaded_by=signatory().user,
                recorded_at=timezone.now(),
                updated_at=timezone.now(),
            )
        ]
    )
    assert _run() == ["questions: 0, keys: 0 gone", "files: 0 gone"]
    assert default_storage.exists(name)
