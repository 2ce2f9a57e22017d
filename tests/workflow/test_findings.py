"""Findings: written on evidence that is seen, published by two people, and only anonymised."""

from typing import Any

import pytest

from tests import people
from tests.factories.assessments import conflicted
from tests.factories.findings import cited_finding, finding_on, topic
from tests.factories.institutions import bank_a, bank_b, make_institution
from tests.factories.phases import make_authority, open_phase
from tests.factories.publications import proposed_publication, published
from tests.factories.trials import make_result
from tests.factories.usecases import use_case_at
from tests.factories.words import sector
from tests.keeping import kept
from tests.people import approver, auditor, officer, signatory, system
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.findings import Finding
from usecases.models.publications import Publication
from usecases.models.results import Result
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import changes_for, publications_for
from usecases.rules.visibility_register import published as in_force
from usecases.rules.visibility_trials import findings_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, publish
from usecases.workflow.findings import rewrite, write

pytestmark = pytest.mark.django_db


def _ended() -> None:
    """One ended trial of a bank, and a trial of another that goes on."""
    use_case_at(Stage.COMPLETED, institution=bank_a())
    running = use_case_at(Stage.TRIALLING, institution=bank_b())
    make_result(running.targets.get())


_world = kept(_ended)


def result() -> Result:
    return Result.objects.get(use_case__institution=bank_a())


def told(**fields: Any) -> dict[str, Any]:
    return {"topic": topic(), "statement_en": "Reading twice helped.", **fields}


def public() -> list[Publication]:
    return list(in_force(Publication.objects.filter(kind="finding")))


def test_an_officer_writes_what_was_learned() -> None:
    finding = write(by=officer(), results=[result()], **told())
    assert list(finding.results.all()) == [result()]
    after = Change.objects.get(record=str(finding.pk)).after
    told_of = (after["statement_en"], after["results"])
    assert told_of == ("Reading twice helped.", [str(result().pk)])


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator", "assessor", "signatory"])
def test_others_do_not(role: str) -> None:
    by = getattr(people, role)()
    assert refused(write, by=by, results=[result()], **told()) == NOT_ALLOWED
    assert refused(rewrite, cited_finding(), {"page": "5"}, by=by) in (NOT_ALLOWED, NOT_FOUND)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, ("results", "required")),
        ({"cited": " "}, ("results", "required")),
        ({"cited": "A report", "statement_en": " "}, ("statement_en", "required")),
        ({"page": "4"}, ("", "invalid")),
    ],
)
def test_what_rests_on_nothing_is_none(fields: dict[str, Any], fault: tuple[str, str]) -> None:
    assert fault in refused(write, by=officer(), **told(**fields))


def test_the_topic_is_a_topic() -> None:
    assert refused(write, by=officer(), **told(topic=sector(), cited="A report")) == [
        ("topic", "invalid")
    ]


def test_only_final_results_carry_a_finding() -> None:
    early = Result.objects.get(use_case__institution=bank_b())
    assert refused(write, by=officer(), results=[early], **told()) == [("results", "not-final")]


def test_a_phase_is_that_of_all_of_its_evidence() -> None:
    other = open_phase("GS2")
    fault = [("phase", "other")]
    assert refused(write, by=officer(), results=[result()], **told(phase=other)) == fault
    here = result().use_case.phase
    assert write(by=officer(), results=[result()], **told(phase=here)).phase == here


def test_evidence_that_is_not_seen_is_not_there() -> None:
    stranger = officer(authority=make_authority("SFC"))
    outcome = result().use_case.outcomes.get()
    assert refused(write, by=stranger, results=[result()], **told()) == [("results", "unknown")]
    assert refused(write, by=stranger, outcomes=[outcome], **told()) == [("outcomes", "unknown")]
    finding = finding_on(result())
    assert refused(rewrite, finding, {"page": ""}, by=stranger) == NOT_FOUND
    assert refused(publish.propose, finding, by=stranger) == NOT_FOUND


def test_a_conflict_closes_what_rests_on_the_case() -> None:
    finding, second = finding_on(result()), officer("second")
    proposal = proposed_publication(finding)
    assert findings_for(second).count() == 1
    conflicted(result().use_case, second)
    assert findings_for(second).count() == 0
    assert publications_for(second).filter(pk=proposal.pk).count() == 0
    records = [str(finding.pk), str(proposal.pk)]
    assert changes_for(second).filter(record__in=records).count() == 0
    assert changes_for(officer()).filter(record__in=records).count() == 2
    assert refused(rewrite, finding, {"page": ""}, by=second) == NOT_FOUND
    publish.confirm(proposal, by=approver())
    assert publications_for(second).filter(pk=proposal.pk).count() == 1


