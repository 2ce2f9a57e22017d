"""The first page says what waits, and every number opens its list."""

import pytest

from tests.admin.test_pages import signed_in
from tests.factories.phases import open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import empty_draft, use_case_at
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def test_every_number_opens_as_many_rows() -> None:
    for stage in (Stage.SUBMITTED, Stage.SUBMITTED, Stage.SCREENING, Stage.TRIALLING):
        use_case_at(stage)
    proposed_decision(use_case_at(Stage.ASSESSING))
    confirmed_decision(use_case_at(Stage.ASSESSING))
    client = signed_in("officer")
    page = client.get("/admin/").context["page"]
    tiles = [*page["cases"], *page["decisions"]]
    numbers = [tile.number for tile in tiles]
    opened = [client.get(tile.url).context["cl"].result_count for tile in tiles]
    assert numbers == opened == [2, 1, 2, 0, 0, 1, 1, 1]


def test_the_intake_counts_what_came_in_and_drafts_are_told_apart() -> None:
    phase = open_phase("HS1", capacity=20)
    use_case_at(Stage.SUBMITTED, phase=phase)
    use_case_at(Stage.DRAFT, phase=phase)
    empty_draft(phase=phase)
    client = signed_in("officer")
    page = client.get("/admin/").context["page"]
    [intake], [drafts] = page["intake"], page["drafts"]
    assert (intake.phase, intake.received) == (phase, 1)
    assert client.get(intake.url).context["cl"].result_count == 1
    assert (drafts.phase, drafts.drafts, drafts.complete, drafts.answered) == (phase, 2, 1, 50)


@pytest.mark.parametrize("role", ["administrator", "assessor"])
def test_others_learn_nothing_of_cases(role: str) -> None:
    use_case_at(Stage.DRAFT)
    use_case_at(Stage.SUBMITTED)
    page = signed_in(role).get("/admin/").context["page"]
    assert [tile.number for tile in page["cases"]] == []
    assert page["drafts"] == []
