"""Taking back, carrying over, linking, and moving a case to its right place."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.phases import (
    closed_phase,
    make_authority,
    make_phase,
    open_phase,
    phase,
    programme,
)
from tests.factories.publications import published
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, editor, officer, signatory
from tests.reporting.asked import counted, unexplained
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, letters, refused
from usecases.models.casefile import Alias, Lineage
from usecases.models.phases import Participation
from usecases.models.publications import Publication
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_casefile import lineages_for
from usecases.rules.visibility_register import changes_for
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, draft, submit
from usecases.workflow.lineage import carry_over, link, unlink
from usecases.workflow.transfer import transfer

pytestmark = pytest.mark.django_db


def again(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


class TestRecall:
    def test_makes_it_the_banks_own_draft(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        submit.recall(case, by=signatory(bank_a()), reason="A mistake.")
        assert again(case).stage == Stage.DRAFT
        assert not use_cases_for(officer()).filter(pk=case.pk).exists()
        assert use_cases_for(editor(bank_a())).filter(pk=case.pk).exists()
        assert {name for name, _channel, _to in letters(case)} == {"received", "recalled"}

    def test_leaves_every_figure(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        assert counted(officer()) == {"submitted": 1, "pending": 1, "applicants": 1}
        submit.recall(case, by=signatory(bank_a()))
        assert counted(officer()) == {}
        assert unexplained(officer(), "funnel") == []
        rows = Participation.objects.filter(institution=bank_a(), voided_at=None)
        assert rows.count() == 0

    def test_keeps_the_reference_and_is_handed_in_anew(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        submit.recall(case, by=signatory(bank_a()))
        draft.write(case, fields={"title": "Another title"}, by=editor(bank_a()))
        second = submit.submit(again(case), by=signatory(bank_a()))
        assert (second.number, again(case).reference) == (2, case.reference)
        assert counted(officer())["submitted"] == 1

    def test_is_not_discarded(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        submit.recall(case, by=signatory(bank_a()))
        assert refused(draft.discard, case, by=editor(bank_a())) == WRONG_STAGE

    def test_not_once_screening_has_begun_nor_by_an_editor(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        assert refused(submit.recall, case, by=editor(bank_a())) == NOT_ALLOWED
        assert refused(submit.recall, case, by=signatory(bank_b())) == NOT_FOUND
        assess.screen(case, by=officer())
        assert refused(submit.recall, case, by=signatory(bank_a())) == WRONG_STAGE

    def test_not_after_the_close(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        with time_machine.travel(datetime(2150, 1, 1, tzinfo=UTC), tick=False):
            found = refused(submit.recall, case, by=signatory(bank_a()))
        assert found == [("phase", "closed")]


class TestCarryingOver:
    def test_lets_it_lapse_and_leaves_a_draft_for_the_bank(self) -> None:
        partner, later = make_partner(), open_phase("GS9")
        case = use_case_at(Stage.ACCEPTED, partners=[partner])
        made = carry_over(case, later, by=approver(), reason="The host was late.")
        assert (again(case).stage, made.stage, made.phase) == (Stage.LAPSED, Stage.DRAFT, later)
        assert {n: getattr(made, n) for n in BANK_FIELDS} == {
            n: getattr(case, n) for n in BANK_FIELDS
        }
        assert [party.partner for party in made.parties.all()] == [partner]
        link = Lineage.objects.get()
        assert (link.earlier, link.later, link.kind) == (case, made, "carried-over")
        assert "carried-over" in {name for name, _channel, _to in letters(case)}

    def test_the_draft_is_the_banks_alone(self) -> None:
        made = carry_over(
            use_case_at(Stage.ACCEPTED), open_phase("GS9"), by=approver(), reason="Late."
        )
        assert not use_cases_for(approver()).filter(pk=made.pk).exists()
        assert lineages_for(approver()).count() == 0
        rows = Change.objects.filter(use_case=made)
        kinds = [each.kind for each in rows if each in changes_for(approver())]
        assert kinds == []
        submitted = submit.submit(made, by=signatory(bank_a()))
        assert submitted.use_case.reference.startswith("GS9")
        assert lineages_for(approver()).count() == 1

    def test_refuses_its_own_phase_a_recorded_case_and_an_officer(self) -> None:
        case, recorded, later = use_case_at(Stage.ACCEPTED), recorded_case(), open_phase("GS9")
        assert refused(carry_over, case, case.phase, by=approver(), reason="Late.") == [
            ("phase", "same")
        ]
        assert refused(carry_over, recorded, later, by=approver(), reason="Late.") == [
            ("phase", "recorded")
        ]
        assert refused(carry_over, case, later, by=officer(), reason="Late.") == NOT_ALLOWED
        past = closed_phase("GS8")
        assert refused(carry_over, case, past, by=approver(), reason="Late.") == [
            ("phase", "closed")
        ]


class TestLinks:
    def test_say_what_follows_from_what(self) -> None:
        first, second = recorded_case(), recorded_case()
        row = link(later=second, earlier=first, kind="continues", by=officer())
        assert str(row) == f"{second.reference} continues {first.reference}"

    def test_make_no_circle(self) -> None:
        cases = [recorded_case() for _ in range(3)]
        link(later=cases[1], earlier=cases[0], kind="continues", by=officer())
        link(later=cases[2], earlier=cases[1], kind="split", by=officer())
        found = refused(link, later=cases[0], earlier=cases[2], kind="continues", by=officer())
        assert found == [("earlier", "circle")]
        found = refused(link, later=cases[0], earlier=cases[0], kind="continues", by=officer())
        assert [field for field, _code in found] == [""]

    def test_once_until_taken_back(self) -> None:
        first, second = recorded_case(), recorded_case()
        row = link(later=second, earlier=first, kind="continues", by=officer())
        assert len(refused(link, later=second, earlier=first, kind="split", by=officer())) == 1
        unlink(row, by=officer(), reason="Another one.")
        link(later=second, earlier=first, kind="split", by=officer())
        assert [each.kind for each in lineages_for(officer())] == ["split"]

    def test_of_a_case_of_another_authority_are_not_there(self) -> None:
        other = officer("elsewhere", authority=make_authority("SFC"))
        first, second = recorded_case(), recorded_case()
        found = refused(link, later=second, earlier=first, kind="continues", by=other)
        assert found == NOT_FOUND


class TestTransfer:
    def test_to_another_phase_gives_a_new_reference_and_keeps_the_old(self) -> None:
        case, right = use_case_at(Stage.ASSESSING), open_phase("GS9")
        old = case.reference
        moved = transfer(case, phase=right, by=officer(), reason="Wrong phase.")
        assert (moved.phase, moved.reference) == (right, "GS9-001")
        assert [each.reference for each in Alias.objects.all()] == [old]
        for reference in (old, "GS9-001"):
            found = SUBJECTS["use-cases"].select(officer(), {"reference": [reference]})
            assert list(found) == [case]
        assert "moved" in {name for name, _channel, _to in letters(case)}

    def test_the_old_reference_is_never_given_again(self) -> None:
        case, right = use_case_at(Stage.SUBMITTED), open_phase("GS9")
        transfer(case, phase=right, by=officer(), reason="Wrong phase.")
        assert use_case_at(Stage.SUBMITTED).reference != case.reference

    def test_participations_follow(self) -> None:
        partner, right = make_partner(), open_phase("GS9")
        case = use_case_at(Stage.ACCEPTED, partners=[partner])
        transfer(case, phase=right, by=officer(), reason="Wrong phase.")
        rows = Participation.objects.filter(voided_at=None).order_by("role")
        assert [(each.role, each.phase) for each in rows] == [
            ("applicant", right),
            ("participant", right),
            ("partner", right),
        ]

    def test_a_recorded_case_changes_its_institution(self) -> None:
        case = recorded_case("accepted")
        transfer(case, institution=bank_b(), by=officer(), reason="The other bank.")
        rows = Participation.objects.filter(voided_at=None)
        assert [(each.institution, each.role) for each in rows] == [(bank_b(), "participant")]
        assert again(case).reference == case.reference

    def test_what_a_bank_signed_is_not_given_to_another(self) -> None:
        case = use_case_at(Stage.ACCEPTED)
        found = refused(
            transfer, case, institution=bank_b(), by=officer(), reason="The other bank."
        )
        assert found == [("institution", "signed")]

    def test_what_is_public_says_the_new_place_and_nothing_else(self) -> None:
        case, right = recorded_case("accepted", title="As published"), open_phase("GS9")
        published(case)
        UseCase.objects.filter(pk=case.pk).update(public_title="Not yet published")
        transfer(case, phase=right, by=officer(), reason="Wrong phase.")
        row = Publication.objects.get(record=case.pk, superseded_at=None)
        told = {name: row.content[name] for name in ("title", "phase", "reference")}
        assert told == {"title": "As published", "phase": "GS9", "reference": "GS9-001"}
        assert (row.phase, row.code) == ("GS9", "GS9-001")

    def test_whose_it_is_becomes_public_by_two_people_only(self) -> None:
        case = recorded_case("accepted")
        published(case)
        transfer(case, institution=bank_b(), by=officer(), reason="The other bank.")
        assert Publication.objects.filter(record=case.pk, withdrawn_at=None).count() == 0

    def test_refusals(self) -> None:
        case, right = use_case_at(Stage.ASSESSING), make_phase("GS9")
        assert refused(transfer, case, by=officer(), reason="Wrong.") == [("institution", "same")]
        assert refused(transfer, case, phase=phase(), by=officer(), reason="Wrong.") == [
            ("phase", "same")
        ]
        assert refused(transfer, case, phase=right, by=officer(), reason=" ") == [
            ("reason", "required")
        ]
        assert refused(transfer, case, phase=right, by=approver(), reason="Wrong.") == NOT_ALLOWED
        proposed_decision(case)
        assert refused(transfer, case, phase=right, by=officer(), reason="Wrong.") == [
            ("phase", "open-decision")
        ]

    def test_not_out_of_ones_own_authority(self) -> None:
        limited = officer("limited", authority=programme().lead)
        elsewhere = bank_b()
        elsewhere.authority = make_authority("SFC")
        elsewhere.save()
        case = recorded_case("accepted")
        found = refused(transfer, case, institution=elsewhere, by=limited, reason="Wrong.")
        assert found == NOT_ALLOWED
