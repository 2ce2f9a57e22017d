"""Phases, institutions and partners say at the top where they stand; numbers open their lists."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.test_attacks import of_another_authority
from tests.admin.test_pages import address, signed_in
from tests.factories.institutions import bank_a, make_institution, make_partner
from tests.factories.phases import open_phase, phase
from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.models.base import Record
from usecases.vocabulary.stages import Stage
from usecases.workflow.merge import merge_institutions

pytestmark = pytest.mark.django_db


def heading(record: Record) -> Any:
    name = record._meta.model_name or ""
    return signed_in("officer").get(address(name, "change", record.pk)).context["heading"]


def numbers(record: Record) -> dict[str, int]:
    return {str(tile.label): tile.number for tile in heading(record).tiles}


def test_a_phase_says_who_is_in_it() -> None:
    use_case_at(Stage.ACCEPTED, partners=[make_partner()])
    use_case_at(Stage.SUBMITTED, institution=make_institution())
    use_case_at(Stage.DRAFT)
    found = heading(phase())
    assert numbers(phase()) == {
        "Use cases": 2, "Institutions taking part": 1, "Technology partners": 1,
    }  # fmt: skip
    assert [str(badge) for badge in found.badges] == ["Open"]


def test_a_number_opens_the_list_of_what_it_counts() -> None:
    use_case_at(Stage.ACCEPTED, partners=[make_partner()])
    use_case_at(Stage.COMPLETED)
    use_case_at(Stage.SUBMITTED, phase=open_phase("GS9"), institution=make_institution())
    client = signed_in("officer")
    for record in (phase(), bank_a()):
        for tile in heading(record).tiles:
            page = client.get(tile.url)
            assert (tile.url, page.context["cl"].result_count) == (tile.url, tile.number)


def test_an_institution_says_in_which_phases_it_stood_and_what_it_took_in() -> None:
    use_case_at(Stage.ACCEPTED)
    merge_institutions(
        make_institution(short_name="Alfa Bank"), bank_a(), by=officer(), reason="The same."
    )
    links = {str(label): names for label, names in heading(bank_a()).links}
    place = address("phase", "change", phase().pk)
    assert links == {
        "Phases": [("GS1 (Applicant)", place), ("GS1 (Participant)", place)],
        "Merged into it": [("Alfa Bank", "")],
    }


def test_a_partner_says_in_which_phases_it_stood() -> None:
    partner = make_partner()
    use_case_at(Stage.ACCEPTED, partners=[partner])
    links = {str(label): names for label, names in heading(partner).links}
    assert [name for name, _url in links["Phases"]] == ["GS1 (Technology partner)"]


def test_cases_of_another_authority_are_not_counted() -> None:
    use_case_at(Stage.SUBMITTED)
    client = of_another_authority()
    for record in (phase(), bank_a()):
        name = record._meta.model_name or ""
        found = client.get(address(name, "change", record.pk)).context["heading"]
        assert found.tiles[0].number == 0
        assert [names for _label, names in found.links if names] == []


def test_no_number_leads_an_administrator_nowhere() -> None:
    use_case_at(Stage.ACCEPTED)
    client = signed_in("administrator")
    for record, number in ((phase(), 2), (bank_a(), 0)):
        name = record._meta.model_name or ""
        tiles = client.get(address(name, "change", record.pk)).context["heading"].tiles
        assert [client.get(tile.url).status_code for tile in tiles] == [200] * number


@pytest.mark.parametrize("model", ["phase", "institution", "technologypartner"])
def test_a_head_asks_as_often_for_three_as_for_one(model: str) -> None:
    client, counts, partner = signed_in("officer"), [], make_partner()
    records = {"phase": phase(), "institution": bank_a(), "technologypartner": partner}
    path = address(model, "change", records[model].pk)
    for times in (1, 2):
        for _number in range(times):
            use_case_at(Stage.ACCEPTED, partners=[partner])
            use_case_at(Stage.ACCEPTED, phase=open_phase(), partners=[partner])
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))
    assert counts[0] == counts[1]
