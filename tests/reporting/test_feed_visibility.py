"""Whose rows feeds are, and that what leaves somebody's view is taken back: no more, no less."""

from typing import Any

import pytest

from tests.factories.assessments import assigned, conflicted, declared
from tests.factories.clarifications import asked, replied
from tests.factories.findings import cited_finding
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.parties import joint, named
from tests.factories.phases import open_phase, phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, assessor, auditor, officer, signatory
from tests.reporting.feed_acts import second_authority
from tests.reporting.feed_copies import NAMES, Copy, copies, differing, full, ids
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_reader import may_read_feeds
from usecases.rules import visibility, visibility_reviews, visibility_trials
from usecases.rules.visibility_casefile import lineages_for
from usecases.rules.visibility_register import institutions_for, participations_for
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.workflow import draft, parties, submit
from usecases.workflow.correct import void
from usecases.workflow.declare import declare
from usecases.workflow.merge import merge_institutions
from usecases.workflow.transfer import transfer

pytestmark = pytest.mark.django_db
CANARY = "zebra-7731"
NOTHING: dict[str, list[Any]] = {name: [] for name in NAMES}

VISIBLE: dict[str, Any] = {
    "decisions": visibility.decisions_for,
    "trials": visibility.trials_for,
    "outcomes": visibility.outcomes_for,
    "results": visibility_trials.results_for,
    "deliverables": visibility_trials.deliverables_for,
    "incidents": visibility_trials.incidents_for,
    "clarifications": visibility_reviews.clarifications_for,
}


def furnish() -> dict[str, UseCase]:
    cases = {
        "mine": use_case_at(Stage.COMPLETED),
        "other": use_case_at(Stage.COMPLETED, institution=bank_b()),
        "insured": use_case_at(Stage.COMPLETED, institution=second_authority()),
        "asked": use_case_at(Stage.CLARIFYING, institution=bank_b()),
        "void": use_case_at(Stage.COMPLETED, institution=bank_b()),
        "draft": use_case_at(Stage.DRAFT),
    }
    void(cases["void"], by=approver(), reason="Twice.")
    return cases


def readers(cases: dict[str, UseCase]) -> list[Person]:
    closed = officer("closed")
    conflicted(cases["other"], closed)
    limited = officer(authority=second_authority().authority)
    return [officer(), auditor(), closed, limited, signatory(), signatory(bank_b())]


def test_rows_are_those_of_the_lists_that_count() -> None:
    cases = furnish()
    for person in readers(cases):
        seen = visibility.use_cases_for(person).exclude(stage__in=UNCOUNTED)
        assert ids("use-cases", person) == {str(each.pk) for each in seen}
        for name, visible in VISIBLE.items():
            rows = visible(person).filter(use_case__in=seen.values("pk"))
            assert ids(name, person) == {str(each.pk) for each in rows}, name
        moves = visibility.stage_changes_for(person).filter(use_case__in=seen.values("pk"))
        assert ids("stage-changes", person) == {
            str(each.uuid) for each in moves.exclude(to_stage="").filter(voided_by=None)
        }
        assert ids("participations", person) == {str(x.pk) for x in participations_for(person)}
        assert ids("use-case-lineages", person) == {str(x.pk) for x in lineages_for(person)}
        if person.grants:
            assert ids("institutions", person) == {str(x.pk) for x in institutions_for(person)}


def test_who_is_given_feeds_at_all() -> None:
    case = use_case_at(Stage.ASSESSING)
    given = assessor()
    assigned(case, given)
    declared(case, given)
    everyone = (officer(), approver(), auditor(), signatory(), given)
    assert [may_read_feeds(person) for person in everyone] == [True] * 4 + [False]


def test_an_officer_who_assesses_elsewhere_reads_by_the_one_role_only() -> None:
    limited = officer(authority=second_authority().authority)
    assert ids("use-cases", limited) == set()
    case = use_case_at(Stage.ASSESSING, institution=second_authority())
    assert ids("use-cases", limited) == {str(case.pk)}


