"""A duplicate counts as the one that stays, at every moment."""

from datetime import UTC, datetime

import pytest

from tests.factories.access import make_member, make_user
from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import make_authority, make_participation, phase
from tests.factories.publications import published
from tests.factories.usecases import recorded_case
from tests.people import approver, officer
from tests.reporting.asked import ask, cells, unexplained
from tests.workflow.refusals import NOT_ALLOWED, WRONG_STAGE, refused
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Participation
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import institutions_for, technology_partners_for
from usecases.selection.subjects import SUBJECTS
from usecases.workflow.merge import merge_institutions, merge_partners

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
WHY = "The same firm."


def merged(gone: Institution, stays: Institution) -> Institution:
    return merge_institutions(gone, stays, by=officer(), reason=WHY)


def institutions(**asked: str) -> int:
    rows = cells(ask(officer(), "participation", **asked), "institutions")
    assert unexplained(officer(), "participation", **asked) == []
    return sum(number for (number,) in rows)


class TestInstitutions:
    def test_everything_moves(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        case = recorded_case(institution=gone)
        merged(gone, stays)
        assert UseCase.objects.get(pk=case.pk).institution == stays
        gone.refresh_from_db()
        assert (gone.merged_into, gone.active) == (stays, False)
        assert gone not in institutions_for(officer())

    def test_the_survivor_is_counted_once_at_every_moment(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        recorded_case(institution=gone, happened_on=EARLY)
        other = recorded_case(institution=stays, happened_on=LATE)
        moment = other.stage_changes.latest("row").recorded_at.isoformat()
        assert institutions() == 2
        merged(gone, stays)
        assert institutions() == 1
        assert institutions(known_at=moment) == 1
        assert institutions(as_at=EARLY.isoformat()) == 1

    def test_a_published_list_outweighs_a_case(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        listed = make_participation(phase(), gone)
        recorded_case(institution=stays)
        merged(gone, stays)
        rows = Participation.objects.filter(role="participant", voided_at=None)
        assert [(each.pk, each.institution) for each in rows] == [(listed.pk, stays)]

    def test_its_names_are_found_again(self) -> None:
        stays = make_institution("Harbour", aliases="HB")
        gone = make_institution("Harbor", name_zh_hant="海港銀行", aliases="HB; Old Harbour")
        after = merged(gone, stays)
        assert set(after.aliases.split("; ")) == {
            "HB", "Old Harbour", "Harbor", gone.legal_name, "海港銀行",
        }  # fmt: skip
        found = SUBJECTS["institutions"].select(officer(), {"search": ["海港"]})
        assert list(found) == [stays]

    def test_what_is_public_follows(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        case = recorded_case(institution=gone)
        for record in (stays, gone, case):
            published(record)
        merged(gone, stays)
        in_force = Publication.objects.filter(superseded_at=None, withdrawn_at=None)
        assert not in_force.filter(record=gone.pk).exists()
        row = in_force.get(record=case.pk)
        assert (row.institution, row.content["institution_name"]) == (stays.pk, "Harbour")

    def test_the_other_way_round_when_only_the_duplicate_is_public(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        published(gone)
        found = refused(merge_institutions, gone, stays, by=officer(), reason=WHY)
        assert found == [("into", "unpublished")]

    def test_people_leave_first(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        make_member(make_user(), gone, "editor")
        found = refused(merge_institutions, gone, stays, by=officer(), reason=WHY)
        assert found == [("into", "members")]

    def test_no_circle(self) -> None:
        one, two, three = (make_institution(name) for name in ("One", "Two", "Three"))
        assert refused(merge_institutions, one, one, by=officer(), reason=WHY) == [("into", "same")]
        merged(one, two)
        circle = [("into", "circle")]
        assert refused(merge_institutions, two, one, by=officer(), reason=WHY) == circle
        assert refused(merge_institutions, three, one, by=officer(), reason=WHY) == circle
        assert refused(merge_institutions, one, three, by=officer(), reason=WHY) == WRONG_STAGE

    def test_no_case_of_another_authority_is_moved(self) -> None:
        one, two = make_institution("One"), make_institution("Two")
        recorded_case(institution=one)
        other = officer("elsewhere", authority=make_authority("SFC"))
        assert refused(merge_institutions, one, two, by=other, reason=WHY) == NOT_ALLOWED

    def test_who_and_why(self) -> None:
        one, two = make_institution("One"), make_institution("Two")
        assert refused(merge_institutions, one, two, by=approver(), reason=WHY) == NOT_ALLOWED
        found = refused(merge_institutions, one, two, by=officer(), reason=" ")
        assert found == [("reason", "required")]


class TestPartners:
    def test_no_case_of_another_authority_is_moved(self) -> None:
        one, two = make_partner("One"), make_partner("Two")
        recorded_case(partners=[one])
        other = officer("elsewhere", authority=make_authority("SFC"))
        assert refused(merge_partners, one, two, by=other, reason=WHY) == NOT_ALLOWED

    def test_everything_moves_and_both_on_a_case_count_once(self) -> None:
        stays, gone = make_partner("Acme"), make_partner("ACME Ltd")
        recorded_case(partners=[gone])
        recorded_case(partners=[stays, gone])
        merge_partners(gone, stays, by=officer(), reason=WHY)
        assert list(technology_partners_for(officer())) == [stays]
        table = ask(officer(), "phases")
        assert cells(table, "partners") == [(1,)]
        assert unexplained(officer(), "phases") == []
        found = SUBJECTS["use-cases"].select(officer(), {"partner": [str(stays.pk)]})
        assert found.count() == 2
        assert TechnologyPartner.objects.get(pk=gone.pk).merged_into == stays
