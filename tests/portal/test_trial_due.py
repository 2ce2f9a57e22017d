"""A bank hands in, writes its end report, reports incidents and answers notes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.monitoring import bank_note, due_deliverable, reported_incident
from tests.factories.plans import TEXTS, written_report
from tests.factories.trials import make_result
from tests.factories.usecases import use_case_at
from tests.files.build import upload
from tests.files.hostile import INFECTED
from tests.people import editor, officer, viewer
from tests.portal.visits import at, visit, words
from usecases.models.casefile import Attachment, Note
from usecases.models.messages import Message
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.proposals import ReportDraft
from usecases.models.usecases import UseCase
from usecases.rules.report_form import whole
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import DeliverableKind
from usecases.workflow.hand_in import send_back
from usecases.workflow.note import close_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    officer()
    return use_case_at(Stage.TRIALLING)


def end_report_of(case: UseCase) -> Deliverable:
    return case.deliverables.get(kind=DeliverableKind.END_REPORT)


def told() -> list[str]:
    return sorted(Message.objects.filter(recipient=officer().user).values_list("letter", flat=True))


def typed(**texts: str) -> dict[str, str]:
    return {**dict.fromkeys(TEXTS, ""), **texts}


def test_a_milestone_is_handed_in_once(case: UseCase) -> None:
    client, row = visit(editor()), due_deliverable(case)
    path = at("trial-due", case.pk, row.pk)
    assert client.post(path, {"text": " "}).status_code == 422
    sheet = SimpleUploadedFile("first.csv", b"a,b\n1,2\n")
    assert client.post(path, {"text": "It works.", "file": sheet}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.handed_in_by, row.file is None) == ("It works.", editor().user, False)
    assert told() == ["handed-in"]
    assert "Waits for sign-off" in words(client.get(path))
    assert client.post(path, {"text": "Again."}).status_code == 422
    assert Deliverable.objects.get(pk=row.pk).text == "It works."


def test_a_file_that_the_scanner_refuses_hands_nothing_in(case: UseCase) -> None:
    client, milestone, report = visit(editor()), due_deliverable(case), end_report_of(case)
    written_report(report)
    path = at("trial-due", case.pk, milestone.pk)
    answer = client.post(path, {"text": "All of it.", "file": upload(*INFECTED)})
    assert (answer.status_code, "All of it." in words(answer)) == (422, True)
    check = at("trial-report-check", case.pk, report.pk)
    read = client.get(check).context["form"]["read"].value()
    posted = {"read": read, "confirm": "on", "file": upload(*INFECTED)}
    assert client.post(check, posted).status_code == 422
    assert not Attachment.objects.exists()
    assert not Deliverable.objects.filter(handed_in_at__isnull=False).exists()
    assert told() == []


def test_the_end_report_is_written_checked_and_frozen(case: UseCase) -> None:
    client, row = visit(editor()), end_report_of(case)
    make_result(case.targets.get(), final=True)
    path, check = at("trial-report", case.pk, row.pk), at("trial-report-check", case.pk, row.pk)
    assert client.post(path, typed(summary="It works.")).status_code == 302
    assert ReportDraft.objects.get().content == {"summary": "It works."}
    assert "How the trial was run is missing." in words(client.get(check))
    unread = {"read": whole({"summary": "It works."}), "confirm": "on"}
    assert client.post(check, unread).status_code == 422
    assert client.post(path, typed(**TEXTS)).status_code == 302
    read = client.get(check).context["form"]["read"].value()
    assert client.post(check, {"read": read}).status_code == 422
    assert client.post(check, {"read": read, "confirm": "on"}).status_code == 302
    row.refresh_from_db()
    kept: Any = row.report
    assert [each["text"] for each in kept["sections"]] == list(TEXTS.values())
    assert [(t["aim"], t["result"], t["verdict"]) for t in kept["targets"]] == [
        ("at least 90 %", "92 %", "Met")
    ]
    assert told() == ["handed-in"]
    assert "Told of lessons." in words(client.get(at("trial-due", case.pk, row.pk)))
    assert client.post(path, typed(summary="Late.")).status_code == 422
    send_back(row, reason="More.", by=officer())
    form = client.get(path).context["form"]
    assert form.initial["summary"] == "Told of summary."


def test_two_colleagues_write_two_sections_and_one_never_overwrites(case: UseCase) -> None:
    client, row = visit(editor()), end_report_of(case)
    path = at("trial-report", case.pk, row.pk)
    opened = client.get(path).context["form"]
    seen = {name: str(opened[name].value()) for name in opened.fields if name.startswith("seen_")}
    written_report(row, summary="Theirs.")
    posted: dict[str, Any] = {**typed(), **seen, "risks": "", "next": "Production."}
    answer = client.post(path, {**posted, "summary": "Mine."})
    assert answer.status_code == 409
    for text in ("Mine.", "Theirs.", "Production."):
        assert text in words(answer)
    assert ReportDraft.objects.get().content["summary"] == "Theirs."
    again = {name: str(answer.context["form"][name].value()) for name in opened.fields}
    assert client.post(path, again).status_code == 302
    content = ReportDraft.objects.get().content
    assert (content["summary"], content["next"]) == ("Mine.", "Production.")
    assert content["risks"] == "Told of risks."  # what one did not touch stays a colleague's


def test_a_report_that_was_changed_since_it_was_read_is_not_handed_in(case: UseCase) -> None:
    row = written_report(end_report_of(case))
    check = at("trial-report-check", case.pk, row.pk)
    client = visit(editor())
    read = client.get(check).context["form"]["read"].value()
    written_report(row, summary="Another.")
    answer = client.post(check, {"read": read, "confirm": "on"})
    assert answer.status_code == 409
    assert Deliverable.objects.get(pk=row.pk).handed_in_at is None


def test_an_incident_is_reported_at_once_and_once() -> None:
    officer()
    client, hour = visit(editor()), timezone.now() - timedelta(hours=2)
    case = use_case_at(Stage.TRIALLING, at=hour - timedelta(days=3))
    zone = case.phase.programme.time_zone
    path = at("trial-incident-new", case.pk)
    with timezone.override(zone):
        local = timezone.localtime(hour)
    posted = {
        "description": "It answered out of scope.",
        "severity": "high",
        "detected_at": f"{local:%Y-%m-%dT%H:%M}",
        "action": "Switched off.",
    }
    for wrong, text in (
        ({"severity": ""}, "Severity : This field is required."),
        ({"detected_at": "2001-01-01T10:00"}, "The trial had not started then."),
        ({"detected_at": "2099-01-01T10:00"}, "in the future"),
    ):
        answer = client.post(path, {**posted, **wrong})
        assert answer.status_code == 422
        assert text in words(answer)
        assert "Switched off." in answer.content.decode()
    for _click in range(2):
        assert client.post(path, posted).status_code == 302
    row = Incident.objects.get()
    assert (row.severity, row.action, row.reported_by) == ("high", "Switched off.", editor().user)
    assert row.detected_at == hour.replace(second=0, microsecond=0)
    assert told() == ["incident-reported"]
    more = at("trial-incident", case.pk, row.pk)
    assert client.post(more, {"action": "Filter added."}).status_code == 302
    assert Incident.objects.get().action == "Filter added."


def test_a_note_is_answered_until_it_is_closed(case: UseCase) -> None:
    client, note = visit(editor()), bank_note(case, action_wanted="Take it out.")
    path = at("trial-note", case.pk, note.pk)
    assert client.post(path, {"done": " "}).status_code == 422
    assert client.post(path, {"done": "Taken out."}).status_code == 302
    kept = Note.objects.get()
    assert (kept.done, kept.closed_at) == ("Taken out.", None)
    assert told() == ["note-answered"]
    close_note(kept, done="Taken out, seen.", by=officer())
    assert client.post(path, {"done": "More."}).status_code == 422
    assert Note.objects.get().done == "Taken out, seen."


def test_a_reader_of_the_bank_writes_nothing(case: UseCase) -> None:
    client, note = visit(viewer()), bank_note(case)
    incident, row = reported_incident(case), end_report_of(case)
    for path, data in (
        (at("trial-due", case.pk, row.pk), {"text": "x"}),
        (at("trial-report", case.pk, row.pk), typed(summary="x")),
        (at("trial-report-check", case.pk, row.pk), {"confirm": "on"}),
        (at("trial-incident-new", case.pk), {}),
        (at("trial-incident", case.pk, incident.pk), {"action": "x"}),
        (at("trial-note", case.pk, note.pk), {"done": "x"}),
    ):
        assert client.post(path, data).status_code == 403
    for path in (at("trial-due", case.pk, row.pk), at("trial-note", case.pk, note.pk)):
        assert client.get(path).status_code == 200
