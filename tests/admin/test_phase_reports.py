"""Phase reports in the console: shown as they will be, written, proposed, read and confirmed."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.admin.test_queries import queries
from tests.admin.world import account
from tests.factories.phase_reports import (
    proposed_report,
    published_report,
    told_phase,
    written_report,
)
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case
from tests.factories.words import category
from tests.keeping import kept
from tests.people import approver, assessor, officer
from usecases.admin.bulk_publications import ON_ITS_PAGE, PUBLICATION_ACTS
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.publications import Publication
from usecases.vocabulary.phase_report import SECTIONS
from usecases.vocabulary.stages import Stage
from usecases.workflow import phase_reports

pytestmark = pytest.mark.django_db
_world = kept(told_phase)


def at(page: str, *args: Any) -> str:
    return address("phasereport", page, PhaseReport.objects.get().pk, *args)


def refused(answer: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


def test_the_officer_begins_a_report_on_its_page() -> None:
    client = signed_in("officer")
    answer = client.post(address("phasereport", "add"), {"phase": told_phase().pk})
    assert answer.status_code == 302
    assert PhaseReport.objects.get().phase == told_phase()


def test_the_page_shows_every_section_with_what_is_in_the_way() -> None:
    phase_reports.draft(told_phase(), by=officer())
    page = signed_in("officer").get(at("change")).content.decode()
    assert "Executive summary is missing." in page
    for section in SECTIONS:
        assert f'id="{section.code}"' in page
        assert at("section", section.code) in page
    assert "A partner" in page


def test_its_pages_ask_the_database_as_often_for_three_cases_as_for_one() -> None:
    published_report()
    pages = (("officer", at("change")), ("auditor", at("edition", 1)))
    first = [queries(role, page) for role, page in pages]
    for _more in range(2):
        loaded(recorded_case(Stage.COMPLETED, phase=told_phase(), category=category()))
    assert [queries(role, page) for role, page in pages] == first


def test_a_section_is_written_and_its_versions_are_shown() -> None:
    written_report("Old words.")
    client = signed_in("officer")
    shown = client.post(
        at("section", "summary"), {"text": "<b>x</b> *y*", "seen": 1, "_preview": 1}
    )
    assert "&lt;b&gt;x&lt;/b&gt; <em>y</em>" in shown.content.decode()
    assert PhaseReportText.objects.count() == 1
    answer = client.post(at("section", "summary"), {"text": "New words.", "seen": 1})
    assert answer["Location"] == at("change") + "#summary"
    page = client.get(at("section", "summary")).content.decode()
    assert "<del>Old</del><ins>New</ins> words." in page
    assert client.get(at("section", "nowhere")).status_code == 404


def test_two_writers_at_once_lose_nothing() -> None:
    report = written_report("Ours.")
    phase_reports.write(report, section="summary", text="Theirs.", by=approver())
    client = signed_in("officer")
    answer = client.post(at("section", "summary"), {"text": "Mine.", "seen": 1})
    assert refused(answer) == {"text": ["Somebody else wrote this section in the meantime."]}
    page = answer.content.decode()
    assert "<del>Theirs</del><ins>Mine</ins>." in page
    assert 'name="seen" value="2"' in page
    client.post(at("section", "summary"), {"text": "Mine.", "seen": 2})
    assert PhaseReportText.objects.latest("number").text == "Mine."


def test_one_proposes_and_another_reads_and_publishes() -> None:
    written_report()
    mine, theirs = signed_in("officer"), signed_in("approver")
    assert mine.post(at("act", "propose")).status_code == 302
    waiting = Publication.objects.get(kind="phase-report")
    assert mine.get(at("act", "confirm")).status_code == 404
    page = theirs.get(at("edition", 1)).content.decode()
    assert "<strong>One</strong> bank took part." in page
    assert theirs.get(at("edition-paper", 1)).content.startswith(b"%PDF-")
    form = theirs.get(at("act", "confirm"))
    assert waiting.content["digest"] in form.content.decode()
    stale = theirs.post(at("act", "confirm"), {"read": "another"})
    assert stale.status_code == 200
    done = theirs.post(at("act", "confirm"), {"read": waiting.content["digest"]})
    assert done.status_code == 302
    waiting.refresh_from_db()
    assert waiting.confirmed_by == account(approver())


def test_it_is_confirmed_on_its_page_alone() -> None:
    waiting = proposed_report()
    client = signed_in("approver")
    act = address("publication", "act", waiting.pk, "confirm")
    assert [client.get(act).status_code, client.post(act, {}).status_code] == [404, 404]
    (outlook,) = PUBLICATION_ACTS[0].outlook([waiting], approver())
    assert outlook.why_not == ON_ITS_PAGE
    waiting.refresh_from_db()
    assert waiting.published_at is None


def test_a_waiting_edition_is_taken_back_and_a_public_one_withdrawn() -> None:
    proposed_report()
    client = signed_in("officer")
    assert "An edition waits" in client.get(at("section", "summary")).content.decode()
    client.post(at("act", "take-back"), {"reason": "A word is wrong."})
    phase_reports.confirm(
        phase_reports.propose(PhaseReport.objects.get(), by=officer()), by=approver()
    )
    assert client.get(at("act", "withdraw")).status_code == 404
    signed_in("approver").post(at("act", "withdraw"), {"reason": "A figure is wrong."})
    assert Publication.objects.filter(kind="phase-report", withdrawn_at=None).count() == 0


def test_an_edition_is_compared_and_made_again() -> None:
    published_report("Old words.")
    report = PhaseReport.objects.get()
    phase_reports.write(report, section="summary", text="New words.", by=officer())
    phase_reports.propose(report, by=officer())
    page = signed_in("auditor").get(at("edition", 2), {"again": 1}).content.decode()
    assert "<del>Old</del><ins>New</ins> words." in page
    assert "Made again, it has the same digest" in page
    assert signed_in("auditor").get(at("edition", 3)).status_code == 404


def test_the_draft_is_a_paper_too() -> None:
    written_report()
    answer = signed_in("officer").get(at("draft-paper"))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith('attachment; filename="GS1-draft-')


def test_who_only_reads_writes_nothing() -> None:
    written_report()
    client = signed_in("auditor")
    assert client.get(at("change")).status_code == 200
    page = client.get(at("section", "summary"))
    assert 'name="text"' not in page.content.decode()
    client.post(at("section", "summary"), {"text": "x", "seen": 1})
    assert PhaseReportText.objects.get().text == "**One** bank took part."
    assert client.get(at("act", "propose")).status_code == 404
    nobody = Client()
    nobody.force_login(account(assessor()))
    for path in (at("change"), at("section", "summary"), at("draft-paper")):
        assert nobody.get(path).status_code in {200, 404}