def test_it_stays_as_it_is_while_a_version_waits() -> None:
    finding = finding_on(result())
    rewrite(finding, {"statement_en": "Another reading helped."}, by=officer())
    proposal = proposed_publication(finding)
    change = {"statement_en": "Changed."}
    assert refused(rewrite, finding, change, by=officer()) == [("", "proposed")]
    assert refused(edit.change, finding, change, by=officer()) == [("", "proposed")]
    publish.withdraw(proposal, by=approver(), reason="Not yet.")
    assert rewrite(finding, change, by=officer()).statement_en == "Changed."


def test_once_public_a_change_says_why_and_waits_for_a_new_version() -> None:
    finding = finding_on(result())
    first = published(finding)
    change = {"statement_en": "Reading thrice helped."}
    assert refused(rewrite, finding, change, by=officer()) == [("reason", "required")]
    rewrite(finding, change, by=officer(), reason="More was measured.")
    assert [each.content["statement_en"] for each in public()] == [first.content["statement_en"]]
    second = published(finding)
    assert (public(), second.version) == ([second], 2)


def test_two_people_publish_it_and_a_third_withdraws_it() -> None:
    finding = finding_on(result())
    proposal = publish.propose(finding, by=approver())
    assert refused(publish.confirm, proposal, by=approver()) == NOT_ALLOWED
    confirmed = publish.confirm(proposal, by=approver("second"))
    assert public() == [confirmed]
    publish.withdraw(confirmed, by=approver(), reason="Wrong.")
    assert public() == []


def test_what_tells_whose_it_is_is_not_proposed() -> None:
    finding = finding_on(result(), statement_en="Alpha Bank reached 92 %.")
    assert refused(publish.propose, finding, by=officer()) == [
        ("statement_en", "institution"),
        ("statement_en", "number"),
    ]
    assert Publication.objects.filter(kind="finding").count() == 0


def test_what_has_come_to_tell_whose_it_is_is_not_confirmed() -> None:
    proposal = proposed_publication(finding_on(result(), statement_en="The harrier reads twice."))
    make_institution("Harrier")
    assert refused(publish.confirm, proposal, by=approver()) == [("statement_en", "institution")]


def test_what_rests_on_what_was_void_since_is_not_confirmed_but_stays_in_sight() -> None:
    finding = finding_on(result())
    proposal = proposed_publication(finding)
    Result.objects.filter(pk=result().pk).update(voided_at=result().recorded_at)
    assert refused(publish.confirm, proposal, by=approver()) == [("results", "not-shown")]
    assert list(findings_for(auditor())) == [finding]


def test_what_is_no_longer_what_was_proposed_is_not_confirmed() -> None:
    proposal = proposed_publication(finding_on(result()))
    Finding.objects.update(statement_en="By another door.")
    assert refused(publish.confirm, proposal, by=approver()) == STALE


def test_how_much_it_rests_on_is_told_of_enough_institutions_only() -> None:
    few = published(finding_on(result())).content
    assert (few["rests_on_results"], few["rests_on_institutions"]) == (None, None)
    others = [
        use_case_at(Stage.COMPLETED, institution=bank).results.get()
        for bank in (make_institution(), make_institution())
    ]
    enough = published(finding_on(result(), *others)).content
    assert (enough["rests_on_results"], enough["rests_on_institutions"]) == (3, 3)


def test_no_source_stands_in_for_what_was_learned_of_a_bank() -> None:
    assert refused(publish.load, finding_on(result()), source="x", by=system()) == NOT_ALLOWED
    assert publish.load(cited_finding(), source="x", by=system()).published_at is not None


def test_it_is_of_no_concern_to_banks() -> None:
    finding_on(result())
    for person in (signatory(), signatory(bank_b()), people.ANONYMOUS, people.administrator()):
        assert findings_for(person).count() == 0


def test_wrong_stage_is_told() -> None:
    proposal = published(finding_on(result()))
    assert refused(publish.confirm, proposal, by=approver("second")) == WRONG_STAGE
    assert UseCase.objects.count() == 2
