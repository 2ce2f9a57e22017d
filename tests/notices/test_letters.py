"""The letters: what they say, and what they never say."""

from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation

from tests.factories.usecases import use_case_at
from tests.people import signatory
from usecases.models.messages import Message
from usecases.models.usecases import UseCase
from usecases.notices.letters import compose
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def letter(case: UseCase, name: str) -> Message:
    return Message.objects.get(use_case=case, letter=name, channel="mail")


def test_the_receipt_names_reference_version_signer_and_digest() -> None:
    case = use_case_at(Stage.SUBMITTED, title='Loans & "rules" <new>')
    receipt, submission = letter(case, "received"), case.submissions.get()
    signed = submission.signed_at.astimezone(ZoneInfo("Asia/Hong_Kong"))
    assert receipt.subject == "We have received your submission GS1-001"
    lines = dict(line.split(": ", 1) for line in receipt.body.splitlines() if ": " in line)
    lines.pop("What happens next")
    assert lines.pop("Follow the status").endswith(f"/{case.pk}/")
    paper = lines.pop("This receipt as a PDF")
    assert paper.endswith(f"/{case.pk}/submissions/1/receipt.pdf")
    assert lines == {
        "Use case": 'Loans & "rules" <new>',
        "Reference": "GS1-001",
        "Institution": "Alpha Bank Limited",
        "Phase": "Phase 1 (GS1)",
        "Version": "1",
        "Signed by": "Signatory",
        "Signed at": f"{signed.day} {signed:%B %Y, %H:%M:%S} HKT",
        "Digest (SHA-256)": submission.digest,
    }


def test_the_letter_leads_to_the_case_in_the_portal() -> None:
    case = use_case_at(Stage.SUBMITTED)
    words = letter(case, "received").body.split()
    assert [word for word in words if word.endswith(f"/portal/use-cases/{case.pk}/")] == [
        f"{settings.PUBLIC_ADDRESS}/portal/use-cases/{case.pk}/"
    ]


@pytest.mark.parametrize(
    ("stage", "name", "subject"),
    [
        ("trialling", "started", "The trial of GS1-001 has started"),
        ("completed", "completed", "The trial of GS1-001 is completed"),
        ("withdrawn", "withdrawn", "GS1-001 is withdrawn"),
    ],
)
def test_the_other_letters(stage: str, name: str, subject: str) -> None:
    message = letter(use_case_at(stage), name)
    assert (message.subject, message.recipient) == (subject, signatory().user)


def test_a_title_of_several_lines_stays_out_of_the_subject() -> None:
    case = use_case_at(Stage.SUBMITTED)
    case.title = "One\nBcc: everybody@example.org"
    assert compose("withdrawn", case)[0] == "GS1-001 is withdrawn"


def test_the_record_is_kept_in_english_whatever_the_writers_language() -> None:
    case = use_case_at(Stage.SUBMITTED)
    with translation.override("zh-hant"):
        subject, _ = compose("withdrawn", case)
    assert subject == "GS1-001 is withdrawn"
