"""Who sees which programmes, phases, institutions, words and publications."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.factories.institutions import bank_a, make_institution, make_partner
from tests.factories.phases import (
    make_participation,
    make_phase,
    make_programme,
    make_published_figure,
    phase,
)
from tests.factories.publications import loaded, proposed_publication
from tests.factories.usecases import recorded_case
from tests.factories.words import category, make_technique, sector
from tests.rules.world import World, make_world
from usecases.rules import visibility_register as register

pytestmark = pytest.mark.django_db

STAFF = {"officer", "approver", "auditor", "assessor", "administrator", "officer-sfc", "system"}
BANK_A = {"editor-a", "signatory-a", "viewer-a"}
BANK_B = {"viewer-b"}
NOBODY = {"anonymous", "disabled"}


@pytest.fixture
def world() -> World:
    made = make_world()
    future = datetime(2090, 1, 1, tzinfo=UTC)
    other = make_programme("OTHER")
    planned = make_phase("PLANNED", programme=other, opens_at=future)
    undated = make_phase("UNDATED", programme=other)
    recorded_case(phase=undated, institution=bank_a())
    make_published_figure(planned)
    make_published_figure(phase())
    make_institution("Delta Bank")
    make_participation(planned, make_partner("Of nobody"))
    return made


def seen(world: World, rows_for: Any, field: str) -> dict[str, set[str]]:
    return {
        who: {str(value) for value in rows_for(person).values_list(field, flat=True)}
        for who, person in world.people.items()
    }


def table(
    staff: set[str], bank_a: set[str], bank_b: set[str], nobody: set[str] | None = None
) -> dict[str, set[str]]:
    groups = ((STAFF, staff), (BANK_A, bank_a), (BANK_B, bank_b), (NOBODY, nobody or set()))
    return {who: rows for group, rows in groups for who in group}


def test_programmes(world: World) -> None:
    rows = seen(world, register.programmes_for, "code")
    assert rows == table({"GS", "OTHER"}, {"GS", "OTHER"}, {"GS"})


def test_phases(world: World) -> None:
    rows = seen(world, register.phases_for, "code")
    assert rows == table({"GS1", "PLANNED", "UNDATED"}, {"GS1", "UNDATED"}, {"GS1"})


def test_published_figures(world: World) -> None:
    rows = seen(world, register.published_figures_for, "phase__code")
    assert rows == table({"GS1", "PLANNED"}, {"GS1"}, {"GS1"})


def test_institutions(world: World) -> None:
    rows = seen(world, register.institutions_for, "short_name")
    everyone = {"Alpha Bank", "Beta Bank", "Gamma Securities", "Delta Bank"}
    assert rows == table(everyone, {"Alpha Bank"}, {"Beta Bank"})


def test_technology_partners(world: World) -> None:
    rows = seen(world, register.technology_partners_for, "name")
    assert rows == table({"Of A", "Of nobody"}, {"Of A"}, set())


def test_participations(world: World) -> None:
    rows = seen(world, register.participations_for, "institution__short_name")
    everyone = {"Alpha Bank", "Beta Bank", "Gamma Securities", "None"}
    without_cases = dict.fromkeys(("assessor", "administrator"), everyone - {"Gamma Securities"})
    assert rows == {**table(everyone, {"Alpha Bank"}, {"Beta Bank"}), **without_cases}


def test_words_are_known_to_whoever_signed_in(world: World) -> None:
    make_technique("rag")
    known = [
        (register.authorities_for, {"HKMA", "SFC"}),
        (register.categories_for, {category().code}),
        (register.techniques_for, {"rag"}),
        (register.terms_for, {sector().code, "not-innovative"} & {sector().code}),
    ]
    for rows_for, codes in known:
        assert seen(world, rows_for, "code") == table(codes, codes, codes)


def test_what_is_published_is_everybodys_and_proposals_are_not(world: World) -> None:
    public = loaded(phase())
    proposal = proposed_publication(category())
    rows = seen(world, register.publications_for, "pk")
    everyone, outside = {str(public.pk), str(proposal.pk)}, {str(public.pk)}
    assert rows == table(everyone, outside, outside, outside)
