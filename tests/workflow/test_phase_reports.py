"""The report on a phase: written by several, frozen at the proposal, published by two people."""

from copy import deepcopy
from typing import Any

import pytest

from tests.factories.institutions import make_institution
from tests.factories.memory import once
from tests.factories.phase_reports import (
    proposed_report,
    published_report,
    told_case,
    told_phase,
    written_report,
)
from tests.factories.phases import open_phase
from tests.factories.publications import loaded
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import (
    administrator,
    approver,
    auditor,
    officer,
    signatory,
    system,
)
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.publications import Publication
from usecases.rules.phase_reports import editions_of, latest_texts, public_of, waiting_of
from usecases.selection.public import PUBLIC
from usecases.text.digest import digest
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, phase_reports, publish
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, NotReady, Stale, WrongStage
from usecases.workflow.phase_report_fit import unfit

pytestmark = pytest.mark.django_db
_world = kept(told_phase)


def codes(refused: Any) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in refused.value.faults]


def test_a_report_is_begun_once() -> None:
    first = phase_reports.draft(told_phase(), by=officer())
    assert phase_reports.draft(told_phase(), by=approver()) == first
    assert PhaseReport.objects.count() == 1


def test_who_writes_none() -> None:
    report = written_report()
    for person in (auditor(), administrator()):
        with pytest.raises(NotAllowed):
            phase_reports.write(report, section="summary", text="x", by=person)
        with pytest.raises(NotAllowed):
            phase_reports.propose(report, by=person)
    with pytest.raises(NotAllowed):
        phase_reports.draft(told_phase(), by=signatory())


def test_every_version_of_a_text_is_kept() -> None:
    report = written_report("One.")
    phase_reports.write(report, section="summary", text="One.\r\n", by=approver())
    phase_reports.write(report, section="summary", text="Two.", by=approver(), seen=1)
    rows = PhaseReportText.objects.values_list("number", "text", "written_by__email")
    assert list(rows) == [
        (1, "One.", "officer@regulator.example"),
        (2, "Two.", "approver@regulator.example"),
    ]
    assert latest_texts(report)["summary"].text == "Two."


def test_what_somebody_else_wrote_is_not_lost() -> None:
    report = written_report("One.")
    with pytest.raises(Stale):
        phase_reports.write(report, section="summary", text="Mine.", by=approver(), seen=0)
    with pytest.raises(Invalid):
        phase_reports.write(report, section="nowhere", text="Mine.", by=officer())
    with pytest.raises(Invalid):
        phase_reports.write(report, section="summary", text="x" * 10_001, by=officer())
    assert PhaseReportText.objects.get().text == "One."


def test_two_people_publish_what_was_frozen() -> None:
    waiting = proposed_report()
    report = PhaseReport.objects.get()
    with pytest.raises(NotAllowed):
        phase_reports.confirm(waiting, by=officer())
    with pytest.raises(WrongStage):
        phase_reports.write(report, section="summary", text="Later.", by=officer())
    with pytest.raises(WrongStage):
        phase_reports.propose(report, by=approver())
    with pytest.raises(Stale):
        phase_reports.confirm(waiting, by=approver(), read="another")
    assert PUBLIC["phase-reports"].select({}).count() == 0
    done = phase_reports.confirm(waiting, by=approver(), read=waiting.content["digest"])
    assert done.content == waiting.content
    assert PUBLIC["phase-reports"].select({"code": ["GS1"]}).get() == done
    with pytest.raises(WrongStage):
        phase_reports.confirm(waiting, by=approver("second"))


def test_the_proposer_never_confirms() -> None:
    waiting = phase_reports.propose(written_report(), by=approver())
    with pytest.raises(NotAllowed):
        phase_reports.confirm(waiting, by=approver())
    phase_reports.confirm(waiting, by=approver("second"))


def test_what_is_frozen_says_when_and_has_the_digest_of_its_rows() -> None:
    content = published_report().content
    facts = content["facts"]
    assert content["digest"] == digest(facts)
    assert content["edition"] == 1
    assert facts["texts"] == {"summary": "**One** bank took part."}
    assert facts["as_at"] <= facts["known_at"]
    listed = {part["name"]: [row.get("id") for row in part["rows"]] for part in facts["parts"]}
    assert listed["use-cases"] == [str(told_case().pk)]
    assert [len(listed[name]) for name in ("institutions", "partners", "findings", "figures")] == [
        *(1, 1, 1, 1)
    ]


def test_the_next_edition_takes_the_place_of_the_last() -> None:
    first = published_report()
    report = PhaseReport.objects.get()
    phase_reports.write(report, section="foreword", text="Anew.", by=officer())
    second = phase_reports.confirm(phase_reports.propose(report, by=officer()), by=approver())
    assert public_of(report) == second
    assert [each.version for each in editions_of(report)] == [2, 1]
    assert second.content["edition"] == 2
    assert Publication.objects.get(pk=first.pk).superseded_at is not None
    phase_reports.withdraw(second, by=approver(), reason="A figure is wrong.")
    assert public_of(report) is None