class TestNothingLeaks:
    """Whatever a feed says, in full and since ever, of what one may not know."""

    def said(self, person: Person) -> str:
        since = {name: Copy(name, person) for name in NAMES}
        return " ".join(
            str((full(name, person), [copy.page(1_000).rows for _ in range(2)]))
            for name, copy in since.items()
        )

    def test_of_a_draft(self) -> None:
        case = use_case_at(Stage.DRAFT, title=CANARY)
        named(case, partner=make_partner("Known firm"))
        for person in (officer(), auditor(), signatory(), signatory(bank_b())):
            assert CANARY not in self.said(person)
            assert str(case.pk) not in self.said(person)

    def test_of_a_decision_before_its_release(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        mine = copies(signatory())
        before = {name: copy.catch_up() for name, copy in mine.items()}
        proposed_decision(case)
        other = use_case_at(Stage.ASSESSING, institution=bank_b())
        confirmed_decision(other)
        assert {name: copy.page().rows for name, copy in mine.items()} == NOTHING
        assert {name: full(name, signatory()) for name in NAMES} == before
        assert ids("decisions", signatory()) == set()
        assert len(ids("decisions", officer())) == 2

    def test_of_a_reply_in_writing(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        asked(case)
        held = copies(officer())
        replied(case, CANARY)
        assert {name: copy.page().rows for name, copy in held.items()} == NOTHING
        assert CANARY not in self.said(officer())

    def test_of_another_bank(self) -> None:
        use_case_at(Stage.SUBMITTED)
        use_case_at(Stage.SUBMITTED, institution=bank_b())
        held = copies(signatory())
        case = use_case_at(Stage.SUBMITTED, institution=bank_b(), title=CANARY)
        submit.recall(case, by=signatory(bank_b()))
        submit.submit(UseCase.objects.get(pk=case.pk), by=signatory(bank_b()))
        void(UseCase.objects.get(pk=case.pk), by=approver(), reason="Twice.")
        assert {name: copy.page().rows for name, copy in held.items()} == NOTHING

    def test_of_another_authority(self) -> None:
        limited = officer(authority=second_authority().authority)
        held = copies(limited)
        case = use_case_at(Stage.COMPLETED)
        void(case, by=approver(), reason="Twice.")
        for name, copy in held.items():
            cells = [cell for row in copy.page(1_000).rows for cell in row]
            assert str(case.pk) not in cells, name

    def test_of_what_a_conflict_closes(self) -> None:
        closed = officer("closed")
        declare(phase(), conflicts=[bank_b()], by=closed)
        held = copies(closed)
        case = use_case_at(Stage.SUBMITTED, institution=bank_b())
        submit.recall(case, by=signatory(bank_b()))
        found = {name: copy.page(1_000).rows for name, copy in held.items()}
        assert str(case.pk) not in str(found)
        assert found["use-cases"] == found["stage-changes"] == []


class TestTakenBack:
    """Each way out of somebody's view, and back; between, the copy is what a full pull gives."""

    def gone(self, held: dict[str, Copy], name: str) -> set[str]:
        before = set(held[name].rows)
        held[name].catch_up()
        return before - set(held[name].rows)

    def test_recalled_changed_and_handed_in_again(self) -> None:
        case = use_case_at(Stage.SUBMITTED, partners=[make_partner()])
        party = case.parties.get()
        staff, bank = copies(officer()), copies(signatory())
        submit.recall(case, by=signatory())
        for held in (staff, bank):
            assert self.gone(held, "use-cases") == {str(case.pk)}
            assert str(party.pk) in self.gone(held, "use-case-parties")
            assert differing(held) == []
        parties.drop(party, by=signatory())
        fresh = UseCase.objects.get(pk=case.pk)
        submit.submit(fresh, by=signatory())
        assert differing(staff) == differing(bank) == []
        assert str(case.pk) in staff["use-cases"].rows

    def test_a_party_dropped_between_two_pulls(self) -> None:
        case = use_case_at(Stage.SUBMITTED, partners=[make_partner()])
        held = copies(officer())
        submit.recall(case, by=signatory())
        parties.drop(case.parties.get(), by=signatory())
        submit.submit(UseCase.objects.get(pk=case.pk), by=signatory())
        assert differing(held) == []

    def test_a_draft_s_own_comings_and_goings_are_never_told(self) -> None:
        case = use_case_at(Stage.DRAFT)
        party = named(case, partner=make_partner())
        held = copies(officer())
        parties.drop(party, by=signatory())
        draft.write(case, fields={"title": "Another"}, by=signatory())
        submit.submit(UseCase.objects.get(pk=case.pk), by=signatory())
        rows = held["use-case-parties"].page(100).rows
        assert str(party.pk) not in {row[0] for row in rows}
        assert differing(held) == []

    def test_void(self) -> None:
        case = use_case_at(Stage.COMPLETED, partners=[make_partner()])
        held = copies(officer())
        void(case, by=approver(), reason="Twice.")
        assert len(self.gone(held, "results")) == 1
        assert len(self.gone(held, "use-case-categories")) == 2
        assert differing(held) == []
        assert all(not held[name].rows for name in VISIBLE)

    def test_given_to_another_authority_and_institution(self) -> None:
        case = recorded_case("completed", institution=second_authority())
        limited = officer(authority=second_authority().authority)
        held, whole = copies(limited), copies(officer())
        transfer(case, institution=bank_a(), by=officer(), reason="Wrong.")
        assert self.gone(held, "use-cases") == {str(case.pk)}
        assert self.gone(whole, "use-cases") == set()
        assert differing(held) == differing(whole) == []

    def test_given_to_another_phase_everything_on_it_says_so(self) -> None:
        case = recorded_case("completed")
        held = copies(officer())
        transfer(case, phase=open_phase("GS7"), by=officer(), reason="Wrong.")
        assert differing(held) == []
        codes = {row[3] for row in held["stage-changes"].rows.values()}
        assert FEEDS["stage-changes"].head[3] == "phase_code"
        assert codes == {"GS7"}

    def test_a_joint_institution_comes_in(self) -> None:
        case = use_case_at(Stage.COMPLETED, institution=bank_b())
        held = copies(signatory())
        joint(case, bank_a())
        assert differing(held) == []
        assert str(case.pk) in held["use-cases"].rows
        assert len(held["results"].rows) == 1
        assert held["use-cases"].full_pulls == 1
        assert str(bank_b().pk) in held["institutions"].rows

    def test_a_partner_with_whom_there_is_a_conflict_comes_in(self) -> None:
        partner = make_partner()
        closed = officer("closed")
        declare(phase(), conflicts=[partner], by=closed)
        case = use_case_at(Stage.COMPLETED)
        held = copies(closed)
        assert set(held["use-cases"].rows) == {str(case.pk)}
        named(case, partner=partner)
        assert self.gone(held, "use-cases") == {str(case.pk)}
        assert differing(held) == []

    def test_merged(self) -> None:
        case = recorded_case("accepted")
        twin = second_authority()
        gone = bank_b()
        held, bank = copies(officer()), copies(signatory())
        merge_institutions(gone, twin, by=officer(), reason="The same.")
        assert self.gone(held, "institutions") == {str(gone.pk)}
        assert differing(held) == differing(bank) == []
        assert str(case.pk) in held["use-cases"].rows


def test_nothing_of_findings_or_people_is_in_any_feed() -> None:
    cited_finding()
    assert not {"findings", "people", "notes", "assessments", "submissions"} & set(FEEDS)
