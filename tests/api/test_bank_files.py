"""A bank's program hands over files, and takes them off; strangers find none of it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from tests.api.clients import NOBODY, address, client, same, told
from tests.factories.clarifications import answered, asked
from tests.factories.institutions import bank_b
from tests.factories.monitoring import due_deliverable
from tests.factories.questions import make_question
from tests.factories.usecases import use_case_at
from tests.files.build import EICAR, pdf, upload
from tests.people import editor, officer, signatory, viewer
from usecases.models.casefile import Attachment
from usecases.models.usecases import UseCase
from usecases.vocabulary.limits import FILE_BYTES
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_disk() -> int:
    root = Path(default_storage.location)  # type: ignore[attr-defined]  # it is on disk
    return sum(path.is_file() for path in root.rglob("*"))


def send(program: Any, *where: object, name: str = "Plan.pdf", **more: Any) -> Any:
    """Upload a file as a form of several parts."""
    headers = {key: more.pop(key) for key in [*more] if key.startswith("HTTP_")}
    body = {"file": upload(name, more.pop("content", pdf())), **more}
    return program.post(address(*where), body, format="multipart", **headers)


def to_draft(program: Any, case: UseCase, **more: Any) -> Any:
    return send(program, "use-cases", case.pk, "attachments", **more)


def test_handed_over_listed_opened_and_taken_off() -> None:
    case, program = use_case_at(Stage.DRAFT), client(editor())
    answer = to_draft(program, case, description="The plan")
    row = Attachment.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"http://testserver{address('attachments', row.pk)}"
    shown = {name: answer.json()[name] for name in ("name", "description", "kind", "size")}
    assert shown == {
        "name": "Plan.pdf", "description": "The plan", "kind": "submission", "size": len(pdf()),
    }  # fmt: skip
    listed = program.get(address("attachments"), {"use_case": str(case.pk)}).json()
    assert [each["id"] for each in listed["results"]] == [str(row.pk)]
    content = program.get(address("attachments", row.pk, "content"), HTTP_ACCEPT="application/pdf")
    assert (content.status_code, content.getvalue()) == (200, pdf())
    one = program.get(address("attachments", row.pk))
    off = program.delete(address("attachments", row.pk), HTTP_IF_MATCH=one["ETag"])
    assert off.status_code == 204
    assert program.get(address("attachments", row.pk)).status_code == 404
    assert program.get(address("attachments", row.pk, "content")).status_code == 404


def test_it_answers_a_question_of_the_phase() -> None:
    make_question("papers", "file")
    make_question("words")
    case, program = use_case_at(Stage.DRAFT), client(editor())
    assert to_draft(program, case, question="papers").status_code == 201
    form = program.get(address("use-cases", case.pk, "answers")).json()
    assert form["questions"][0]["files"] == [str(Attachment.objects.get().pk)]
    for code in ("words", "nothing"):
        assert told(to_draft(program, case, question=code)) == (
            400, "unknown", {"question": ["The form has no such question for a file."]},
        )  # fmt: skip
    assert (Attachment.objects.count(), on_disk()) == (1, 1)


def test_sent_again_under_its_key_it_is_kept_once() -> None:
    case, program = use_case_at(Stage.DRAFT), client(editor())
    key = {"HTTP_IDEMPOTENCY_KEY": "one"}
    first, again = (to_draft(program, case, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.json(), first["Location"]) == (again.json(), again["Location"])
    assert (Attachment.objects.count(), on_disk()) == (1, 1)
    other = to_draft(program, case, content=pdf(b"% other"), **key)
    assert told(other)[:2] == (422, "idempotency-key-reused")
    assert (Attachment.objects.count(), on_disk()) == (1, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "run.exe", "content": b"MZ\0\0"}, "file"),
        ({"content": b""}, "file"),
        ({"description": "x" * 201}, "description"),
        ({"internal": "true"}, "internal"),
        ({"question": "no such code"}, "question"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_lies_on_disk(more: dict[str, Any], field: str) -> None:
    case = use_case_at(Stage.DRAFT)
    answer = to_draft(client(editor()), case, **more)
    assert (answer.status_code, [*told(answer)[2]]) == (400, [field])
    assert (Attachment.objects.count(), on_disk()) == (0, 0)


def test_no_file_json_and_what_is_too_large_are_refused() -> None:
    case, program = use_case_at(Stage.DRAFT), client(editor())
    where = address("use-cases", case.pk, "attachments")
    assert [*told(program.post(where, {}, format="multipart"))[2]] == ["file"]
    assert told(program.post(where, {"file": "x"}, format="json"))[0] == 415
    large = to_draft(program, case, CONTENT_LENGTH=2 * FILE_BYTES)
    assert large.status_code in (400, 413)


def test_only_who_writes_for_the_bank_hands_over_and_others_find_nothing() -> None:
    case = use_case_at(Stage.DRAFT)
    row_id = to_draft(client(editor()), case).json()["id"]
    assert told(to_draft(client(viewer()), case))[:2] == (403, "not-allowed")
    for stranger in (signatory(bank_b()), officer()):
        program = client(stranger)
        assert to_draft(program, case).status_code == 404
        for page in ((), ("content",)):
            there, never = (
                same(program.get(address("attachments", key, *page))) for key in (row_id, NOBODY)
            )
            assert (there[0], there) == (404, never)
        assert program.delete(address("attachments", row_id), HTTP_IF_MATCH="*").status_code == 404
        assert program.get(address("attachments")).json()["count"] == 0
    assert (Attachment.objects.count(), on_disk()) == (1, 1)


def test_nothing_is_taken_off_once_it_is_signed() -> None:
    case, program = use_case_at(Stage.DRAFT), client(signatory())
    row_id = to_draft(program, case).json()["id"]
    tag = program.get(address("use-cases", case.pk))["ETag"]
    moves = address("use-cases", case.pk, "moves")
    assert program.post(moves, {"verb": "submit"}, HTTP_IF_MATCH=tag).status_code == 200
    off = program.delete(address("attachments", row_id), HTTP_IF_MATCH="*")
    assert (off.status_code, to_draft(program, case).status_code) == (409, 409)
    assert client(officer()).get(address("attachments", row_id)).status_code == 200


def test_a_file_of_a_reply_is_the_banks_own_until_the_answer_is_signed() -> None:
    case = use_case_at(Stage.SCREENING)
    (question,) = asked(case)
    program = client(editor())
    answer = send(program, "clarifications", question.pk, "attachments")
    gone = send(program, "clarifications", question.pk, "attachments", name="Wrong.pdf").json()
    row = address("attachments", answer.json()["id"])
    off = program.delete(address("attachments", gone["id"]), HTTP_IF_MATCH="*")
    assert (answer.status_code, off.status_code) == (201, 204)
    assert client(officer()).get(row).status_code == 404
    answered(case)
    assert client(officer()).get(row).status_code == 200


def test_a_report_is_handed_in_as_a_file() -> None:
    case = use_case_at(Stage.TRIALLING)
    due = due_deliverable(case)
    where = ("deliverables", due.pk, "hand-in-file")
    assert send(client(signatory(bank_b())), *where).status_code == 404
    assert told(send(client(viewer()), *where))[0] == 403
    answer = send(client(editor()), *where, text="See the file.")
    assert (answer.status_code, answer.json()["text"]) == (200, "See the file.")
    due.refresh_from_db()
    assert due.file is not None
    assert (due.file.name, due.file.kind, due.file.use_case_id) == ("Plan.pdf", "report", case.pk)
    assert told(send(client(editor()), *where))[0] == 400
    assert on_disk() == 1


def test_a_report_that_the_scanner_refuses_is_not_handed_in() -> None:
    due = due_deliverable(use_case_at(Stage.TRIALLING))
    where = ("deliverables", due.pk, "hand-in-file")
    refused = send(client(editor()), *where, content=pdf(EICAR.encode()))
    assert told(refused)[:2] == (400, "refused")
    due.refresh_from_db()
    assert (due.handed_in_at, on_disk()) == (None, 0)


def test_what_the_scanner_refused_is_never_handed_out(settings: Settings) -> None:
    settings.FILE_SCANNER = ""
    case, program = use_case_at(Stage.DRAFT), client(editor())
    answer = to_draft(program, case, content=pdf(EICAR.encode()))
    row = Attachment.objects.get()
    Attachment.objects.filter(pk=row.pk).update(scan_state="refused")
    got = program.get(address("attachments", row.pk, "content"))
    assert (answer.status_code, told(got)[:2]) == (201, (409, "not-clean"))