def test_what_is_taken_back_can_be_written_on() -> None:
    proposed_report()
    report = PhaseReport.objects.get()
    with pytest.raises(Invalid):
        phase_reports.take_back(report, by=officer(), reason=" ")
    with pytest.raises(NotAllowed):
        phase_reports.take_back(report, by=auditor(), reason="Wrong.")
    phase_reports.take_back(report, by=officer(), reason="A word is wrong.")
    assert waiting_of(report) is None
    phase_reports.write(report, section="summary", text="Right.", by=officer())
    with pytest.raises(WrongStage):
        phase_reports.take_back(report, by=officer(), reason="Nothing waits.")


def test_a_report_without_a_summary_or_on_a_phase_that_is_not_public_is_refused() -> None:
    report = phase_reports.draft(told_phase(), by=officer())
    with pytest.raises(NotReady) as refused:
        phase_reports.propose(report, by=officer())
    assert codes(refused) == [("summary", "required")]
    hidden = phase_reports.draft(open_phase("GS9"), by=officer())
    phase_reports.write(hidden, section="summary", text="One.", by=officer())
    with pytest.raises(Invalid) as invalid:
        phase_reports.propose(hidden, by=officer())
    assert codes(invalid) == [("phase", "not-public")]


def _hidden_bank() -> Any:
    return once("hidden", lambda: make_institution("Quiet Bank"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The trial of **Quiet** Bank ended.", "institution"),
        ("See GS1-002.", "reference"),
        ("Write to somebody@quiet.example.", "person"),
    ],
)
def test_a_text_names_nothing_that_is_not_public(text: str, code: str) -> None:
    use_case_at(Stage.ACCEPTED, phase=told_phase(), institution=_hidden_bank())
    with pytest.raises(NotReady) as refused:
        proposed_report(text)
    assert codes(refused) == [("summary", code)]


def test_what_is_public_may_be_named() -> None:
    loaded(_hidden_bank())
    assert proposed_report(f"See {told_case().reference} and Quiet Bank.").version == 1


def tampered(change: Any) -> list[str]:
    content = deepcopy(proposed_report().content)
    change(content["facts"], {part["name"]: part for part in content["facts"]["parts"]})
    content["digest"] = digest(content["facts"])
    return [fault.code for fault in unfit(content)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda facts, parts: None, []),
        (lambda facts, parts: parts["use-cases"]["rows"][0].update(problem="x"), ["private"]),
        (lambda facts, parts: parts["use-cases"]["rows"][0].update(summary="x"), ["not-public"]),
        (lambda facts, parts: parts["announced"]["rows"][0].update(assessor="x"), ["private"]),
        (lambda facts, parts: facts["parts"].append({**parts["criteria"], "name": "x"}),
         ["private"]),
        (lambda facts, parts: parts["announced"].update(basis="recorded"), ["private"]),
    ],
)  # fmt: skip
def test_nothing_private_goes_out(change: Any, expected: list[str]) -> None:
    assert tampered(change) == expected


def test_a_summary_that_nobody_confirmed_does_not_go_out() -> None:
    case = told_case()
    edit.change(case, {"public_summary": "Not agreed."}, by=officer(), reason="Clearer.")
    publish.propose(case, by=officer())
    content = proposed_report().content
    parts = {part["name"]: part for part in content["facts"]["parts"]}
    assert "Not agreed." not in str(content)
    parts["use-cases"]["rows"][0]["summary"] = "Not agreed."
    content["digest"] = digest(content["facts"])
    assert [fault.code for fault in unfit(content)] == ["not-public"]


def test_what_is_withdrawn_before_the_confirmation_stops_it() -> None:
    waiting = proposed_report()
    shown = Publication.objects.get(record=told_case().pk)
    publish.withdraw(shown, by=approver(), reason="Its bank asked.")
    with pytest.raises(NotReady) as refused:
        phase_reports.confirm(waiting, by=approver())
    assert codes(refused) == [("use-cases", "not-public")]


def test_a_digest_that_is_not_of_the_rows_is_refused() -> None:
    content = proposed_report().content
    assert [fault.code for fault in unfit({**content, "digest": "0" * 64})] == ["digest"]


def test_the_service_proposes_and_confirms_nothing() -> None:
    waiting = phase_reports.propose(written_report(), by=system())
    with pytest.raises(NotAllowed):
        phase_reports.confirm(waiting, by=system())
    with pytest.raises(NotFound):
        phase_reports.confirm(waiting, by=signatory())
